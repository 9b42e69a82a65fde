"""What the desk sees when evidence is brought after the visit: the day of treatment, what was declared, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.checkin.machine.conclude import reason_of
from kiosk.desk.papers.charging import collect_of
from kiosk.desk.sides import single_qualification
from kiosk.evidence.kinds import EvidenceKind, typed_kinds
from kiosk.house import House
from kiosk.qualification.today import todays_share
from kiosk.storage.papers.settlements import SettlementKept


@dataclass(frozen=True, slots=True)
class LaterPage:
    """`paid_share` is what the patient declared or what the age leaves, `due_share` what the answer says; None is unknown.

    `reason` is the key of why the newest answer confirms nothing, empty when it confirms or when there is none.
    """

    treated_on: date
    kinds: tuple[EvidenceKind, ...]
    paid_share: int | None
    due_share: int | None
    reason: str
    settled: tuple[SettlementKept, ...]


def later_page(house: House, number: str) -> LaterPage:
    """Raises NoSuchRecord."""
    with house.storage.reading() as books:
        visit = books.visits.find(number)
        answers = books.findings.answers(number)
        on = visit.started_at.date()
        shown = single_qualification(answers)
        collected = collect_of(books, visit)
        return LaterPage(
            on,
            typed_kinds(on),
            collected.percent if collected else None,
            todays_share(shown, on).percent if shown else None,
            reason_of(answers[-1]).value if answers and shown is None else "",
            books.settlements.of_visit(number),
        )
