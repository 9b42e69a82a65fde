"""How much of an answer the page of a visit shows: all, nothing yet, or what a STOP leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kiosk.checkin.machine.seen import Outcome
from kiosk.desk.cases.working import CasePage
from kiosk.desk.sides import Sides
from kiosk.desk.visit.comparison import ComparisonCard, comparison_card, veiled
from kiosk.desk.visit.last_time import LastTime
from kiosk.handover.copied import Copied, copied
from kiosk.matching.beside import of_one_person
from kiosk.qualification.model import Answer, Qualification
from kiosk.qualification.today import TodaysShare, todays_share
from kiosk.storage.visit.visits import VisitRecord


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer as far as it may be shown.

    `hidden` says that one is there and nothing to compare it with yet, `withheld` that it may be another person's.
    """

    hidden: bool = False
    withheld: bool = False
    answer: Answer | None = field(default=None, repr=False)
    qualification: Qualification | None = field(default=None, repr=False)
    today: TodaysShare | None = None
    comparison: ComparisonCard | None = None
    assistance: Qualification | None = None
    """医療扶助 beside the insurance."""
    last: LastTime | None = None
    """What it shows otherwise than the last time."""
    copied: tuple[Copied, ...] = ()
    """Its fields in the order in which the receipt computer asks for them."""


def withheld(visit: VisitRecord, answers: tuple[Answer, ...], cases: tuple[CasePage, ...]) -> bool:
    """Whether the newest answer is the one that a STOP was about: also while the patient goes on by other means."""
    if visit.outcome == Outcome.STOPPED.value:
        return True
    stopped = {stop.answer for case in cases for stop in case.stops if stop.visit == visit.number}
    return bool(answers) and answers[-1].identifier in stopped


def is_second(by: str, cases: tuple[CasePage, ...]) -> bool:
    """Whether `by` could be the second person of a lifting that somebody has asked for."""
    return bool(by) and any(case.first_persons and by not in case.first_persons for case in cases)


def shown_of(
    sides: Sides,
    answers: tuple[Answer, ...],
    today: date,
    *,
    withheld: bool,
    masked: bool,
    remembered: bool,
    last: LastTime | None,
    order: Sequence[str] = (),
) -> Shown:
    """While a STOP stands, the other side is sealed; whoever may lift it as the second person sees it masked."""
    newest = answers[-1] if answers else None
    if newest is None:
        return Shown()
    if sides.qualification is None:
        return Shown(answer=newest)
    card = comparison_card(sides, remembered=remembered)
    if withheld:
        return Shown(comparison=veiled(card, masked=masked) if card else None, withheld=True)
    if card is None:
        return Shown(hidden=True)
    share = todays_share(sides.qualification, today)
    return Shown(
        answer=newest,
        qualification=sides.qualification,
        today=share,
        comparison=card,
        assistance=found.assistance if (found := of_one_person(newest)) else None,
        last=last,
        copied=tuple(
            copied(sides.qualification, today, order, [each.item for each in last.moved] if last else ())
        ),
    )
