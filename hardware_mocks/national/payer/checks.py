"""Whether a claim file can be taken at all: each fault by name, with the claim it is in. A faulty file is refused whole.

The names are ours; the official receiving check (受付・事務点検ASP) has its own numbers, which are named where they are
known from public software.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hardware_mocks.national.payer.file import WIDTHS, Claim, ClaimFile, Record, at
from hardware_mocks.national.registry import fold

UNKNOWN_INSURERS = frozenset({"77777777", "77777779"})
"""保険者番号 of a claim whose insurer is unknown: the first fails the check digit and is valid all the same."""
UNKNOWN_NUMBERS = frozenset({"777777777", "77777777"})
UNKNOWN_COMMENT = "820000246"
FEDERATION_LAWS = frozenset({"39", "67"})
MOST_PUBLIC_FUNDS = 4
MONTHS = frozenset(f"{month:02d}" for month in range(1, 13))
FIRST_DAY_FIELD = {"SI": 14, "IY": 14, "TO": 18}


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` names what is wrong; `claim` is the RE number, empty for the file; `found` what stood there."""

    code: str
    claim: str = ""
    found: str = ""


def has_check_digit(digits: str) -> bool:
    """検証番号: weights 2, 1, 2, 1 … from the digit before the last; the digits of each product are added."""
    if not (digits.isascii() and digits.isdigit()):
        return False
    products = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits[:-1])))
    total = sum(product // 10 + product % 10 for product in products)
    return (10 - total % 10) % 10 == int(digits[-1])


def insurer_of(claim: Claim) -> str:
    return claim.insured(2).strip()


def is_unknown(claim: Claim) -> bool:
    """不詳: billed without knowing the insurer."""
    return insurer_of(claim) in UNKNOWN_INSURERS


def faults_of(taken: ClaimFile) -> tuple[Fault, ...]:
    """Everything wrong with the file; empty when it can be taken."""
    return tuple(_of_file(taken)) + tuple(
        fault for claim in taken.claims for fault in _of_claim(claim, taken)
    )


def _of_file(taken: ClaimFile) -> Iterator[Fault]:
    if taken.payer not in {"1", "2"}:
        yield Fault("payer", found=taken.payer)
    if at(taken.header, 4) != "1":
        yield Fault("not_medical", found=at(taken.header, 4))
    for record in (taken.header, taken.trailer):
        if len(record) != WIDTHS[record[0]]:
            yield Fault("field_count", found=record[0])
    serials = [claim.serial for claim in taken.claims]
    if serials != [str(place) for place in range(1, len(serials) + 1)]:
        yield Fault("serials")
    billed = sum(len(claim.all("HO")) + len(claim.all("KO")) for claim in taken.claims)
    if at(taken.trailer, 2) != str(billed):
        yield Fault("total_count", found=at(taken.trailer, 2))
    if at(taken.trailer, 3) != str(sum(map(points_of, taken.claims))):
        yield Fault("total_points", found=at(taken.trailer, 3))


def points_of(claim: Claim) -> int:
    """合計点数 of the insurance, or of the first public fund where there is no insurance."""
    billed = claim.first("HO") or claim.first("KO")
    return number(at(billed, 6)) if billed else 0


def number(text: str) -> int:
    """A numeric field; what is none counts as nothing, and the totals then do not agree."""
    return int(text) if text.isascii() and text.isdigit() else 0


def _of_claim(claim: Claim, taken: ClaimFile) -> Iterator[Fault]:
    for code, found in ((code, check(claim, taken)) for code, check in CHECKS.items()):
        if found is not None:
            yield Fault(code, claim.serial, found)


def _unknown_record(claim: Claim, _: ClaimFile) -> str | None:
    return next((each[0] for each in claim.records if each[0] not in WIDTHS), None)


def _field_count(claim: Claim, _: ClaimFile) -> str | None:
    return next((each[0] for each in claim.records if len(each) != WIDTHS.get(each[0], len(each))), None)


def _month(claim: Claim, taken: ClaimFile) -> str | None:
    treated = claim.common(4)
    return None if _is_month(treated) and treated < taken.claimed_in else treated


def _is_month(text: str) -> bool:
    return len(text) == 6 and text.isascii() and text.isdigit() and text[4:] in MONTHS


def _days(claim: Claim, _: ClaimFile) -> str | None:
    """Nothing is done on the 31st of a month of thirty days, and how often is how often on all days together."""
    treated = claim.common(4)
    if not _is_month(treated):
        return None
    last = monthrange(int(treated[:4]), int(treated[4:]))[1]
    for act in acts_of(claim):
        counts = day_counts(act)
        if any(counts[last:]) or (at(act, 6) and sum(counts) != number(at(act, 7))):
            return at(act, 4)
    return None


def _insurer(claim: Claim, _: ClaimFile) -> str | None:
    if claim.first("HO") is None or is_unknown(claim):
        return None
    insurer = insurer_of(claim)
    return None if len(insurer) in {6, 8} and has_check_digit(insurer) else insurer


def _other_payer(claim: Claim, taken: ClaimFile) -> str | None:
    if claim.first("HO") is None or is_unknown(claim):
        return None
    insurer = insurer_of(claim)
    return None if payer_for(insurer) == taken.payer else insurer


def payer_for(insurer: str) -> str:
    """Where claims against this insurer belong."""
    return "2" if len(insurer) == 6 or insurer[:2] in FEDERATION_LAWS else "1"


def _unknown_unexplained(claim: Claim, _: ClaimFile) -> str | None:
    """不詳 has to head the remarks of a claim without numbers, and of no other."""
    first = next((code for code, _ in claim.comments()), "")
    explained = first == UNKNOWN_COMMENT
    return None if explained == is_unknown(claim) else first


def _number_filled(claim: Claim, _: ClaimFile) -> str | None:
    insured, symbol = claim.insured(4), claim.insured(3)
    if not is_unknown(claim):
        return "" if claim.first("HO") and not insured else None
    return None if fold(insured) in UNKNOWN_NUMBERS and not symbol else symbol or insured


def _public_funds(claim: Claim, _: ClaimFile) -> str | None:
    funds = claim.all("KO")
    wrong = [at(each, 2) for each in funds if not has_check_digit(at(each, 2))]
    return str(len(funds)) if len(funds) > MOST_PUBLIC_FUNDS else next(iter(wrong), None)


def _points(claim: Claim, _: ClaimFile) -> str | None:
    """Points times how often, over everything done, are the points billed."""
    done = sum(number(at(each, 6)) * number(at(each, 7)) for each in acts_of(claim))
    return None if done == points_of(claim) else str(done)


def day_counts(act: Record) -> tuple[int, ...]:
    """How often on each day of the month, 31 of them."""
    return tuple(number(at(act, FIRST_DAY_FIELD[act[0]] + day)) for day in range(31))


def acts_of(claim: Claim) -> tuple[Record, ...]:
    return tuple(each for each in claim.records if each[0] in {"SI", "IY", "TO"})


def _illness(claim: Claim, _: ClaimFile) -> str | None:
    return None if claim.first("SY") else ""


CHECKS: dict[str, Callable[[Claim, ClaimFile], str | None]] = {
    "unknown_record": _unknown_record,
    "field_count": _field_count,
    "month": _month,
    "days": _days,
    "check_digit": _insurer,
    "other_payer": _other_payer,
    "unknown_unexplained": _unknown_unexplained,
    "number": _number_filled,
    "public_funds": _public_funds,
    "points": _points,
    "no_illness": _illness,
}
"""By the name of the fault: None when all is well, else what stood there."""
