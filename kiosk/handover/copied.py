"""What is typed into the receipt computer by hand where no file is fetched: each field as it is written there. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.qualification.model import Qualification
from kiosk.qualification.today import todays_share

Written = Callable[[Qualification, date], str]


def _day(day: date | None) -> str:
    """Receipt computers take eight digits everywhere; eras are theirs to make."""
    return f"{day:%Y%m%d}" if day else ""


def _share(shown: Qualification, on: date) -> str:
    percent = todays_share(shown, on).percent
    return "" if percent is None else str(percent // 10)


COPIED: Mapping[str, Written] = {
    "insurer_number": lambda shown, _: shown.insurer_number.strip(),
    "symbol": lambda shown, _: shown.symbol,
    "number": lambda shown, _: shown.number,
    "branch": lambda shown, _: shown.branch,
    "personal_family": lambda shown, _: shown.personal_family,
    "qualified_on": lambda shown, _: _day(shown.qualified_on),
    "valid_to": lambda shown, _: _day(shown.valid_to),
    "share": _share,
    "limit": lambda shown, on: todays_share(shown, on).limit_category or "",
    "kana": lambda shown, _: unicodedata.normalize("NFKC", shown.kana),
    "name": lambda shown, _: shown.name,
    "birthdate": lambda shown, _: _day(shown.birthdate),
    "postcode": lambda shown, _: shown.postcode,
    "address": lambda shown, _: shown.address,
}
"""In the order of the insurance screen of most receipt computers; a clinic sets its own (`receipt.copy_order`)."""
OF_MOVED: Mapping[str, tuple[str, ...]] = {
    "insurer": ("insurer_number",),
    "symbol_number": ("symbol", "number"),
    "branch": ("branch",),
    "share": ("share",),
    "limit": ("limit",),
}
"""Which fields an item that is otherwise than the last time stands in."""


@dataclass(frozen=True, slots=True)
class Copied:
    """One field: its text may be empty, which is copied too. `moved`: otherwise than the last time."""

    item: str
    moved: bool
    text: str = field(repr=False)


def copied(shown: Qualification, on: date, order: Iterable[str], moved: Iterable[str]) -> Iterator[Copied]:
    """The fields of `order`; `moved` names the items that are otherwise than the last time."""
    otherwise = {each for item in moved for each in OF_MOVED.get(item, ())}
    for each in order:
        yield Copied(each, each in otherwise, COPIED[each](shown, on))
