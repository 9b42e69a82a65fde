"""住所 as a side writes it. A side's habits are drawn once an address: order of words, digits, hyphens, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from rehearsal.measure.population.places.places import Town
from rehearsal.measure.population.places.residences import Residence
from rehearsal.measure.population.spectrum import Spectrum, spectrum

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_KANJI = "〇一二三四五六七八九"
_TURNS = (("ケ", "ヶ"), ("ヶ", "ケ"), ("ヶ", "が"), ("ノ", "の"), ("ノ", "之"), ("之", "ノ"), ("竈", "釜"), ("龍", "竜"), ("沢", "澤"), ("が丘", "ヶ丘"), ("条", "條"))  # fmt: skip
"""Spellings of place names that are taken for each other; the first that fits is turned."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Shares of a side's addresses, all assumed: what is written out and how."""

    prefecture: float
    county: float
    section: float
    streets: float
    building: float
    room: float
    turned: float
    wide: float
    numbers: Spectrum[str]


NATIONAL = Habits(
    prefecture=0.85, county=0.95, section=0.80, streets=0.60, building=0.80, room=0.92, turned=0.03, wide=0.75,
    numbers=spectrum((("kanji", 0.30), ("words", 0.25), ("chome", 0.15), ("hyphens", 0.30))),
)  # fmt: skip
CLINIC = Habits(
    prefecture=0.50, county=0.70, section=0.45, streets=0.45, building=0.65, room=0.88, turned=0.05, wide=0.40,
    numbers=spectrum((("kanji", 0.05), ("words", 0.20), ("chome", 0.15), ("hyphens", 0.60))),
)  # fmt: skip
_HYPHENS = spectrum((("-", 70), ("−", 6), ("‐", 4), ("ー", 8), ("－", 10), ("–", 2)))
_WIDE_HYPHENS = spectrum((("－", 60), ("−", 12), ("ー", 10), ("‐", 12), ("―", 6)))


def written(
    home: Residence, habits: Habits, rng: Random, *, former: bool = False, by_lot: bool = False
) -> str:
    """The address in one line. `former`: by the place's old name; `by_lot`: 地番 where the register counts houses."""
    numbers = home.lot if by_lot else home.numbers
    counted = home.town.style in "JTH" and not by_lot
    text = _place(home.town, habits, rng, former=former) + _numbers(numbers, habits, rng, counted=counted)
    if home.building and rng.random() < habits.building:
        text += _building(home, habits, rng, text)
    return text.translate(_WIDE) if rng.random() < habits.wide else text


def _place(town: Town, habits: Habits, rng: Random, *, former: bool) -> str:
    prefecture = town.at.prefecture
    if former and town.former:
        text = town.former.removeprefix(prefecture)
    else:
        county = town.at.county if rng.random() < habits.county else ""
        streets = town.streets if rng.random() < habits.streets else ""
        text = f"{county}{town.at.name}{town.at.ward}{streets}{_section(town.name, habits, rng)}"
    if rng.random() < habits.turned:
        text = _turned(text)
    return prefecture + text if rng.random() < habits.prefecture else text


def _section(name: str, habits: Habits, rng: Random) -> str:
    """大字 and 字 are often left out."""
    if name.startswith(("大字", "字")) and rng.random() >= habits.section:
        return name.removeprefix("大").removeprefix("字")
    return name


def _turned(text: str) -> str:
    return next((text.replace(one, other, 1) for one, other in _TURNS if one in text), text)


def _numbers(numbers: tuple[int, ...], habits: Habits, rng: Random, *, counted: bool) -> str:
    way = habits.numbers.draw(rng)
    if way == "hyphens":
        return _hyphened(numbers, habits, rng)
    if not (counted and len(numbers) == 3):
        return _house(numbers) if counted else _lot(numbers, rng)
    chome, *house = numbers
    head = f"{_kanji(chome)}丁目" if way == "kanji" else f"{chome}丁目"
    return head + (_hyphened(house, habits, rng) if way == "chome" else _house(house))


def _house(numbers: Sequence[int]) -> str:
    return f"{numbers[0]}番{numbers[1]}号"


def _lot(numbers: tuple[int, ...], rng: Random) -> str:
    if len(numbers) == 1:
        return f"{numbers[0]}番地" if rng.random() < 0.7 else f"{numbers[0]}"
    between = "番地" if rng.random() < 0.5 else "番地の" if rng.random() < 0.6 else "の"
    return f"{numbers[0]}{between}{numbers[1]}"


def _hyphened(numbers: Sequence[int], habits: Habits, rng: Random) -> str:
    hyphens = _WIDE_HYPHENS if rng.random() < habits.wide else _HYPHENS
    return hyphens.draw(rng).join(map(str, numbers))


def _building(home: Residence, habits: Habits, rng: Random, text: str) -> str:
    """A name with or without the room, or the room behind a hyphen alone."""
    if rng.random() >= habits.room:
        return _spaced(home.building, rng)
    if text[-1].isdecimal() and rng.random() < 0.15:
        return f"-{home.room}"
    at = rng.random()
    room = home.room if at < 0.55 else f"{home.room}号室" if at < 0.9 else f"-{home.room}"
    return _spaced(f"{home.building}{room}", rng)


def _spaced(text: str, rng: Random) -> str:
    return f"　{text}" if rng.random() < 0.5 else f" {text}"


def _kanji(number: int) -> str:
    tens, units = divmod(number, 10)
    head = ("十" if tens == 1 else _KANJI[tens] + "十") if tens else ""
    return head + (_KANJI[units] if units else "")
