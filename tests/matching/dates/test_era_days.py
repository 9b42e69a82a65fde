"""Days in Japanese eras. All days in all notations stand against the browser's calendar in tests/browser/test_calendar.py."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk.matching.dates.notation import Notation, read_date, read_day

FIRST, LAST = date(1873, 1, 1), date(2026, 12, 31)
# The first whole day of each era that nobody disputes, newest first: 令和, 平成, 昭和, 大正, 明治.
STARTS = (
    (date(2019, 5, 1), "令和", "令", "R", "5", 2018),
    (date(1989, 1, 8), "平成", "平", "H", "4", 1988),
    (date(1926, 12, 25), "昭和", "昭", "S", "3", 1925),
    (date(1912, 7, 30), "大正", "大", "T", "2", 1911),
    (date.min, "明治", "明", "M", "1", 1867),
)
KANJI = "〇一二三四五六七八九"


def days() -> list[date]:
    """The year around each change of era, and both ends."""
    changes = [max(start, FIRST) for start, *_ in STARTS] + [LAST]
    around = {change + timedelta(days=offset) for change in changes for offset in range(-183, 184)}
    return sorted(day for day in around if FIRST <= day <= LAST)


def kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else KANJI[tens] + "十") + (KANJI[ones] if ones else "")


def era(day: date) -> tuple[str, str, str, str, int]:
    _, name, short, letter, code, zero = next(row for row in STARTS if day >= row[0])
    return name, short, letter, code, day.year - zero


def notations(day: date) -> list[str]:
    name, short, letter, code, year = era(day)
    return [
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{letter}{year}.{day.month}.{day.day}",
        f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日",
        f"{name}{kanji(year)}年{kanji(day.month)}月{kanji(day.day)}日",
        f"{short}{year:2}.{day.month:2}.{day.day:2}",
        f"{code}{year:02}{day:%m%d}",
    ]


@pytest.mark.parametrize("notation", range(8))
def test_every_day_around_a_change_of_era_is_read_back(notation: int) -> None:
    wrong = [day for day in days() if read_date(notations(day)[notation]) != day]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "不明",
        "00000000",
        "2023-02-29",
        "昭和45年2月30日",
        "S450431",
        "3450230",
        "平成元年2月29日",
        "1900-02-29",
        "昭和45年13月1日",
        "S45",
        "M5.1.1",
        "R0.5.1",
        "85/4/12",
        "1985-4",
        "１９８５０４",
        "平成三年",
    ],
)
def test_what_is_no_day_is_none_and_never_a_failure(text: str) -> None:
    assert read_date(text) is None


def test_an_era_coded_number_is_not_a_year_of_the_fourth_millennium() -> None:
    assert read_date("3450102") == date(1970, 1, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昭和64年1月8日", date(1989, 1, 8)),
        ("平成31年5月1日", date(2019, 5, 1)),
        ("大正15年12月25日", date(1926, 12, 25)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("明治45年7月30日", date(1912, 7, 30)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("昭和64年12月1日", date(1989, 12, 1)),
        ("平成1年1月7日", date(1989, 1, 7)),
    ],
)
def test_a_day_outside_its_era_is_read_and_flagged(text: str, day: date) -> None:
    written = read_day(text)
    assert written is not None
    assert (written.day, written.notation) == (day, Notation.ERA_OUT_OF_RANGE)


@pytest.mark.parametrize(
    "text",
    [
        "Ｓ４５．１．２",
        "㍼45年1月2日",
        "昭 45. 1. 2",
        "S45-01-02",
        "1970-01-02 00:00:00",
        "3-45-01-02",
        "西暦1970年1月2日",
    ],
)
def test_width_spaces_and_machine_formats_name_the_same_day(text: str) -> None:
    assert read_date(text) == date(1970, 1, 2)


@pytest.mark.parametrize(
    "text", ["昭和65年1月1日", "3700101", "平成32年4月1日", "T16.1.1", "明治46.1.1", "S99.12.31"]
)
def test_a_year_that_its_era_never_had_is_no_day_and_never_another_century(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "昭和45年1月2日生",
        "昭和45年1月2日 生まれ",
        "S45.1.2(56)",
        "昭和45年1月2日（56歳）",
        "昭和45年1月2日 満56才",
        "昭和45年1月2日56歳10か月",
        "1970/01/02（金）",
        "昭45・1・2",
        "1970年(昭和45年)1月2日",
        "昭和45年（1970年）1月2日生",
        "1970(S45)/01/02",
        "1970-01-02T00:00:00+09:00",
        "1970-01-02T00:00:00Z",
        "19700102000000",
        "1970-01-01T15:00:00.000Z",
    ],
)
def test_what_forms_and_programs_write_beside_the_day_is_read_past(text: str) -> None:
    assert read_date(text) == date(1970, 1, 2)


def test_a_day_of_the_summers_with_summer_time_is_read_from_its_hour_in_utc() -> None:
    assert read_date("1950-06-30T14:00:00Z") == date(1950, 7, 1)
    assert read_date("1970-01-01T14:00:00Z") is None
    assert read_date("1970-01-01T09:30:00Z") is None


def test_a_year_written_twice_must_be_one_year() -> None:
    assert read_date("1970年(昭和46年)1月2日") is None


def test_nothing_longer_than_a_day_is_looked_at() -> None:
    assert read_date("1970-01-02" + "生" * 5_000) is None
