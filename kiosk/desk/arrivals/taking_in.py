"""From what a look at the reader's folder told to the records: a visit for a card that was shown, a row for everything else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.checkin.conductor.recording import KIOSK
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.conclude import conclude
from kiosk.checkin.machine.effects import Record, RecordAnswer
from kiosk.checkin.machine.events import Answered
from kiosk.checkin.machine.seen import Chart, Outcome, Reason, Settled
from kiosk.checkin.machine.turn import Lane, Turn, leave, settle
from kiosk.clock import Moment
from kiosk.companion.binding import AskWhich, Bound, NobodyHere, bind
from kiosk.companion.reading import Met, NoCard, met_by_name, read_file
from kiosk.companion.watching import (
    Appeared,
    CameAndWent,
    Happening,
    OtherContent,
    Repeated,
    ToldByName,
    Unreadable,
)
from kiosk.desk.standing import Standing, standing
from kiosk.house import House
from kiosk.intake.model import Patient
from kiosk.intake.person import person_of_patient
from kiosk.matching.beside import of_one_person
from kiosk.qualification.grounds import READER_FILE, Consent, ReaderFile
from kiosk.qualification.model import Answer
from kiosk.storage.arrivals.reader_files import ReaderFileMet
from kiosk.storage.fitting import fitting
from kiosk.storage.unit_of_work import UnitOfWork
from kiosk.storage.visit.visits import VisitNumberTaken, VisitRecord

COMPANION = "companion"
"""The lane of a visit that a reader's file opened."""
SHOWN_AGAIN = "shown_again"
SUPERSEDED = frozenset({Standing.WAY_ROUND, Standing.QUESTION, Standing.APPLICATION, Standing.CONFIRMED})
"""Where a later valid answer about the same patient speaks instead; a STOP stays."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whom an answer is about, and by what; `charts` are what it is compared with."""

    charts: tuple[Chart, ...]
    by: str = ""
    renewed: Patient | None = None
    """The chart as the receipt computer holds it now, where that is another than our copy."""


def take_in(house: House, terminal: str, told: Happening, now: Moment) -> str | None:
    """Keep what was told; the number of the visit, where a card was shown. Raises StorageFault: nothing is kept then."""
    seen = ReaderFileMet(told.name.key, "", terminal, now.wall, Met.CARD_SHOWN)
    if not isinstance(told, Appeared):
        _note(house, _without_content(told, seen), now)
        return None
    measured = None if told.skew is None else round(told.skew)
    seen = replace(seen, digest=told.digest, skew=measured)
    match read_file(told, house.settings.institution.code):
        case NoCard(met=met, why=why):
            _note(house, replace(seen, met=met, why=why), now)
            return None
        case answer:
            return _visit(house, answer, seen, now)


def _without_content(told: Happening, seen: ReaderFileMet) -> ReaderFileMet:
    match told:
        case OtherContent(digest=digest):
            return replace(seen, digest=digest, met=Met.OTHER_CONTENT)
        case Repeated(digest=digest):
            return replace(seen, digest=digest, met=Met.REPEATED)
        case CameAndWent():
            return replace(seen, met=Met.CAME_AND_WENT)
        case Unreadable(why=why):
            return replace(seen, met=Met.UNREADABLE, why=why)
        case ToldByName(name=name):
            return replace(seen, met=met_by_name(name))
        case Appeared():
            raise ValueError("it has a content")


def _note(house: House, seen: ReaderFileMet, now: Moment) -> None:
    with house.storage.unit_of_work(now.wall) as work:
        if seen.digest in work.reader_files.known_of(seen.name):
            return
        work.reader_files.keep(seen)
        work.audit("reader_file_met", "", {"kind": seen.met.value})
        work.commit()
    house.conductor.touch()


def _visit(house: House, answer: Answer, seen: ReaderFileMet, now: Moment) -> str:
    found = whom(house, answer)
    while True:
        try:
            number = _kept(house, answer, found, seen, now)
        except VisitNumberTaken:
            continue
        house.conductor.touch()
        return number


