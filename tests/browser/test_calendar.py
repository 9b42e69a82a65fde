"""Every day from 1873 to 2026 in every notation, against a calendar that is not ours: the browser's Japanese one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from kiosk.matching.dates.notation import Notation, read_day

# One call for all days: era, year of the era ("元" for the first), month and day as the browser's calendar has them.
CALENDAR = """() => {
  const format = new Intl.DateTimeFormat("ja-JP-u-ca-japanese",
    { era: "long", year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });
  const days = [];
  for (let at = Date.UTC(1873, 0, 1); at <= Date.UTC(2026, 11, 31); at += 86400000) {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    days.push([new Date(at).toISOString().slice(0, 10), part.era, part.year, part.month, part.day]);
  }
  return days;
}"""
KANJI = "〇一二三四五六七八九"
LETTERS = {"明治": "M", "大正": "T", "昭和": "S", "平成": "H", "令和": "R"}
CODES = {"明治": "1", "大正": "2", "昭和": "3", "平成": "4", "令和": "5"}
LIGATURES = {"明治": "㍾", "大正": "㍽", "昭和": "㍼", "平成": "㍻", "令和": "㋿"}
CHANGES_OF_ERA = {date(1912, 7, 30), date(1926, 12, 25)}
"""The days that both eras claim."""


class Day(NamedTuple):
    iso: str
    era: str
    year: int
    month: int
    day: int


@pytest.fixture(scope="module")
def days(chromium: Browser) -> list[Day]:
    page = chromium.new_page()
    found = [
        Day(iso, era, 1 if year == "元" else int(year.rstrip("年")), int(month), int(day))
        for iso, era, year, month, day in page.evaluate(CALENDAR)
    ]
    page.close()
    return found


def kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else KANJI[tens] + "十") + (KANJI[ones] if ones else "")


def by_place(number: int | str) -> str:
    return "".join(KANJI[int(digit)] for digit in str(number))


def wide(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def first(year: int) -> str:
    return "元" if year == 1 else str(year)


ERA_NOTATIONS: dict[str, Callable[[Day], str]] = {
    "昭和45年1月2日": lambda d: f"{d.era}{first(d.year)}年{d.month}月{d.day}日",
    "昭和四十五年一月二日": lambda d: (
        f"{d.era}{'元' if d.year == 1 else kanji(d.year)}年{kanji(d.month)}月{kanji(d.day)}日"
    ),
    "昭和４５年０１月０２日": lambda d: wide(f"{d.era}{d.year:02}年{d.month:02}月{d.day:02}日"),
    "昭45.1.2": lambda d: f"{d.era[0]}{d.year}.{d.month}.{d.day}",
    "昭 45. 1. 2": lambda d: f"{d.era[0]} {d.year:2}.{d.month:2}.{d.day:2}",
    "㍼45年1月2日": lambda d: f"{LIGATURES[d.era]}{d.year}年{d.month}月{d.day}日",
    "S45.01.02": lambda d: f"{LETTERS[d.era]}{d.year:02}.{d.month:02}.{d.day:02}",
    "s45/1/2": lambda d: f"{LETTERS[d.era].lower()}{d.year}/{d.month}/{d.day}",
    "Ｓ４５－１－２": lambda d: wide(f"{LETTERS[d.era]}{d.year}-{d.month}-{d.day}"),
    "S450102": lambda d: f"{LETTERS[d.era]}{d.year:02}{d.month:02}{d.day:02}",
    "3450102": lambda d: f"{CODES[d.era]}{d.year:02}{d.month:02}{d.day:02}",
    "3-45-01-02": lambda d: f"{CODES[d.era]}-{d.year:02}-{d.month:02}-{d.day:02}",
}
WESTERN_NOTATIONS: dict[str, Callable[[Day], str]] = {
    "19700102": lambda d: d.iso.replace("-", ""),
    "1970-01-02": lambda d: d.iso,
    "1970/1/2": lambda d: f"{d.iso[:4]}/{d.month}/{d.day}",
    "１９７０．１．２": lambda d: wide(f"{d.iso[:4]}.{d.month}.{d.day}"),
    "1970年1月2日": lambda d: f"{d.iso[:4]}年{d.month}月{d.day}日",
    "一九七〇年一月二日": lambda d: f"{by_place(d.iso[:4])}年{kanji(d.month)}月{kanji(d.day)}日",
}


def misread(days: list[Day], write: Callable[[Day], str]) -> Iterator[tuple[str, str, Notation | None]]:
    for each in days:
        written = read_day(write(each))
        if written is None or written.day.isoformat() != each.iso:
            yield each.iso, write(each), written and written.notation


def test_the_browser_counts_every_day(days: list[Day]) -> None:
    assert (days[0].iso, days[-1].iso, len(days)) == ("1873-01-01", "2026-12-31", 56247)
    assert {each.era for each in days} == set(LETTERS)


@pytest.mark.parametrize("notation", ERA_NOTATIONS)
def test_every_day_in_an_era_is_the_browsers_day(days: list[Day], notation: str) -> None:
    assert list(misread(days, ERA_NOTATIONS[notation])) == []


@pytest.mark.parametrize("notation", WESTERN_NOTATIONS)
def test_every_western_day_is_the_browsers_day(days: list[Day], notation: str) -> None:
    assert list(misread(days, WESTERN_NOTATIONS[notation])) == []


def test_only_the_days_that_two_eras_claim_are_remarked_on(days: list[Day]) -> None:
    write = ERA_NOTATIONS["昭和45年1月2日"]
    remarked = {date.fromisoformat(each.iso) for each in days if flagged(write(each))}
    assert remarked == CHANGES_OF_ERA


def flagged(text: str) -> bool:
    written = read_day(text)
    return written is not None and written.notation is Notation.ERA_OUT_OF_RANGE
