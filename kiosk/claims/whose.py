"""Whose claim, and whose numbers: one comparison for all who take up a claim (patch, sent, answers, lists). Pure.

A claim belongs to the clinic whose institution it names. It belongs to a patient when everything that both sides say agrees:
chart number, reading, name, day of birth, sex. Its numbers give way only to newer ones of the same person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from kiosk.claims.model import Current, Institution, Known, Numbers, Past, Period, Unknown
from kiosk.claims.numbers import UNKNOWN_INSURERS, plain, same_numbers
from kiosk.matching.keys import number_key
from kiosk.matching.names import kana
from kiosk.matching.names.variants import common_shape, variant_rule
from kiosk.matching.text.normalise import blank, squeezed

STATED_SEXES = frozenset({"1", "2"})
LOST = frozenset("？?〓■□")
"""What stands in a name for a character that a receipt computer could not write."""


class Item(Enum):
    """What tells one person from another, in the order in which a difference is named."""

    NAME = "name-differs"
    BIRTHDATE = "birthdate-differs"
    SEX = "sex-differs"
    NUMBER = "chart-number-differs"


@dataclass(frozen=True, slots=True)
class Particulars:
    """One side's word for a person; empty where it says nothing. Any width, spaces or none."""

    number: str = ""
    kana: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    birthdate: date | None = field(default=None, repr=False)
    sex: str = ""


class Claimed(Enum):
    """What the numbers of a claim are beside those that would be put into it."""

    NOTHING = "nothing"
    """None at all, or those that stand for an unknown insurance."""
    SAME = "same"
    OLDER = "older"
    NEWER = "numbers-newer"
    """The kiosk knows them, and nothing says that they are older: a person looks."""
    NOT_KNOWN = "numbers-not-known"
    """The kiosk never saw them: typed in the receipt computer by somebody who may know more."""

    @property
    def gives_way(self) -> bool:
        return self in {Claimed.NOTHING, Claimed.SAME, Claimed.OLDER}


def is_ours(named: Institution, ours: Institution) -> bool:
    """都道府県 and 医療機関コード, by their digits."""
    return (plain(named.prefecture), plain(named.code)) == (ours.prefecture, ours.code)


def differing(claim: Particulars, held: Particulars) -> tuple[Item, ...]:
    """What speaks against one person: empty for the same. A day of birth that one side lacks is a difference."""
    found = {
        Item.NAME: not _same_name(claim, held),
        Item.BIRTHDATE: claim.birthdate is None or claim.birthdate != held.birthdate,
        Item.SEX: {claim.sex, held.sex} == STATED_SEXES,
        Item.NUMBER: not _agree(number_key(claim.number), number_key(held.number)),
    }
    return tuple(item for item in Item if found[item])


def _agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one == other


def _same_name(claim: Particulars, held: Particulars) -> bool:
    """Readings and written names each agree as far as both sides state them. A name in kana is a reading."""
    said, heard = (side.kana or (side.name if kana.is_kana(side.name) else "") for side in (claim, held))
    if not (blank(said) or blank(heard)) and kana.key(said) != kana.key(heard):
        return False
    written = (claim.name, held.name)
    if any(blank(each) or kana.is_kana(each) for each in written):
        return True
    return _same_writing(*(common_shape(squeezed(each)) for each in written))


def _same_writing(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    pairs = zip(one.upper(), other.upper(), strict=True)
    return all(a == b or LOST & {a, b} or variant_rule(a, b) is not None for a, b in pairs)


def numbers_beside(claimed: Numbers, period: Period, known: Iterable[Known]) -> Claimed:
    """What a claim's numbers are beside those that count for a period, by everything known of the patient."""
    if not plain(claimed.number) and not plain(claimed.insurer_number):
        return Claimed.NOTHING
    if plain(claimed.insurer_number) in UNKNOWN_INSURERS:
        return Claimed.NOTHING
    match period.standing:
        case Current(numbers) | Past(numbers) if same_numbers(claimed, numbers):
            return Claimed.SAME
    seen = [each.since for each in known if same_numbers(claimed, each.numbers)]
    if not seen:
        return Claimed.NOT_KNOWN
    return Claimed.OLDER if _is_older(max(seen, key=_as_day), period) else Claimed.NEWER


def _is_older(since: date | None, period: Period) -> bool:
    """A confirmation for the day is newer than whatever has no date; past numbers are not newer than those."""
    match period.standing:
        case Current():
            return since is None or period.since is None or since <= period.since
        case Past():
            return since is not None and period.since is not None and since <= period.since
        case Unknown():
            return since is None or since <= period.first


def _as_day(since: date | None) -> date:
    return since or date.min
