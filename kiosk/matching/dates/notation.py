"""Birth dates as clinics write them: western, era (元号) by name, letter or code digit, kanji numerals.

Eras: 明治, 大正 from 1912-07-30, 昭和 from 1926-12-25, 平成 from 1989-01-08, 令和 from 2019-05-01 (era ordinances).
The last day of 明治 and of 大正 is also the first of the next. Japan counts days as we do since 1873-01-01 (太政官布告第337号
of 1872), so an earlier era day has no date here. The code digits 1 to 5 are those of claims and receipt computers.
A year that its era never had (昭和65) names no day: it is a slip, and nobody can know of which digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from kiosk.matching.text.normalise import one_hyphen, plain
from kiosk.matching.text.numerals import CHARACTERS, kanji_number

FIRST_DAY = date(1873, 1, 1)
LONGEST = 60
"""Characters; no notation of a day has more."""


class Notation(Enum):
    WESTERN = "western"
    ERA = "era"
    ERA_OUT_OF_RANGE = "era_out_of_range"
    """A day outside its era, or on the day where two eras meet: right after conversion, worth a remark."""


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day and how it was written."""

    day: date
    notation: Notation


@dataclass(frozen=True, slots=True)
class _Era:
    names: tuple[str, ...]
    year_zero: int
    first: date
    last: date

    @property
    def years(self) -> int:
        """The number of its last year."""
        return self.last.year - self.year_zero


_ERAS = (
    _Era(("明治", "明", "M", "1"), 1867, FIRST_DAY, date(1912, 7, 29)),
    _Era(("大正", "大", "T", "2"), 1911, date(1912, 7, 31), date(1926, 12, 24)),
    _Era(("昭和", "昭", "S", "3"), 1925, date(1926, 12, 26), date(1989, 1, 7)),
    _Era(("平成", "平", "H", "4"), 1988, date(1989, 1, 8), date(2019, 4, 30)),
    _Era(("令和", "令", "R", "5"), 2018, date(2019, 5, 1), date.max),
)
_ERA_OF = {name: era for era in _ERAS for name in era.names}
_NAMES = "|".join(name for era in _ERAS for name in era.names[:3])
_MIDNIGHT = re.compile(r"(?<=^\d{8})0{6}$|[T ]0{1,2}:00(:00(\.0+)?)?(Z|[+-]\d\d:?\d\d)?$")
_MIDNIGHT_IN_JAPAN = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(1[45]):00(?::00(?:\.0+)?)?(?:Z|\+00:?00)")
"""As a program writes a day of Japan that keeps its times in UTC: nine hours before, ten in the summers of 1948 to 1951."""
_SUMMER_TIME = range(1948, 1952)
_AGE = r"(?:満|数え)?\s*\d{1,3}\s*[歳才]\s*(?:\d{1,2}\s*[かヶケカ]?月)?"
_REMARK = re.compile(
    rf"\s*(?:生まれ|うまれ|生|\(\s*[日月火水木金土](?:曜日?)?\s*\)|\(?\s*{_AGE}\s*\)?|\(\s*\d{{1,3}}\s*\))\s*$"
)
"""What forms print behind the day: 生, the weekday, the age."""
_KANJI = re.compile(f"[{CHARACTERS}]+")
_PART = r"(\d{1,2})"
_MARKED = rf"\s*(?:年|[-/.,・ ])\s*{_PART}\s*(?:月|[-/.,・ ])\s*{_PART}\s*日?"
_WESTERN = re.compile(rf"(?:西暦)?\s*(\d{{4}})(?:{_MARKED}|(\d\d)(\d\d))")
_ERA_MARKED = re.compile(rf"({_NAMES})\s*[.]?\s*(\d{{1,2}}|元){_MARKED}")
_ERA_SOLID = re.compile(rf"({_NAMES}|[1-5])(\d\d)(\d\d)(\d\d)")
_TWICE = re.compile(
    rf"(?:西暦)?\s*(?P<western>\d{{4}})\s*年?\s*\(\s*(?P<era>(?:{_NAMES})\s*(?:\d{{1,2}}|元))\s*年?\s*\)\s*年?|"
    rf"(?P<era_first>(?:{_NAMES})\s*(?:\d{{1,2}}|元))\s*年?\s*\(\s*(?:西暦)?\s*(?P<western_after>\d{{4}})\s*年?\s*\)\s*年?"
)
"""A year in both countings: 1985年(昭和60年)4月12日."""
_ERA_CODED = re.compile(rf"([1-5])[-/. ](\d\d){_MARKED}")


def _arabic(match: re.Match[str]) -> str:
    number = kanji_number(match.group())
    return match.group() if number is None else str(number)


def _day(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _era_day(name: str, year: str, month: str, day: str) -> WrittenDay | None:
    era = _ERA_OF[name]
    number = 1 if year == "元" else int(year)
    found = _day(era.year_zero + number, month, day) if 0 < number <= era.years else None
    if found is None or found < FIRST_DAY:
        return None
    inside = era.first <= found <= era.last
    return WrittenDay(found, Notation.ERA if inside else Notation.ERA_OUT_OF_RANGE)


@lru_cache(maxsize=1 << 14)
def read_day(text: str) -> WrittenDay | None:
    """The day that `text` names, or None. Two-digit western years name no day: nobody can know the century."""
    if len(text) > LONGEST:
        return None
    written = one_hyphen(plain(text)).upper()
    if (read := _read(written)) is not None:
        return read
    cleaned = _bare(written)
    return _in_utc(cleaned) or _read(cleaned)


def _bare(text: str) -> str:
    """Without what stands behind the day, and with a year that is written twice written once."""
    while (shorter := _REMARK.sub("", text)) != text:
        text = shorter
    twice = _TWICE.match(_KANJI.sub(_arabic, text))
    if twice is None:
        return _MIDNIGHT.sub("", text)
    era = "".join((twice["era"] or twice["era_first"]).split())
    western = twice["western"] or twice["western_after"]
    whole = _KANJI.sub(_arabic, text)[twice.end() :]
    read = _read(f"{era}年{whole.lstrip('-/.,・')}")
    return f"{western}年{whole.lstrip('-/.,・')}" if read and str(read.day.year) == western else ""


def _in_utc(text: str) -> WrittenDay | None:
    """Midnight in Japan as UTC has it: the day after the one that is written."""
    found = _MIDNIGHT_IN_JAPAN.fullmatch(text)
    if found is None or (found[4] == "14" and int(found[1]) not in _SUMMER_TIME):
        return None
    day = _day(int(found[1]), found[2], found[3])
    return WrittenDay(day + timedelta(days=1), Notation.WESTERN) if day and day >= FIRST_DAY else None


def _read(text: str) -> WrittenDay | None:
    cleaned = _MIDNIGHT.sub("", text)
    if not cleaned.isascii():
        cleaned = _KANJI.sub(_arabic, cleaned)
    if western := _WESTERN.fullmatch(cleaned):
        year, *rest = western.groups()
        month, day = (part for part in rest if part is not None)
        found = _day(int(year), month, day)
        return WrittenDay(found, Notation.WESTERN) if found and found >= FIRST_DAY else None
    for pattern in (_ERA_MARKED, _ERA_SOLID, _ERA_CODED):
        if era := pattern.fullmatch(cleaned):
            name, year, month, day = era.groups()
            return _era_day(name, year, month, day)
    return None


def read_date(text: str | None) -> date | None:
    """The day alone."""
    written = read_day(text) if text else None
    return written.day if written else None
