"""Settings, face models, fonts, languages and the database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module

from kiosk.commands.checks.finding import Finding, Subject, fail, ok, warn
from kiosk.commands.kept import kept_records
from kiosk.commands.languages.po import read_texts
from kiosk.commands.table import Refused
from kiosk.declaration.sheet import missing_glyphs
from kiosk.home import ELSEWHERE, OTHER_THINGS, holds_other_things, is_open_to_others
from kiosk.settings.languages import FURTHER
from kiosk.settings.named_files import faults
from kiosk.storage.faults import StorageFault
from kiosk.web.glass.panel import broken_promises, layout_of
from kiosk.web.language import CatalogueIncomplete, glass_keys, load_catalogues

EVERYDAY = "被保険者資格申立書髙﨑あア令和"
"""Characters without which no sheet can be set."""
FETCH = "kiosk face models"
MONTH = timedelta(days=30)
OUTCOMES = {
    "agrees": "known by face",
    "not_turned": "did not turn and were sent another way",
    "differs": "not the photograph's",
    "undecided": "undecided",
    "failed": "ended by camera or face process",
}
"""What may come of a visit's attempts, each visit once for each."""
LITTLE_ROOM = 1 << 30
"""Bytes; a clinic's year of records takes far less."""


def settings(subject: Subject) -> Iterator[Finding]:
    """The files that the settings name, as `settings check` tells them; what is wrong in itself was refused before."""
    found = tuple(faults(subject.settings))
    for each in found:
        yield fail("settings", each.seen, each.remedy)
    if not found:
        yield ok("settings", "every key holds, and what they name is there")


def models(subject: Subject) -> Iterator[Finding]:
    """Who judges faces here, and which ways are lacking because a model file is."""
    told = subject.settings
    try:
        wanted = import_module("reader.face.requests").Wanted(
            told.matching.face_threshold, told.reader.face_model, told.reader.face_model_digest
        )
        judges = import_module("reader.face.judges").appointed(wanted)
        missing = import_module("reader.face.weights").missing()
    except (ImportError, RuntimeError) as error:
        yield fail(
            "models",
            f"the face models cannot be loaded: {error}",
            "install the environment again: scripts/run",
        )
        return
    yield ok("models", f"{judges.first.name} judges faces by the rule {judges.rule.name}")
    if missing:
        lacks = ", ".join(f"{each.name}, which {each.serves}" for each in missing)
        yield warn("models", f"missing: {lacks}; faces are judged by the older, coarser rule", FETCH)
    if judges.eyes is None and told.reader.turn_head:
        yield fail(
            "models", "the face mesh is missing: nobody can be asked to turn, so nobody proves by face", FETCH
        )


def faces(subject: Subject) -> Iterator[Finding]:
    """The clinic's own share of people whom the camera sent to another way, of the last month."""
    began = subject.clock.now().wall - MONTH
    try:
        with kept_records(subject.settings) as storage, storage.reading() as books:
            counted = books.camera_tries.since(began)
    except (Refused, StorageFault):
        return  # `database` tells of it
    tried = counted.pop("visits", 0)
    if tried:
        sent = ", ".join(f"{counted[each]} {said}" for each, said in OUTCOMES.items() if each in counted)
        yield ok("faces", f"30 days, {tried} visits before the camera: {sent}")


def fonts(_subject: Subject) -> Iterator[Finding]:
    lacking = missing_glyphs(EVERYDAY)
    if lacking:
        remedy = "install the fonts (Debian: fonts-noto-cjk fonts-morisawa-bizud-gothic)"
        yield fail("fonts", f"no type for {''.join(lacking)}", remedy)
    else:
        yield ok("fonts", "the declaration's sheet can be set")


def languages(subject: Subject) -> Iterator[Finding]:
    try:
        loaded = load_catalogues()
    except CatalogueIncomplete as incomplete:
        yield fail("languages", str(incomplete), "complete kiosk/translations; the kiosk does not start so")
    else:
        yield ok("languages", ", ".join(f"{code} ({len(each.sentences)})" for code, each in loaded.items()))
    read = read_texts()
    for code in subject.settings.web.languages:
        done, whole = len(read.get(code, ())), len(glass_keys())
        if done < whole:
            yield warn(
                "languages",
                f"{FURTHER[code]} is on, and a speaker has read {done} of its {whole} texts",
                f"have it read: kiosk languages export {code} FILE, and import what comes back",
            )


def database(subject: Subject) -> Iterator[Finding]:
    told = subject.settings
    try:
        with kept_records(told) as storage, storage.reading() as books:
            yield ok("database", f"{books.patients.count()} patients")
    except Refused as none_yet:
        yield warn(
            "database",
            str(none_yet),
            "start it once: python -m kiosk serve, or beside an approved reader companion",
        )
    except StorageFault as fault:
        remedy = "see docs on backups; the kiosk does not start on it, the counter goes on with documents"
        yield fail("database", f"{type(fault).__name__}: {fault}", remedy)
    if told.anchor is None:
        yield warn(
            "anchor",
            "the audit's anchor lies beside the database",
            "set `anchor` to a file on another disk or share",
        )
    else:
        yield ok("anchor", str(told.anchor_file))


def glass(subject: Subject) -> Iterator[Finding]:
    """What the patient's glass is told to be, and each promise in millimetres that such a glass cannot keep."""
    panel = subject.settings.web.panel
    told = (
        f"{panel.inches:g} inches, {panel.width} x {panel.height}, {panel.across:.0f} x {panel.down:.0f} mm"
    )
    cannot = tuple(broken_promises(panel))
    for each in cannot:
        yield warn(
            "glass", f"{told}: {each}", "take a larger glass, or correct web.glass where it says another one"
        )
    if not cannot:
        yield ok("glass", f"{told}: {layout_of(panel).value} pages")


def home(subject: Subject) -> Iterator[Finding]:
    """Whether what is kept about patients is its owner's alone."""
    folder = subject.settings.home
    if folder.is_dir() and is_open_to_others(folder) and holds_other_things(folder):
        yield fail("home", f"others may read {folder}, and {OTHER_THINGS}", ELSEWHERE)
    elif folder.is_dir() and is_open_to_others(folder):
        yield warn(
            "home", f"others may read {folder}", f"chmod -R go= {folder}, or start the kiosk, which closes it"
        )


def disk(subject: Subject) -> Iterator[Finding]:
    folder = subject.settings.home
    if not folder.is_dir():
        yield warn("disk", f"{folder} is not there yet", "it is made at the first start")
        return
    free = shutil.disk_usage(folder).free
    told = f"{free >> 20} MiB free at {folder}"
    yield (
        ok("disk", told)
        if free >= LITTLE_ROOM
        else warn("disk", told, "make room before records cannot be kept")
    )
