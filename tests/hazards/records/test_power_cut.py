"""The power goes at any write in failure mode: what was told to be kept is kept, and each visit is whole."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from kiosk.storage.inspection import Intact, verify
from kiosk.storage.schema import upgrade
from kiosk.storage.unit_of_work import Storage
from tests.hazards.records.disk_states import STRACE, Moment, Renamed, Told, Wrote, moments, operations

KEY = b"a key for tests that lies nowhere else"
VISITS = 40
ASKED_AGAIN = 16
LEAST_STATES = 2_000
WITH_THE_WHOLE_CHAIN = 40
"""Every so many states the audit chain is walked too."""

CHILD = """
import os, sys
from datetime import date, datetime
from itertools import count, islice
from pathlib import Path
from sqlalchemy import event
from kiosk.checkin.machine import effects
from kiosk.checkin.conductor.recording import StoredLedger
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.clock import JAPAN, Moment
from kiosk.desk.stopping import stop_link
from kiosk.qualification.grounds import OutageNote
from kiosk.storage.unit_of_work import Storage

folder, synchronous, visits, answered = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
storage = Storage(f"sqlite:///{{folder}}/kiosk.db", {key!r}, "desk-1", folder / "anchor")
if synchronous:
    event.listen(storage._engine, "connect", lambda made, _: made.execute(f"PRAGMA synchronous = {{synchronous}}"))
    storage._engine.dispose()
names = count(1)
ledger = StoredLedger(storage, "desk-1", lambda: f"inquiry-{{next(names)}}", lambda *_: b"", "none", stop_link)
now = Moment(datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN), 0.0)
note = OutageNote("佐藤　花子", date(1985, 4, 12), "2", "東京都", "suzuki", now.wall)
for _ in range(visits):
    number = ledger.open_visit("desk", now)
    records = effects.RecordNote(note), effects.CloseVisit(Settled(Outcome.NOTED_IN_OUTAGE))
    ledger.write(number, "Closed", records, now)
    os.write(1, f"kept noted {{number}}\\n".encode())
with storage.reading() as reading:
    waiting = reading.outages.waiting()
for noted in islice(waiting, answered):
    with storage.unit_of_work(now.wall) as work:
        work.outages.answered(noted.visit, noted.identifier)
        work.findings.keep_question(noted.visit, "answer", "what the service said", "suzuki")
        work.audit("outage_answered", noted.visit, {{"identifier": noted.identifier}})
        work.commit()
    os.write(1, f"kept answered {{noted.visit}}\\n".encode())
"""


def recorded(folder: Path, synchronous: str = "") -> tuple[dict[str, bytes], list[object]]:
    """The files at the beginning, and everything that happened to them."""
    folder.mkdir()
    upgrade(f"sqlite:///{folder}/kiosk.db")
    start = {path.name: path.read_bytes() for path in folder.iterdir()}
    trace = folder.parent / f"{folder.name}.trace"
    arguments = [str(folder), synchronous, str(VISITS), str(ASKED_AGAIN)]
    command = [*STRACE, "-o", str(trace), sys.executable, "-c", CHILD.format(key=KEY), *arguments]
    subprocess.run(command, check=True, capture_output=True)
    return start, list(operations(trace.read_text(), folder))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """In memory where the machine has such a place: thousands of small disks are written here."""
    memory = Path("/dev/shm")
    folder = (
        memory / f"kiosk-power-{os.getpid()}"
        if os.access(memory, os.W_OK)
        else tmp_path_factory.mktemp("disks")
    )
    folder.mkdir(exist_ok=True)
    yield folder
    shutil.rmtree(folder)


def found_on(files: dict[str, bytes], folder: Path) -> Path:
    """The disk as the kiosk finds it when the power is back."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def complaints(moment: Moment, folder: Path) -> list[str]:
    """What is lost or torn apart on this disk."""
    at = found_on(moment.files, folder)
    base = sqlite3.connect(at / "kiosk.db")
    try:
        return [*_broken(base), *_lost(base, moment.told), *_halves(base)]
    finally:
        base.close()


def _broken(base):
    said = base.execute("PRAGMA quick_check(1)").fetchone()[0]
    return [] if said == "ok" else [f"broken: {said}"]


def _lost(base, told):
    noted = {f"noted {number}" for (number,) in base.execute("SELECT visit FROM outage_notes")}
    asked = "SELECT visit FROM outage_notes WHERE state = 'answered'"
    answered = {f"answered {number}" for (number,) in base.execute(asked)}
    return [f"lost: {what}" for what in sorted(told - noted - answered)]


def _halves(base):
    """Queries for visits of which a part is there and the rest is not."""
    halves = (
        "SELECT number FROM visits WHERE outcome = 'noted_in_outage' AND number NOT IN (SELECT visit FROM outage_notes)",
        "SELECT visit FROM outage_notes WHERE visit NOT IN (SELECT number FROM visits WHERE outcome IS NOT NULL)",
        "SELECT visit FROM outage_notes WHERE visit NOT IN (SELECT visit FROM audit_rows WHERE kind = 'outage_noted')",
        "SELECT number FROM visits WHERE number NOT IN (SELECT visit FROM audit_rows WHERE kind = 'visit_opened')",
        "SELECT visit FROM outage_notes WHERE (state = 'answered') <> (visit IN (SELECT visit FROM questions))",
        "SELECT visit FROM questions GROUP BY visit HAVING count(*) > 1",
        "SELECT 'a gap in the audit' WHERE (SELECT coalesce(max(seq), 0) <> count(*) FROM audit_rows)",
    )
    return [f"half: {row[0]}" for query in halves for row in base.execute(query)]


def chain_of(folder: Path):
    storage = Storage(f"sqlite:///{folder}/kiosk.db", KEY, "desk-1", folder / "anchor")
    try:
        return verify(storage)
    finally:
        storage.close()


def test_hazard_power_cut_loses_no_visit_that_was_told_to_be_kept(tmp_path, scratch):
    start, happened = recorded(tmp_path / "station")
    assert sum(isinstance(each, Told) for each in happened) == VISITS + ASKED_AGAIN
    assert any(isinstance(each, Renamed) for each in happened), "the anchor moved"
    states = 0
    for states, moment in enumerate(moments(start, happened, Random(20261121)), start=1):
        assert complaints(moment, scratch / "disk") == []
        if states % WITH_THE_WHOLE_CHAIN == 0 and "anchor" in moment.files:
            assert isinstance(chain_of(scratch / "disk"), Intact), "an anchor may lag and never leads"
    assert states >= LEAST_STATES, f"only {states} disks were rebuilt"


@pytest.mark.parametrize("lowered", ["NORMAL", "OFF"])
def test_the_check_finds_the_loss_when_the_database_is_told_not_to_wait_for_the_disk(
    tmp_path, scratch, lowered
):
    start, happened = recorded(tmp_path / "station", lowered)
    disks = moments(start, happened, Random(20261121))
    assert any("lost" in complaint for moment in disks for complaint in complaints(moment, scratch / "disk"))


def test_a_write_that_nobody_waited_for_may_be_gone():
    disks = [each.files for each in moments({}, [Wrote("a", 0, b"x" * 512)], Random(1))]
    assert {} in disks
    assert {"a": b"x" * 512} in disks
