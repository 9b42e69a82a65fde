"""Current, past or unknown qualification into a receipt computer's claim file; a file for each payer, and a report."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from kiosk.claims.patch.patch import NotAccepted, Patched
from kiosk.claims.patch.report import folded, json_lines, text_lines
from kiosk.commands.claims.new_folder import place, refuse_used
from kiosk.commands.console import Console
from kiosk.commands.kept import kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.desk.claims.filling import FilledIn, fill_in
from kiosk.desk.claims.incoming import Stopped
from kiosk.settings import Settings
from kiosk.storage.unit_of_work import Storage

LANGUAGES = ("ja", "en")
FILE_NAME = "RECEIPTC.UKE"
"""What a payer's reception wants a medical claim file to be called."""
WHO = "command-line"
"""What the audit calls whoever may read the database's folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="IN.UKE",
        help="one for each payer: a claim that moves joins the other's file",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="must not exist, or be empty")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when a claim needs a person, though the files are written; nothing at all is written when it is refused."""
    settings = settings_of(chosen, console)
    refuse_used(chosen.out)
    contents = [path.read_bytes() for path in chosen.files]
    with kept_records(settings) as storage:
        filled = _filled(contents, chosen, storage, settings, console)
        patched, accepted, new = filled.patched, filled.accepted, filled.verified
        report = {
            "report.txt": list(text_lines(patched, accepted, new, chosen.language)),
            "report.jsonl": list(json_lines(patched, accepted, new, chosen.language)),
        }
        written = {name: "".join(f"{line}\n" for line in lines).encode() for name, lines in report.items()}
        place(chosen.out, _by_payer(patched) | written, lambda: _audit(storage, patched, console))
    said = report["report.jsonl" if console.as_json else "report.txt"]
    for line in said if console.as_json else folded(said, chosen.out / "report.txt"):
        console.out.write(f"{line}\n")
    return 1 if any(entry.asks for entry in patched.entries) else 0


def _filled(
    contents: Sequence[bytes],
    chosen: argparse.Namespace,
    storage: Storage,
    settings: Settings,
    console: Console,
) -> FilledIn:
    with storage.reading() as books:
        try:
            filled = fill_in(books, contents, settings)
        except Stopped as why:
            raise Refused(f"{', '.join(map(str, chosen.files))}: {why.say(chosen.language)}") from why
    if isinstance(filled, NotAccepted):
        for choice in filled.choices:
            console.complain(f"{choice.id}: {choice.en} ({choice.ja})")
        raise Refused(
            f"{len(filled.choices)} unverified choices touch these claims and the clinic has not accepted them; "
            "a claims clerk reads and signs them once at the desk, under Claims, then try again"
        )
    return filled


def _by_payer(patched: Patched) -> dict[str, bytes]:
    return {f"{file.payer.name.lower()}/{FILE_NAME}": file.data for file in patched.files}


def _audit(storage: Storage, patched: Patched, console: Console) -> None:
    facts = {
        "claims": len(patched.entries),
        "changed": sum(bool(entry.changes) for entry in patched.entries),
        "unsettled": sum(entry.asks for entry in patched.entries),
        "by": WHO,
    }
    with storage.unit_of_work(console.clock.now().wall) as work:
        work.audit("claims_patched", "", facts)
        work.commit()
