"""The paper pack of one day: who is expected or already here, and blank forms for everybody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kiosk.declaration.pack import Pack, PackRow, render_pack
from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.papers.held import CONFIRMED
from kiosk.intake.model import Patient
from kiosk.storage.unit_of_work import Books, UnitOfWork

MOST_BLANKS = 60


def print_pack(desk: Desk, blanks: int, expected: tuple[str, ...]) -> bytes:
    """The PDF; the audit says who printed how many patients. Raises NotNow for a number that is no patient's."""
    house = desk.house
    with house.storage.unit_of_work(desk.now.wall) as work:
        rows = pack_rows(work, expected, desk.now.today)
        if rows is None:
            raise NotNow("no_such_patient")
        record_printed(work, rows, desk.by)
        work.commit()
    pack = Pack(house.settings.institution.name, desk.now.today, rows, blanks)
    return render_pack(pack, demo=house.settings.demo)


def record_printed(work: UnitOfWork, rows: tuple[PackRow, ...], by: str) -> None:
    """Whose data went on paper: the audit of each patient says so."""
    work.audit("paper_pack_printed", "", {"rows": len(rows), "by": by})
    for each in rows:
        work.audit("paper_pack_printed", "", {"patient": each.patient_id, "by": by})


def pack_rows(books: Books, expected: Iterable[str], today: date) -> tuple[PackRow, ...] | None:
    """Whoever is expected by the clinic's own number, then today's known visitors; None when a number is nobody's."""
    here = (visit.patient_id for visit in books.visits.of_day(today))
    numbers = dict.fromkeys([*expected, *(each for each in here if each)])
    found = [books.patients.by_id(each) for each in numbers]
    patients = [each for each in found if each is not None]
    return tuple(_row(books, each) for each in patients) if len(patients) == len(found) else None


def _row(books: Books, patient: Patient) -> PackRow:
    visits = [each for each in books.visits.of_patient(patient.patient_id) if each.outcome in CONFIRMED]
    numbers = (patient.insurer_number, patient.symbol, patient.number, patient.branch)
    return PackRow(
        patient.patient_id,
        patient.name,
        patient.kana,
        patient.birthdate,
        patient.sex,
        patient.phone,
        "・".join(each for each in numbers if each),
        max((each.started_at.date() for each in visits), default=None),
    )
