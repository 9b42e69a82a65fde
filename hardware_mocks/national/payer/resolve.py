"""Whose claim is it? Each claim's insurer from the payer's search, and the code that the claim comes back with. Pure.

確認区分 as code tables in public software have it. Assumed (2026-11), since no public source was found: a claim that
proves to be the other payer's goes back to the clinic; a qualification lost without a successor is billed as written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from hardware_mocks.national.payer.checks import insurer_of, is_unknown, payer_for, points_of
from hardware_mocks.national.payer.days import dates_of, days_of, points_on
from hardware_mocks.national.payer.file import Claim, at
from hardware_mocks.national.payer.people import DIED, Insurance, People
from hardware_mocks.national.payer.search import called, search


class Confirmation(Enum):
    """確認区分 after the claim, set by the payer (SN field 3)."""

    UNCHANGED = "02"
    UNRESOLVED = "03"
    TRANSFERRED = "04"
    SPLIT = "05"
    LOST_BILLED_AS_WRITTEN = "06"
    LOST_DOCUMENT_RETURNED = "07"
    LOST_BY_DEATH = "08"
    BRANCH_FOUND = "09"


class Outcome(Enum):
    """What becomes of the claim. The words are ours."""

    ACCEPTED = "accepted"
    POOLED = "pooled"
    """Paid, and borne by all insurers together."""
    RETURNED = "returned"
    """返戻: the clinic has to do something."""


@dataclass(frozen=True, slots=True)
class Part:
    """The days of a claim that one insurer bears; `insurance` is None where the numbers stay as they were billed."""

    days: tuple[int, ...]
    points: int
    insurance: Insurance | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one claim. `asked` are the insurers of an inquiry (照会), `reason` why a claim is returned."""

    confirmation: Confirmation
    outcome: Outcome
    parts: tuple[Part, ...]
    asked: tuple[str, ...] = ()
    reason: str = ""


OTHER_PAYER = "other_payer"
UNKNOWN_INSURER = "unknown_insurer"
LOST = {
    Confirmation.LOST_DOCUMENT_RETURNED: "lost_document_returned",
    Confirmation.LOST_BY_DEATH: "lost_by_death",
}


def resolve(claim: Claim, payer: str, people: People) -> Verdict:
    """The verdict about one claim of a file that was taken."""
    if claim.first("HO") is None:
        return _as_written(claim, Confirmation.UNCHANGED)
    found = _searched(claim, people) if is_unknown(claim) else _by_numbers(claim, people)
    insurers = [part.insurance.insurer for part in found.parts if part.insurance]
    if found.outcome is Outcome.ACCEPTED and any(payer_for(each) != payer for each in insurers):
        return Verdict(found.confirmation, Outcome.RETURNED, found.parts, found.asked, OTHER_PAYER)
    return found


def _as_written(
    claim: Claim, code: Confirmation, outcome: Outcome = Outcome.ACCEPTED, why: str = ""
) -> Verdict:
    return Verdict(code, outcome, (Part(days_of(claim), points_of(claim)),), reason=why)


def _by_numbers(claim: Claim, people: People) -> Verdict:
    if insurer_of(claim) not in people.insurers:
        return _as_written(claim, Confirmation.UNRESOLVED, Outcome.RETURNED, UNKNOWN_INSURER)
    billed = _billed(claim, people)
    if billed is None:
        return _as_written(claim, Confirmation.UNRESOLVED)
    days = dates_of(claim)
    if all(map(billed.covers, days)):
        return _still_in_force(claim, billed)
    if billed.reason_of_loss == DIED:
        return _lost(claim, Confirmation.LOST_BY_DEATH)
    elsewhere = _borne(claim, people.person(billed.person).insurances)
    if elsewhere and not claim.all("KO"):
        return elsewhere
    if billed.returned_document:
        return _lost(claim, Confirmation.LOST_DOCUMENT_RETURNED)
    return _as_written(claim, Confirmation.LOST_BILLED_AS_WRITTEN)


def _billed(claim: Claim, people: People) -> Insurance | None:
    """The qualification that the claim names, of the person that it names; a family shares its numbers."""
    named = {each.id for each in called(claim, people)}
    held = people.insured_as(insurer_of(claim), claim.insured(3), claim.insured(4))
    mine = [each for each in held if each.person in named]
    return mine[0] if len(mine) == 1 else None


def _still_in_force(claim: Claim, billed: Insurance) -> Verdict:
    told = claim.first("SN")
    branch = at(told, 7) if told else ""
    if branch == billed.branch or not billed.branch:
        return _as_written(claim, Confirmation.UNCHANGED)
    part = Part(days_of(claim), points_of(claim), billed)
    return Verdict(Confirmation.BRANCH_FOUND, Outcome.ACCEPTED, (part,))


def _lost(claim: Claim, code: Confirmation) -> Verdict:
    return _as_written(claim, code, Outcome.RETURNED, LOST[code])


def _searched(claim: Claim, people: People) -> Verdict:
    looked = search(claim, people)
    found = _borne(claim, looked.found)
    if found is None:
        return _as_written(claim, Confirmation.UNRESOLVED, Outcome.POOLED)
    return replace(found, asked=looked.asked)


def _borne(claim: Claim, insurances: Iterable[Insurance]) -> Verdict | None:
    """Transferred to the one qualification of all days, or split between those of its days; None when a day has none."""
    held = tuple(insurances)
    bearers: dict[Insurance, list[int]] = {}
    for day in dates_of(claim):
        covering = [each for each in held if each.covers(day)]
        if len(covering) != 1:
            return None
        bearers.setdefault(covering[0], []).append(day.day)
    if not bearers:
        return None
    parts = tuple(Part(tuple(days), points_on(claim, days), who) for who, days in bearers.items())
    code = Confirmation.TRANSFERRED if len(parts) == 1 else Confirmation.SPLIT
    return Verdict(code, Outcome.ACCEPTED, parts)
