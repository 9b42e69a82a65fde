"""The confirmed qualification as files for the receipt computer, and taking them away again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kiosk.desk.acting import Desk, NotNow, Open, opened
from kiosk.desk.standing import Act
from kiosk.handover.csv_file import Replaced, render_csv
from kiosk.handover.model import ConfirmedQualification
from kiosk.handover.write import file_name, write_file
from kiosk.handover.xml_file import render_xml
from kiosk.home import FOLDER_MODE
from kiosk.house import House
from kiosk.qualification.grounds import READER_FILE, ReaderFile, reach_of
from kiosk.storage.audit.chain import AuditRow
from kiosk.storage.inspection import who
from kiosk.storage.records import file_digest
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord

WRITTEN = "handed_over"
ENDS_IT = frozenset({"decision_taken_back", "visit_reopened", "visit_reassigned", "hand_over_withdrawn"})
SUFFIXES = ("xml", "csv")


def folder_of(house: House) -> Path:
    return house.settings.home / "handover"


def hand_over(desk: Desk, number: str) -> tuple[Replaced, ...]:
    """Write XML and CSV; gives the characters that the CSV could not carry.

    The files are written before the transaction ends: an audit row without its file would be a lie, a file without its
    row is only written again. Raises OSError when the folder cannot be written, NotNow when there is no answer.
    """
    with opened(desk, number, Act.HAND_OVER) as here:
        if stays_here(desk.house, here.visit):
            raise NotNow("reader_file")
        confirmed = _confirmed(desk.house, here)
        table = render_csv(confirmed)
        folder = folder_of(desk.house)
        folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        files = {"xml": render_xml(confirmed), "csv": table.data}
        for suffix, content in files.items():
            write_file(folder, file_name(number, suffix), content)
        patient = {"patient": here.visit.patient_id} if here.visit.patient_id else {}
        for suffix, content in files.items():
            facts = {"format": suffix, "digest": file_digest(desk.house.storage.keys, content)}
            here.work.audit(WRITTEN, number, {"by": desk.by, **facts, **patient})
    return table.replaced


def stays_here(house: House, visit: VisitRecord) -> bool:
    """Behind an approved reader the receipt computer has read the same file: nothing is handed over unless the settings say so."""
    by_itself = reach_of(ReaderFile("")).hands_over or house.settings.companion.hand_over
    return visit.evidence_kind == READER_FILE and not by_itself


def _confirmed(house: House, here: Open) -> ConfirmedQualification:
    answers = here.work.findings.answers(here.visit.number)
    if not answers:
        raise NotNow("no_answer")
    method = here.visit.method.value if here.visit.method else here.visit.evidence_kind or "document"
    code = house.settings.institution.code
    return ConfirmedQualification(
        answers[-1], code, here.visit.patient_id or "", method, here.visit.outcome or ""
    )


def take_out(desk: Desk, number: str) -> bool:
    """What was handed over is taken away again; whether the receipt computer had fetched some of it already.

    Raises NotNow where nothing was handed over.
    """
    with opened(desk, number, Act.HAND_OVER) as here:
        if not handed_over(desk.house, number):
            raise NotNow("moved_on")
        fetched = withdraw(desk.house, number)
        here.work.audit(
            "hand_over_withdrawn", number, {"by": desk.by, "fetched": ",".join(fetched) or "none"}
        )
    return bool(fetched)


def withdraw(house: House, number: str) -> tuple[str, ...]:
    """What the receipt computer has not fetched yet, it shall not fetch; the formats whose file it has fetched."""
    fetched = []
    for suffix in SUFFIXES:
        try:
            (folder_of(house) / file_name(number, suffix)).unlink()
        except FileNotFoundError:
            fetched.append(suffix)
    return tuple(fetched)


def is_handed_over(rows: tuple[AuditRow, ...]) -> bool:
    """Whether the visit's audit says so, and nothing was undone since."""
    last = next((row.kind for row in reversed(rows) if row.kind in ENDS_IT | {WRITTEN}), "")
    return last == WRITTEN


def handed_over(house: House, number: str) -> bool:
    return is_handed_over(who(house.storage, visit=number))


def handed_over_on(reading: Books, day: date) -> frozenset[str]:
    """The same of a whole day's visits."""
    latest = reading.of_day(day).latest(ENDS_IT | {WRITTEN})
    return frozenset(visit for visit, kind in latest.items() if kind == WRITTEN)
