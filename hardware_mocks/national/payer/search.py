"""The search for the insurer of a claim without numbers: reading, birth date and sex, then what was declared, in order.

The order is assumed (2026-11): the notices say only that the registered data are searched as far as possible and that
several candidates are asked (2023-08-03).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hardware_mocks.national.payer.checks import payer_for
from hardware_mocks.national.payer.days import dates_of
from hardware_mocks.national.payer.file import Claim
from hardware_mocks.national.payer.people import Insurance, People, Person, same_address
from hardware_mocks.national.registry import fold

Candidate = TypeVar("Candidate")

KANA = "830000501"
KIND = "830000502"
INSURER_NAME = "830000503"
EMPLOYER = "830000504"
ADDRESSES = ("830000505", "830000506")
KINDS = {"社": "employees", "被": "employees", "国": "national", "後": "elderly"}
"""By the leading character of the declared kind, however the clinic words it: 社保, 被用者保険, 国保, 後期高齢者."""


@dataclass(frozen=True, slots=True)
class Search:
    """Qualifications, never two on one day; `asked` are the insurers of the inquiry (照会) that it took."""

    found: tuple[Insurance, ...]
    asked: tuple[str, ...] = ()


def search(claim: Claim, people: People) -> Search:
    """Each key is used only as far as it still leaves somebody."""
    days = dates_of(claim)
    persons = _narrowed(
        [each for each in called(claim, people) if _any_in_force(each.insurances, days)],
        lambda each: same_address(_declared_address(claim), each.address),
    )
    found = [each for who in persons for each in who.insurances if _any_in_force([each], days)]
    for fits in (_named_so, _of_that_kind):
        if _overlap(found, days):
            found = _narrowed(found, _about(claim, fits))
    if not _overlap(found, days):
        return Search(tuple(found))
    return Search((_inquired(found),), tuple(sorted({each.insurer for each in found})))


def called(claim: Claim, people: People) -> tuple[Person, ...]:
    """Everybody of this reading, birth date and sex: what the patient declared, else what stands in the common record."""
    kana = dict(claim.comments()).get(KANA) or claim.common(37)
    born = claim.common(7)
    if len(born) != 8 or not born.isdigit():
        return ()
    return people.called(kana, date(int(born[:4]), int(born[4:6]), int(born[6:])), claim.common(6))


def _about(claim: Claim, fits: Callable[[Claim, Insurance], bool]) -> Callable[[Insurance], bool]:
    return lambda each: fits(claim, each)


def _declared_address(claim: Claim) -> str:
    told = dict(claim.comments())
    return "".join(told.get(code, "") for code in ADDRESSES)


def _named_so(claim: Claim, insurance: Insurance) -> bool:
    told = dict(claim.comments())
    names = (
        (told.get(INSURER_NAME, ""), insurance.insurer_name),
        (told.get(EMPLOYER, ""), insurance.employer),
    )
    return any(one and other and fold(one) in fold(other) for one, other in names)


def _of_that_kind(claim: Claim, insurance: Insurance) -> bool:
    return KINDS.get(dict(claim.comments()).get(KIND, "")[:1]) == _kind(insurance.insurer)


def _kind(insurer: str) -> str:
    if insurer.startswith("39"):
        return "elderly"
    return "national" if payer_for(insurer) == "2" else "employees"


def _narrowed(candidates: list[Candidate], fits: Callable[[Candidate], bool]) -> list[Candidate]:
    return [each for each in candidates if fits(each)] or candidates


def _any_in_force(insurances: Iterable[Insurance], days: tuple[date, ...]) -> bool:
    return any(each.covers(day) for each in insurances for day in days)


def _overlap(insurances: Iterable[Insurance], days: tuple[date, ...]) -> bool:
    held = tuple(insurances)
    return any(sum(each.covers(day) for each in held) > 1 for day in days)


def _inquired(insurances: Iterable[Insurance]) -> Insurance:
    """照会, simulated: the insurer whose qualification began last says yes; the lower number where two began together."""
    return min(insurances, key=lambda each: (-each.first.toordinal(), each.insurer))
