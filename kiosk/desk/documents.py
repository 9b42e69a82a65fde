"""A document keyed twice: what differs between the two keyings is named, and nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.matching.normalise import plain
from kiosk.qualification.grounds import TypedDocument


@dataclass(frozen=True, slots=True)
class Keyed:
    """資格確認書 as typed once, every field as text; `birthdate` is ISO or empty."""

    insurer_number: str
    symbol: str
    number: str = field(repr=False)
    branch: str
    birthdate: str


@dataclass(frozen=True, slots=True)
class Unlike:
    """The fields whose two keyings differ, or that cannot be what they are: nothing was sent."""

    fields: tuple[str, ...]


FIELDS = ("insurer_number", "symbol", "number", "branch", "birthdate")
REQUIRED = frozenset({"insurer_number", "number", "birthdate"})


def keyed_twice(first: Keyed, second: Keyed, typed_by: str) -> TypedDocument | Unlike:
    """The document, when both keyings say the same and what must be there is there.

    Insurers have 6 or 8 digits. Without symbol: 後期高齢者医療.
    """
    one, other = _folded(first), _folded(second)
    wrong = [name for name in FIELDS if one[name] != other[name]]
    wrong += [name for name in REQUIRED if not one[name] and name not in wrong]
    birthdate = _day(one["birthdate"])
    if birthdate is None and "birthdate" not in wrong:
        wrong.append("birthdate")
    if not _is_insurer(one["insurer_number"]) and "insurer_number" not in wrong:
        wrong.append("insurer_number")
    if wrong or birthdate is None:
        return Unlike(tuple(name for name in FIELDS if name in wrong))
    return TypedDocument(
        one["insurer_number"], one["symbol"], one["number"], one["branch"], birthdate, typed_by
    )


def _folded(keyed: Keyed) -> dict[str, str]:
    return {name: plain(getattr(keyed, name)).strip() for name in FIELDS}


def _is_insurer(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) in {6, 8}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
