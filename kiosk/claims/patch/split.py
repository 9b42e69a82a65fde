"""One claim divided by day, for a patient whose insurance changed within the month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.claims.days import EMPTY, marked_days
from kiosk.claims.file.claim import (
    ACT_CODE,
    ACT_POINTS,
    ACT_SECTION,
    ACT_TIMES,
    ACTS,
    FIRST_DAY,
    HO_DAYS,
    HO_MEAL_YEN,
    HO_MEALS,
    HO_PAID,
    HO_POINTS,
    INSURANCE,
    JD_PAYER_KIND,
    LISTED,
    RE_MONTH,
    RE_TYPE,
    SY_BEGINS,
    Claim,
)
from kiosk.claims.file.layout import RECORDS
from kiosk.claims.file.uke import Record
from kiosk.claims.kinds import OUTPATIENT
from kiosk.claims.remarks import Remark

COUNTED = b"1"
"""A day in JD that counts as 実日数."""
WHOLE_CLAIM = frozenset({"01", "99"})
Unit = tuple[Record, ...]


def split(
    claim: Claim, days: Sequence[frozenset[int]]
) -> tuple[tuple[Claim, ...], tuple[Remark, ...]] | Remark:
    """A claim for each set of days, or why a person must do it. The sets cover the days of the claim."""
    why = _why_not(claim)
    if why:
        return Remark("split-by-hand", why)
    units = _units(claim)
    parts = tuple(_part(claim, units, each) for each in days)
    if any(not part.of("SY") for part in parts):
        return Remark("no-diagnosis")
    return parts, _repeated(units, parts)


def _why_not(claim: Claim) -> str:
    """What the days do not divide, in codes of the format; empty when they divide everything."""
    (insurance,) = claim.of("HO")
    if claim.head.text(RE_TYPE)[3:4] not in OUTPATIENT:
        return "入院"
    if claim.of("KO"):
        return "KO"
    if any(insurance.raw(at) not in EMPTY for at in (HO_MEALS, HO_MEAL_YEN, HO_PAID)):
        return "HO"
    if any(record.kind not in RECORDS for record in claim.records):
        return "?"
    return _uncounted(claim, insurance)


def _uncounted(claim: Claim, insurance: Record) -> str:
    calendar = claim.of("JD")
    if [each.text(JD_PAYER_KIND) for each in calendar] != [INSURANCE]:
        return "JD"
    if not all(marked_days(each) <= marked_days(calendar[0]) for each in claim.of(*ACTS)):
        return "JD"
    wrong = next((each for each in claim.of(*ACTS) if each.number(ACT_TIMES) != _times(each)), None)
    wrong = wrong or next((unit[0] for unit in _units(claim) if len(_calendars(unit)) > 1), None)
    if wrong is not None:
        return f"{wrong.kind} {wrong.text(ACT_CODE)}"
    return "" if _points(claim.records) == insurance.number(HO_POINTS) else "HO 合計点数"


def _times(act: Record) -> int:
    first = FIRST_DAY[act.kind]
    return sum(act.number(first + day) or 0 for day in range(31))


def _calendars(unit: Unit) -> set[tuple[int | None, ...]]:
    """The day counts of a unit's acts: one and the same for all, or the days do not tell them apart."""
    acts = (each for each in unit if each.kind in ACTS)
    return {tuple(each.number(FIRST_DAY[each.kind] + day) or 0 for day in range(31)) for each in acts}


def _points(records: Iterable[Record]) -> int:
    acts = (each for each in records if each.kind in ACTS)
    return sum((each.number(ACT_POINTS) or 0) * (each.number(ACT_TIMES) or 0) for each in acts)


def _units(claim: Claim) -> tuple[Unit, ...]:
    """What is counted together (剤): from a record that names its 診療識別 to the next one."""
    units: list[list[Record]] = []
    for record in claim.of(*LISTED):
        if record.raw(ACT_SECTION) or not units:
            units.append([])
        units[-1].append(record)
    return tuple(map(tuple, units))


def _part(claim: Claim, units: tuple[Unit, ...], days: frozenset[int]) -> Claim:
    performed = [unit for unit in units if _within(unit, days)]
    sections = {unit[0].text(ACT_SECTION) for unit in performed}
    kept = [unit for unit in units if unit in performed or _stays(unit, units, sections)]
    listed = [_for_days(record, days) for unit in kept for record in unit]
    (calendar,) = claim.of("JD")
    counted = sum(calendar.raw(FIRST_DAY["JD"] + day - 1) == COUNTED for day in days)
    (insurance,) = claim.of("HO")
    totals = {HO_DAYS: str(counted).encode(), HO_POINTS: str(_points(listed)).encode()}
    month = claim.head.text(RE_MONTH)
    head = [record for record in claim.records if record.kind not in LISTED and record.kind != "SJ"]
    kept_head = [_for_days(record, days) for record in head if not _begins_after(record, month, max(days))]
    replaced = [record.having(totals) if record is insurance else record for record in kept_head]
    return Claim((*replaced, *listed, *claim.of("SJ")))


def _within(unit: Unit, days: frozenset[int]) -> bool:
    return any(record.kind in ACTS and marked_days(record) & days for record in unit)


def _stays(unit: Unit, units: tuple[Unit, ...], sections: set[str]) -> bool:
    """A comment of its own goes with its section; on the whole claim, or where its section has no act, with every part."""
    if any(record.kind in ACTS for record in unit):
        return False
    section = unit[0].text(ACT_SECTION)
    acted = {each[0].text(ACT_SECTION) for each in units if any(record.kind in ACTS for record in each)}
    return section in WHOLE_CLAIM or section in sections or section not in acted


def _begins_after(record: Record, month: str, last: int) -> bool:
    """Whether a diagnosis begins in this month, but after the part's last day."""
    begins = record.text(SY_BEGINS)
    return record.kind == "SY" and begins[:6] == month and begins[6:] > f"{last:02}"


def _for_days(record: Record, days: frozenset[int]) -> Record:
    """A record with the marks of these days alone; an act's 回数 follows."""
    if record.kind not in FIRST_DAY:
        return record
    first = FIRST_DAY[record.kind]
    gone = {first + day - 1: b"" for day in marked_days(record) - days}
    if not gone:
        return record
    left = record.having(gone)
    return left.having({ACT_TIMES: str(_times(left)).encode()}) if record.kind in ACTS else left


def _repeated(units: tuple[Unit, ...], parts: tuple[Claim, ...]) -> tuple[Remark, ...]:
    """Comments outside 01 and 99 that now stand more than once: the days do not say where they belong."""
    alone = [unit for unit in units if not any(record.kind in ACTS for record in unit)]
    lines = (
        str(unit[0].line)
        for unit in alone
        if unit[0].text(ACT_SECTION) not in WHOLE_CLAIM
        and sum(any(unit[0] is record for record in part.records) for part in parts) > 1
    )
    listed = ", ".join(lines)
    return (Remark("comment-on-both", listed),) if listed else ()
