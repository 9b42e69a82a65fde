"""The weekly report: what stands out, by named rules; signed off by somebody of another role than those who did it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kiosk.clock import Moment
from kiosk.desk.acting import Desk, NotNow, first_come
from kiosk.desk.audit.questions import CLOSES, OPENS, QUESTIONS
from kiosk.house import House
from kiosk.storage.audit.asked import Review, Wanted
from kiosk.storage.audit.chain import AuditRow
from kiosk.storage.faults import RecordConflict
from kiosk.storage.staff.accounts import Role
from kiosk.storage.unit_of_work import Books

WEEK = timedelta(days=7)
REMEMBERED = 5
"""Weeks of which an unsigned one still hangs."""
EVERYTHING = 1_000_000
SHOWN = 50
"""Rows of one rule shown in the report; how many there are stands above."""

RULES: Mapping[str, Wanted] = {
    "after_hours": Wanted(kinds=QUESTIONS["viewed"], outside=(CLOSES, OPENS)),
    "sealed_opened": Wanted(kinds=frozenset({"answer_unsealed", "medical_lifted", "case_lifted"})),
    "taken_back": Wanted(kinds=QUESTIONS["taken_back"]),
    "exports": Wanted(kinds=QUESTIONS["exports"] - {"handed_over"}),
    "refused": Wanted(kinds=QUESTIONS["refused"]),
    "without_a_proof": Wanted(kinds=frozenset({"staff_vouched", "draft_seen"})),
    "accounts": Wanted(kinds=frozenset({"account_made", "account_changed"})),
    "outages": Wanted(kinds=frozenset({"failure_mode_on", "emergency_step"})),
}
"""Each rule is a question; what it finds is nothing wrong by itself, but somebody looks at it."""


@dataclass(frozen=True, slots=True)
class Stood:
    """What one rule found: how many, and the latest of them."""

    rule: str
    many: int
    rows: tuple[AuditRow, ...]


@dataclass(frozen=True, slots=True)
class WeekPage:
    """One week from its Monday on; `review` is None until somebody signed."""

    week: date
    stood: tuple[Stood, ...]
    review: Review | None

    @property
    def many(self) -> int:
        return sum(each.many for each in self.stood)

    @property
    def until(self) -> date:
        return self.week + WEEK - timedelta(days=1)


def last_week(today: date) -> date:
    """The Monday of the last week that is over."""
    return today - timedelta(days=today.weekday()) - WEEK


def week_page(house: House, week: date) -> WeekPage:
    """Raises NotNow for a day that is no Monday."""
    if week.weekday():
        raise NotNow("not_possible")
    with house.storage.reading() as books:
        return _page(books, week)


def _page(books: Books, week: date) -> WeekPage:
    stood = []
    for rule, wanted in RULES.items():
        whole = _of(week, wanted)
        stood.append(Stood(rule, books.asked.count(whole), books.asked.rows(whole, SHOWN)[:SHOWN]))
    return WeekPage(week, tuple(stood), books.asked.review(week))


def sign_week(desk: Desk, role: Role, week: date) -> None:
    """Raises NotNow for a week that is not over or signed already, and for whoever did one of the things in it.

    Nor does somebody sign whose role is that of anybody who did.
    """
    if week.weekday() or week > last_week(desk.now.today):
        raise NotNow("not_possible")
    with desk.house.storage.unit_of_work(desk.now.wall) as work, first_come():
        page = _page(work, week)
        if page.review:
            raise NotNow("moved_on")
        acted = _acted(work, week)
        if desk.by in acted:
            raise NotNow("own_act")
        accounts = (work.accounts.find(name) for name in acted)
        if role in {account.role for account in accounts if account}:
            raise NotNow("week_same_role")
        try:
            work.asked.sign(Review(week, desk.by, role.value, desk.now.wall, page.many))
        except RecordConflict:
            raise NotNow("moved_on") from None
        facts = {"by": desk.by, "role": role.value, "week": week.isoformat(), "found": page.many}
        work.audit("week_signed", "", facts)
        work.commit()


def _acted(books: Books, week: date) -> frozenset[str]:
    """Whose acts stand out. To take the audit's answers away is an auditor's work: it is shown, and bars nobody from signing."""
    kinds = (
        {kind for rule in RULES.values() for kind in rule.kinds} - QUESTIONS["viewed"] - {"audit_exported"}
    )
    plain = _of(week, Wanted(kinds=kinds))
    late = _of(week, RULES["after_hours"])
    rows = (*books.asked.rows(plain, EVERYTHING), *books.asked.rows(late, EVERYTHING))
    return frozenset(str(row.facts["by"]) for row in rows if row.facts.get("by"))


def _of(week: date, wanted: Wanted) -> Wanted:
    return replace(wanted, since=week, until=week + WEEK - timedelta(days=1))


def unsigned(house: House, now: Moment) -> date | None:
    """The oldest week of the last five that is over and that nobody has signed; none where nothing was written in it."""
    last = last_week(now.today)
    with house.storage.reading() as books:
        for back in reversed(range(REMEMBERED)):
            week = last - back * WEEK
            if books.asked.rows(_of(week, Wanted()), 1) and not books.asked.review(week):
                return week
    return None
