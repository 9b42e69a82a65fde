"""What an answer shows otherwise than the last time: it is asked about, claimed and typed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kiosk.desk.sides import single_qualification
from kiosk.intake.model import Patient
from kiosk.matching.keys import branch_key, insurance_key
from kiosk.qualification.codes import CARD_CLASSIFICATION, LIMIT_CATEGORY, CodeList, Meaning
from kiosk.qualification.model import Qualification
from kiosk.qualification.today import todays_share
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord


@dataclass(frozen=True, slots=True)
class Known:
    """What decides whom to bill, and for how much. A text that is None nobody has said; an empty one says "none"."""

    insurer_number: str
    symbol: str = field(repr=False)
    number: str = field(repr=False)
    branch: str
    insurer_name: str = ""
    kind: Meaning | None = None
    share: Meaning | None = None
    limit: Meaning | None = None
    diseases: Meaning | None = None

    @property
    def insurer(self) -> Meaning:
        return _plain(" ".join(filter(None, (self.insurer_name, self.insurer_number.strip()))))

    @property
    def symbol_number(self) -> Meaning:
        return _plain("・".join(filter(None, (self.symbol, self.number))))


@dataclass(frozen=True, slots=True)
class Moved:
    """前回→今回 of one item: `item` is the key of its name."""

    item: str
    before: Meaning = field(repr=False)
    now: Meaning = field(repr=False)


@dataclass(frozen=True, slots=True)
class LastTime:
    """`seen_on` is the day of that visit, None where the chart says so; nothing has `moved` where everything is the same."""

    seen_on: date | None
    moved: tuple[Moved, ...]


MONEY = ("kind", "share", "limit", "diseases")


def last_time(
    books: Books,
    earlier: Sequence[VisitRecord],
    patient: Patient | None,
    shown: Qualification | None,
    today: date,
) -> LastTime | None:
    """Against the last confirmed visit with an answer, else against the chart; None where neither says anything."""
    if shown is None:
        return None
    now = known_of(shown, today)
    for visit in earlier:
        if before := single_qualification(books.findings.answers(visit.number)):
            day = visit.started_at.date()
            return LastTime(day, moved(known_of(before, day), now))
    if patient is None or not (patient.insurer_number and patient.number):
        return None
    chart = Known(patient.insurer_number, patient.symbol, patient.number, patient.branch)
    return LastTime(None, moved(chart, now))


def known_of(shown: Qualification, on: date) -> Known:
    share = todays_share(shown, on)
    percent = "" if share.percent is None else f"{share.percent // 10}"
    return Known(
        shown.insurer_number,
        shown.symbol,
        shown.number,
        shown.branch,
        shown.insurer_name,
        _of_list(CARD_CLASSIFICATION, shown.card_classification),
        Meaning(f"{percent}割", f"{percent}0 %") if percent else share.reason.value,
        _of_list(LIMIT_CATEGORY, share.limit_category or ""),
        _plain(
            "; ".join(sorted(f"{each.category} {each.monthly_limit}" for each in shown.specific_diseases))
        ),
    )


def moved(before: Known, now: Known) -> tuple[Moved, ...]:
    """By the keys of insurer, symbol and number, the branch where both know it, the rest where it was said."""
    found = [*_insurance(before, now), *_branch(before, now)]
    for item in MONEY:
        then, since = getattr(before, item), getattr(now, item)
        if None not in (then, since) and then != since:
            found.append(Moved(item, then, since))
    return tuple(found)


def _insurance(before: Known, now: Known) -> list[Moved]:
    keys = [insurance_key(each.insurer_number, each.symbol, each.number) for each in (before, now)]
    if None in keys or keys[0] == keys[1]:
        return []
    pairs = (
        Moved("insurer", before.insurer, now.insurer),
        Moved("symbol_number", before.symbol_number, now.symbol_number),
    )
    return [each for each in pairs if each.before != each.now]


def _branch(before: Known, now: Known) -> list[Moved]:
    branches = [branch_key(each.insurer_number, each.branch) for each in (before, now)]
    if not all(branches) or branches[0] == branches[1]:
        return []
    return [Moved("branch", _plain(before.branch), _plain(now.branch))]


def _of_list(codes: CodeList, code: str) -> Meaning:
    return codes.get(code, _plain(code))


def _plain(text: str) -> Meaning:
    return Meaning(text, text)
