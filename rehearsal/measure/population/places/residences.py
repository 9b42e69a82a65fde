"""Where somebody lives: a town, the numbers in it, perhaps a building; how somebody moves."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from rehearsal.measure.population.places.places import Town, towns, towns_of, towns_of_prefecture

IN_A_BUILDING = 0.45
"""Share of households in a building with a name, assumed."""
MOVES_WITHIN = 0.60
MOVES_IN_PREFECTURE = 0.85
"""Of the moves: within the municipality up to the first, within the prefecture up to the second, assumed."""
_NAMES = (
    "コーポ", "メゾン", "ハイツ", "グランド", "サンライズ", "パーク", "シャトレ", "プラザ", "レジデンス", "ロイヤル", "エステート", "ヴィラ", "第二", "第３", "ニュー",
)  # fmt: skip
_OWN = (
    "さくら", "みどり", "本町", "中央", "駅前", "富士", "若葉", "青葉", "ひまわり", "東", "南", "泉", "松風", "藤", "寿", "朝日", "山手", "川端", "ケヤキ", "スカイ",
)  # fmt: skip
_KINDS = ("", "", "", "マンション", "荘", "ビル", "団地", "アパート", "壱番館", "Ⅱ")


class Residence(NamedTuple):
    """`numbers` are 丁目, 番, 号 or 番地 and its branches, by the town's style; `lot` is the 地番 of the same ground."""

    town: Town
    numbers: tuple[int, ...]
    lot: tuple[int, ...]
    building: str
    room: str


def residence(town: Town, rng: Random) -> Residence:
    """Some home in a town."""
    building, room = _building(rng) if rng.random() < IN_A_BUILDING else ("", "")
    return Residence(town, _numbers(town, rng), _lot(rng), building, room)


def anywhere(rng: Random) -> Residence:
    return residence(towns().draw(rng), rng)


def in_municipality(town: Town, rng: Random) -> Residence:
    return residence(towns_of()[town.at].draw(rng), rng)


def moved_from(home: Residence, rng: Random) -> Residence:
    """The residence before: near more often than far."""
    at = rng.random()
    if at < MOVES_WITHIN:
        return in_municipality(home.town, rng)
    if at < MOVES_IN_PREFECTURE:
        return residence(towns_of_prefecture()[home.town.at.prefecture].draw(rng), rng)
    return anywhere(rng)


def _lot(rng: Random) -> tuple[int, ...]:
    number = 1 + int(2400 * rng.random() ** 2)
    return (number, 1 + int(rng.random() * 28)) if rng.random() < 0.65 else (number,)


def _numbers(town: Town, rng: Random) -> tuple[int, ...]:
    if town.style in "LA":
        return _lot(rng)
    if town.style == "K":
        return (1 + int(rng.random() * 700),)
    block, house = 1 + int(rng.random() * 40), 1 + int(rng.random() * 30)
    return (1 + int(rng.random() * town.chome), block, house) if town.chome else (block, house)


def _building(rng: Random) -> tuple[str, str]:
    name = rng.choice(_NAMES) + rng.choice(_OWN) + rng.choice(_KINDS)
    floor = 1 + int(rng.random() ** 2 * 12)
    return name, f"{floor}{1 + int(rng.random() * 12):02d}"