def whom(house: House, answer: Answer) -> Found:
    """By content alone. Where staff have to choose among several, all are given; one who is contradicted is no chart yet."""
    one = of_one_person(answer)
    records = (one.main,) if one else answer.qualifications
    with house.storage.reading() as books:
        people = [each for shown in records for each in fitting(books, shown)]
    match bind(records, people):
        case Bound(patient=patient, by=by):
            renewed = house.fresh_chart(patient)
            return Found((Chart(patient.patient_id, person_of_patient(renewed or patient)),), by, renewed)
        case AskWhich(candidates=several) if len(several) > 1:
            return Found(tuple(Chart(each.patient_id, person_of_patient(each)) for each in several))
        case AskWhich() | NobodyHere():
            return Found(())


def _kept(house: House, answer: Answer, found: Found, seen: ReaderFileMet, now: Moment) -> str:
    """Visit, answer, comparison, result and the file itself, in one transaction."""
    with house.storage.unit_of_work(now.wall) as work:
        number = work.visits.next_number(now.today)
        patient = found.charts[0].patient_id if len(found.charts) == 1 else None
        opened = VisitRecord(
            number, house.settings.station, COMPANION, now.wall, patient, evidence_kind=READER_FILE
        )
        work.visits.open(opened)
        work.audit("visit_opened", number, {"lane": COMPANION})
        if found.renewed:
            work.patients.put(found.renewed)
            work.audit("chart_read", number, {"patient": found.renewed.patient_id})
        of_visit = replace(answer, visit=number)
        turn = concluded(house, of_visit, found)
        for each in turn.effects:
            if isinstance(each, Record):
                house.ports.ledger.keep(work, number, each, now)
        _supersede(work, patient, number)
        work.reader_files.keep(replace(seen, bound_by=found.by, visit=number))
        work.audit("reader_file_met", number, {"kind": Met.CARD_SHOWN.value, "rule": found.by or "none"})
        work.commit()
    return number


def concluded(house: House, answer: Answer, found: Found) -> Turn:
    """The same rules as at a reader of our own, on grounds that prove no certificate, no face and no PIN."""
    if answer.error_code:
        unclear = Settled(
            Outcome.HANDED_TO_STAFF, reason=Reason.SERVICE, waits_for="desk", code="answer_unknown"
        )
        return settle(Lane.DESK, unclear, RecordAnswer(answer, None))
    asked = steps.Querying(ReaderFile(answer.identifier), Consent.nothing())
    remembered = house.ports.patients.remembered(answer, found.charts)
    common = all(map(house.ports.comparing.common_name, answer.qualifications))
    event = Answered(0, answer, found.charts, remembered, common, house.ports.comparing.site)
    turn = conclude(asked, event, Lane.DESK)
    if isinstance(turn.step, steps.Closed):
        return turn
    left = leave(Lane.DESK, turn.step)
    return Turn(left.step, (*turn.effects, *left.effects))


def _supersede(work: UnitOfWork, patient: str | None, later: str) -> None:
    """The same patient within the day: a later answer that stands speaks, the earlier visit stays visible and waits for nobody."""
    new = work.visits.find(later)
    if patient is None or standing(new, runs=False) not in {
        Standing.CONFIRMED,
        Standing.QUESTION,
        Standing.APPLICATION,
    }:
        return
    for earlier in work.visits.of_patient(patient):
        if (
            earlier.number != later
            and earlier.lane == COMPANION
            and earlier.number[:8] == later[:8]
            and standing(earlier, runs=False) in SUPERSEDED
        ):
            gone = replace(earlier, outcome=Outcome.ABANDONED.value, decision=None, waits_for=None)
            work.visits.update(gone, KIOSK, f"{SHOWN_AGAIN}: {later}")
            work.audit("visit_let_go", earlier.number, {"by": KIOSK, "reason": SHOWN_AGAIN})
