"""What the columns of a file without header seem to hold: a proposal for a mapping, never acted on by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kiosk.matching.addresses.towns import PREFECTURES
from kiosk.matching.dates.notation import read_date
from kiosk.matching.names.kana import is_kana
from kiosk.matching.people import read_sex
from kiosk.matching.text.normalise import squeezed

_POSTCODE = re.compile(r"〒?\d{3}-?\d{4}")
_PHONE = re.compile(r"0\d{1,4}-?\d{1,4}-?\d{3,4}")
_NUMBER = re.compile(r"[A-Z]{0,3}-?\d{1,10}")
_KANJI = re.compile("[\u3400-\u9fff]")
_DIGIT = re.compile(r"\d")
_PLACE = re.compile("[都道府県市区町村郡].")
_MOST = 0.8


def _is_address(cell: str) -> bool:
    return cell.startswith(tuple(PREFECTURES)) or bool(_PLACE.search(cell) and len(cell) > 5)


def _is_name(cell: str) -> bool:
    return bool(_KANJI.search(cell)) and not _DIGIT.search(cell)


SIGNS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("birthdate", read_date),
    ("postcode", _POSTCODE.fullmatch),
    ("phone", _PHONE.fullmatch),
    ("sex", read_sex),
    ("patient_id", _NUMBER.fullmatch),
    ("kana", is_kana),
    ("address", _is_address),
    ("name", _is_name),
)
"""In this order: a day may look like a number, a code of sex like one too."""


def guess(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Item to the number of its column, from 1 on; each item once, the first column that looks like it."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    first = [squeezed(row[0]) for row in rows if row and row[0].strip()]
    if len(set(first)) == len(first) > 0 and all(map(_NUMBER.fullmatch, first)):
        # Numbers from 1 on look like codes of sex as well.
        found["patient_id"] = 1
        taken.add(0)
    for item, sign in SIGNS:
        for at in range(max(map(len, rows), default=0)):
            cells = [squeezed(row[at]) for row in rows if at < len(row) and row[at].strip()]
            if (
                at in taken
                or item in found
                or not cells
                or sum(bool(sign(each)) for each in cells) < _MOST * len(cells)
            ):
                continue
            found[item] = at + 1
            taken.add(at)
            break
    return found
