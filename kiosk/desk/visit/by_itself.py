"""A confirmed answer goes to the receipt computer by itself where nobody has anything to look at; else after one press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from kiosk.checkin.conductor.recording import KIOSK
from kiosk.checkin.machine.seen import Outcome
from kiosk.desk.acting import Desk, NotNow, stands
from kiosk.desk.hand_over import ENDS_IT, WRITTEN, hand_over
from kiosk.desk.papers.held import earlier_visits
from kiosk.desk.sides import single_qualification
from kiosk.desk.standing import Standing
from kiosk.desk.visit.last_time import LastTime, last_time
from kiosk.house import House
from kiosk.matching.report import Decision
from kiosk.qualification.model import Answer
from kiosk.storage.inspection import who
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import Change, VisitChange, VisitRecord

EVERY = 2.0
"""Seconds between two looks; a look at records that nobody has changed costs nothing."""


class Waits(Enum):
    """Why an answer waits for one press."""

    ASKED = "asked"
    """It was confirmed after a question."""
    CHOSEN = "chosen"
    """The chart was chosen by hand."""
    SEVERAL = "several"
    """More than one qualification, or one that this program cannot read whole."""
    FIRST_TIME = "first_time"
    MOVED = "moved"
    """Something of what is billed is another than the last time."""
    TAKEN_BACK = "taken_back"
    """Somebody has taken something back in this visit."""


@dataclass(frozen=True, slots=True)
class Facts:
    visit: VisitRecord
    answer: Answer | None
    changes: tuple[VisitChange, ...]
    last: LastTime | None
    done: frozenset[str]
    """The kinds of the audit rows that the visit has."""


def waits_for(known: Facts) -> Waits | None:
    """None where the answer may go by itself. Everything that staff would look at is a reason to wait."""
    straight = (
        Outcome(known.visit.outcome or "") is Outcome.CONFIRMED and known.visit.decision is Decision.PASS
    )
    rows: tuple[tuple[Waits, bool], ...] = (
        (Waits.TAKEN_BACK, bool(known.done & ENDS_IT)),
        (Waits.CHOSEN, any(each.what is Change.REASSIGNED and each.by != KIOSK for each in known.changes)),
        (Waits.ASKED, not straight),
        (Waits.SEVERAL, _several(known.answer)),
        (Waits.FIRST_TIME, known.last is None or known.last.seen_on is None),
        (Waits.MOVED, known.last is not None and bool(known.last.moved)),
    )
    return next((why for why, true in rows if true), None)


def _several(answer: Answer | None) -> bool:
    return answer is None or len(answer.qualifications) != 1 or bool(answer.unknown_codes)


def facts_of(books: Books, visit: VisitRecord, done: frozenset[str]) -> Facts:
    answers = books.findings.answers(visit.number)
    patient = books.patients.by_id(visit.patient_id) if visit.patient_id else None
    shown = single_qualification(answers)
    last = last_time(books, earlier_visits(books, visit), patient, shown, visit.started_at.date())
    return Facts(visit, answers[-1] if answers else None, books.visits.changes(visit.number), last, done)


class ByItself:
    """Looks through the day's confirmed visits of this station, each once as it stands."""

    def __init__(self, house: House, revision: Callable[[], int]) -> None:
        self._house = house
        self._revision = revision
        self._seen = -1
        self._looked: set[tuple[str, int]] = set()

    def look(self) -> None:
        """Hand over what waits for nobody. A card that still lies there, or records that are away, are looked at again."""
        revision = self._revision()
        if (
            not self._house.settings.hand_over.by_itself
            or self._house.records_away()
            or revision == self._seen
        ):
            return
        self._seen = revision
        now = self._house.clock.now()
        for visit in self._ready():
            self._looked.add((visit.number, visit.version))
            self._give(Desk(self._house, KIOSK, now, visit.version), visit.number)

    def _ready(self) -> list[VisitRecord]:
        day, station = self._house.clock.now().today, self._house.settings.station
        with self._house.storage.reading() as books:
            elsewhere = books.lanes.elsewhere(station)
            return [
                visit
                for visit in books.visits.of_day(day)
                if visit.station == station
                and (visit.number, visit.version) not in self._looked
                and stands(self._house, books, visit, elsewhere) is Standing.CONFIRMED
                and self._may_go(books, visit)
            ]

    def _may_go(self, books: Books, visit: VisitRecord) -> bool:
        done = frozenset(row.kind for row in who(self._house.storage, visit=visit.number))
        may = WRITTEN not in done and waits_for(facts_of(books, visit, done)) is None
        if not may:
            self._looked.add((visit.number, visit.version))
        return may

    def _give(self, desk: Desk, number: str) -> None:
        try:
            hand_over(desk, number)
        except NotNow:
            return  # somebody was first, and has seen it
        except OSError as fault:
            self._house.log("storage_failed", {"kind": type(fault).__name__})
