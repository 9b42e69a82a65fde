"""The cases that a STOP opened, as the desk works on them: reading, writing the report, closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from kiosk.checkin.conductor.recording import KIOSK
from kiosk.clock import Moment
from kiosk.desk.acting import Desk, NotNow, first_come
from kiosk.desk.stopping import cases_over
from kiosk.house import House
from kiosk.incidents.deadlines import Clock, Deadline, deadlines
from kiosk.incidents.model import Duty, Handling, Report, ReportItem
from kiosk.storage.cases.cases import Case, Entry, Sent, Stop, Written
from kiosk.storage.staff.accounts import Role
from kiosk.storage.unit_of_work import Books, UnitOfWork
from kiosk.storage.visit.visits import VisitRecord

LONGEST = 2000
"""Characters of one item of the report."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case. `first_persons` stand behind the STOP or its lifting already: somebody else has to agree."""

    case: Case
    who: str = field(repr=False)
    stops: tuple[Stop, ...]
    visits: tuple[VisitRecord, ...]
    entries: Mapping[ReportItem, Entry] = field(repr=False)
    sent: Mapping[Report, Sent]
    deadlines: tuple[Deadline, ...]
    first_persons: frozenset[str]

    @property
    def next_item(self) -> ReportItem | None:
        """The first of the nine items that nobody has written down."""
        return next((item for item in ReportItem if item not in self.entries), None)

    @property
    def overdue(self) -> bool:
        return any(each.clock is Clock.OVERDUE for each in self.deadlines)


@dataclass(frozen=True, slots=True)
class CasesAtAGlance:
    """For every page of the desk: how many cases are open, and how many have a report overdue."""

    open: int
    overdue: int


def case_page(house: House, case: int, now: Moment) -> CasePage:
    """Raises NoSuchRecord."""
    with house.storage.reading() as reading:
        return _pages(reading, (reading.cases.find(case),), now.today)[0]


def all_cases(house: House, now: Moment) -> tuple[CasePage, ...]:
    """Every case, the latest first."""
    with house.storage.reading() as reading:
        return _pages(reading, reading.cases.all(), now.today)


def cases_over_visit(reading: Books, visit: VisitRecord, today: date) -> tuple[CasePage, ...]:
    """The cases that keep this visit's link closed, whichever station or visit opened them."""
    return _pages(reading, cases_over(reading, visit.number, visit.patient_id), today)


def at_a_glance(reading: Books, today: date) -> CasesAtAGlance:
    found = reading.cases.unclosed()
    written = reading.cases.all_of([each.id for each in found])
    late = [
        each
        for each in found
        if any(due.clock is Clock.OVERDUE for due in _due(each, written[each.id].sent, today))
    ]
    return CasesAtAGlance(len(found), len(late))


def first_persons(case: Case, stops: tuple[Stop, ...]) -> frozenset[str]:
    """Who stands behind a STOP or behind lifting it: the rules (KIOSK) count for nobody."""
    stopped = frozenset(each.by for each in stops) - {KIOSK}
    return stopped | frozenset({case.wanted_by} if case.wanted_by else ())


def _pages(reading: Books, cases: tuple[Case, ...], today: date) -> tuple[CasePage, ...]:
    """However many cases, and STOPs in them, the same number of questions."""
    written = reading.cases.all_of([each.id for each in cases])
    numbers = {each.visit for each in cases} | {
        stop.visit for kept in written.values() for stop in kept.stops
    }
    visits, names = reading.visits.find_all(numbers), reading.of_numbers(numbers).names()
    return tuple(_page(each, written[each.id], visits, names.get(each.visit, ""), today) for each in cases)


def _page(case: Case, written: Written, visits: Mapping[str, VisitRecord], who: str, today: date) -> CasePage:
    return CasePage(
        case=case,
        who=who,
        stops=written.stops,
        visits=tuple(visits[number] for number in dict.fromkeys(each.visit for each in written.stops)),
        entries=written.entries,
        sent=written.sent,
        deadlines=_due(case, written.sent, today),
        first_persons=first_persons(case, written.stops),
    )


def _due(case: Case, sent: Mapping[Report, Sent], today: date) -> tuple[Deadline, ...]:
    days = {report: each.at.date() for report, each in sent.items()}
    return deadlines(case.opened_at.date(), today, case.duty, days, wrongful=case.wrongful)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case inside the transaction that is to change it."""

    case: Case
    work: UnitOfWork

    def audit(self, event: str, **facts: object) -> None:
        self.work.audit(event, self.case.visit, {"case": self.case.id, **facts})


@contextmanager
def opened_case(desk: Desk, case: int) -> Iterator[OpenCase]:
    """One transaction about one case; committed at the end of the block, and every screen is told.

    Raises NoSuchRecord, and NotNow when somebody was first.
    """
    with desk.house.storage.unit_of_work(desk.now.wall) as work, first_come():
        yield OpenCase(work.cases.hold(case, desk.seen), work)
        work.commit()
    desk.house.conductor.touch()


def write_item(desk: Desk, case: int, item: ReportItem, text: str) -> None:
    """Raises NotNow for an empty text, and once the case is closed."""
    if not text.strip():
        raise NotNow("case_text")
    with opened_case(desk, case) as here:
        _refuse_closed(here)
        here.work.cases.write(case, item, text.strip()[:LONGEST], desk.by)
        here.audit("case_written", item=item.value, by=desk.by)


def answer_handling(desk: Desk, case: int, handling: Handling, *, wrongful: bool) -> None:
    """What the clinic did with the data, and whether a wrongful purpose is suspected: both move the clocks."""
    with opened_case(desk, case) as here:
        _refuse_closed(here)
        here.work.cases.answer_handling(case, handling, wrongful=wrongful)
        facts = {
            "printed": handling.printed,
            "stored": handling.stored,
            "passed_on": handling.passed_on,
        }
        here.audit("case_handling", **facts, wrongful=wrongful, by=desk.by)


def tell_sent(desk: Desk, case: int, report: Report) -> None:
    """Somebody says that a report went out; the program sends none by itself."""
    with opened_case(desk, case) as here:
        _refuse_closed(here)
        here.work.cases.tell_sent(case, report, desk.by)
        here.audit("case_report_sent", report=report.value, by=desk.by)


def close_case(desk: Desk, case: int, why: str) -> None:
    """The case is done with. Its link stays closed unless it was lifted.

    Raises NotNow while nobody has said what was done with the data, or while the final report is ours and not sent.
    """
    with opened_case(desk, case) as here:
        _refuse_closed(here)
        if here.case.duty is Duty.UNANSWERED:
            raise NotNow("case_handling")
        if here.case.duty is Duty.OURS and Report.FINAL not in here.work.cases.sent(case):
            raise NotNow("case_report")
        here.work.cases.close(case, desk.by, why)
        here.audit("case_closed", by=desk.by)


def _refuse_closed(here: OpenCase) -> None:
    if here.case.closed_at is not None:
        raise NotNow("case_closed")


def record_case_viewed(house: House, by: str, role: Role, case: Case, now: Moment) -> None:
    """Looking is an act too."""
    patient = {"patient": case.patient_id} if case.patient_id else {}
    with house.storage.unit_of_work(now.wall) as work:
        facts = {"by": by, "role": role.value, "page": "case", **patient}
        work.audit("record_viewed", case.visit, facts)
        work.commit()
