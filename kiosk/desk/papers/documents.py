"""A document typed: keyed twice, or read back by a second person. What is doubtful is named, and nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.declaration.insurer import LATE_ELDERLY
from kiosk.evidence.kinds import AskFirst, CardMissing, EvidenceKind, Gives, NotThatDay, Suffices, weigh
from kiosk.matching.text.normalise import plain
from kiosk.qualification.grounds import TypedDocument


@dataclass(frozen=True, slots=True)
class Keyed:
    """資格確認書 as typed once, every field as text; `birthdate` is ISO or empty."""

    insurer_number: str
    symbol: str
    number: str = field(repr=False)
    branch: str
    birthdate: str
    no_symbol: bool = False
    """Whoever typed says that the document has none."""


@dataclass(frozen=True, slots=True)
class Unlike:
    """The fields whose two keyings differ, or that cannot be what they are: nothing was sent."""

    fields: tuple[str, ...]


FIELDS = ("insurer_number", "symbol", "number", "branch", "birthdate")
REQUIRED = frozenset({"insurer_number", "number", "birthdate"})
SECOND_PERSON = "second_person"
"""Named among the doubtful fields when nobody else, or nobody we know, read the document back."""


def keyed_twice(first: Keyed, second: Keyed, typed_by: str) -> TypedDocument | Unlike:
    """The document, when both keyings say the same and what must be there is there."""
    one, other = _folded(first), _folded(second)
    unlike = {name for name in FIELDS if one[name] != other[name]}
    return _typed(one, unlike, typed_by, no_symbol=first.no_symbol)


def read_back(keyed: Keyed, typed_by: str, read_by: str) -> TypedDocument | Unlike:
    """The document as typed once, when somebody else read it back; `read_by` is empty when nobody could be made out."""
    found = _typed(_folded(keyed), set(), typed_by, no_symbol=keyed.no_symbol)
    if isinstance(found, Unlike):
        return found
    if not read_by or read_by == typed_by:
        return Unlike((SECOND_PERSON,))
    return replace(found, read_back_by=read_by)


def _typed(
    keyed: dict[str, str], unlike: set[str], typed_by: str, *, no_symbol: bool
) -> TypedDocument | Unlike:
    """Insurers have 6 or 8 digits.

    A document has a symbol, unless it is said that this one has none; that of 後期高齢者医療 never has.
    """
    wrong = unlike | {name for name in REQUIRED if not keyed[name]}
    birthdate = _day(keyed["birthdate"])
    if birthdate is None:
        wrong.add("birthdate")
    if not _is_insurer(keyed["insurer_number"]):
        wrong.add("insurer_number")
    elif bool(keyed["symbol"]) == (no_symbol or _is_late_elderly(keyed["insurer_number"])):
        wrong.add("symbol")
    if wrong or birthdate is None:
        return Unlike(tuple(name for name in FIELDS if name in wrong))
    return TypedDocument(
        keyed["insurer_number"], keyed["symbol"], keyed["number"], keyed["branch"], birthdate, typed_by
    )


def _folded(keyed: Keyed) -> dict[str, str]:
    return {name: plain(getattr(keyed, name)).strip() for name in FIELDS}


def _is_insurer(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) in {6, 8}


def _is_late_elderly(insurer_number: str) -> bool:
    return len(insurer_number) == 8 and insurer_number.startswith(LATE_ELDERLY)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def refusal(kind: EvidenceKind, on: date, *, card: bool) -> str:
    """Why what was seen does not stand by itself for a treatment on this day: the key of a sentence, empty when it does."""
    match weigh(kind, on, card=card):
        case Suffices(rule=rule):
            return "" if rule.gives is Gives.NUMBERS else "deem_instead"
        case AskFirst():
            return "type_it"
        case CardMissing():
            return "show_card_too"
        case NotThatDay():
            return "not_that_day"
