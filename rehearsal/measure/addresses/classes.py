"""Pairs of addresses by class, drawn from how addresses are written and from a list of towns; it never asks the rules.

Each class yields pairs of one place and, from the same draw, pairs whose number differs. Drawn numbers mean no real
house.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rehearsal.measure.addresses.spelling import House, Town, by_place, hyphens, kanji, place, wide, words

HYPHENS = "-－‐−–—ー"
MARKS = "イロハニホヘト"
BUILDINGS = (
    "見本ハイツ 見本コーポ 第2見本ビル 見本マンション ハイツ21 メゾン・ド・見本 サンプルタワー 見本荘 コーポ見本B 2丁目マンション 県営見本団地3号棟 "
    "グランドメゾン見本弐番館 三田見本ビル シャルム見本Ⅱ 見本ヴィラ"
)
CROSSINGS = (
    "寺町通御池上る 烏丸通五条下る 四条通大和大路東入 油小路通綾小路下る 今出川通室町西入 千本通中立売上る"
)
VARIANTS = "沢澤 浜濱 条條 広廣 桜櫻 竜龍 滝瀧 島嶋 国國 辺邊 塩鹽 辻辻 関關 円圓 桧檜 曽曾 舘館"
LINKS = ("ケヶがヵ", "ノの之", "ツッつっ")


@dataclass(frozen=True, slots=True)
class Case:
    kind: str
    one: str
    other: str
    same: bool


Pair = tuple[str, str]
Draw = Callable[[House, random.Random], Pair | None]


def _numerals(house: House, rng: random.Random) -> Pair:
    forms = (
        words(house),
        words(house, kanji),
        words(house, by_place),
        wide(words(house)),
        hyphens(house),
        wide(hyphens(house)),
        hyphens(house, rng.choice(HYPHENS)),
        hyphens(house, rng.choice("-ー−"), kanji),
        hyphens(house, "の"),
        hyphens(house, "ノ"),
        f"{house.block}丁目{hyphens(replace(house, block=None))}" if house.block else words(house),
        f"{kanji(house.block)}丁目{hyphens(replace(house, block=None))}" if house.block else words(house),
        words(house).replace("番地", "番地の") if len(house.numbers) > 1 else words(house),
    )
    one, other = rng.sample(forms, 2)
    return place(house) + one, place(house) + other


def _spaces(house: House, rng: random.Random) -> Pair:
    town = house.town
    one = f"{town.prefecture} {town.city}　{town.name} {words(house)}"
    other = f"〒{rng.randint(100, 999)}-{rng.randint(0, 9999):04} {place(house)}{hyphens(house)}"
    return one, other


def _omitted(house: House, rng: random.Random) -> Pair:
    town = house.town
    county, _, rest = town.city.partition("郡")
    bare = rest if county and rest and rest[-1] in "町村" else town.city
    shorter = rng.choice((town.city, bare)) if rng.random() < 0.7 else town.prefecture + bare
    return place(house) + words(house), shorter + town.name + hyphens(house)


def _building(house: House, rng: random.Random) -> Pair:
    name, room = rng.choice(BUILDINGS.split()), rng.choice((101, 203, 405, 1208))
    street = hyphens(house)
    full = f"{street} {name}{' ' if name[-1].isdigit() else ''}{room}"
    forms = [
        street,
        full,
        f"{words(house)} {name} {room}号室",
        f"{words(house)}　{wide(name)}　{wide(str(room))}号",
        f"{words(house)}{'' if name[0].isdigit() else ' '}{name} {room}" if house.block else full,
        f"{street} {name}",
        f"{street} {name}-{room}",
    ]
    if len(house.numbers) > 1 and house.block:
        forms.append(f"{street}-{room}")
    one, other = rng.sample(forms, 2)
    return place(house) + one, place(house) + other


def _household(house: House, rng: random.Random) -> Pair:
    return place(house) + words(
        house
    ), f"{place(house)}{hyphens(house)} {rng.choice(('見本様方', '例方', '見本内', '例学園気付'))}"


def _kyoto(house: House, rng: random.Random) -> Pair | None:
    town = house.town
    if not town.city.startswith("京都市"):
        return None
    streets = rng.choice(CROSSINGS.split())
    spelled = (
        streets.replace("る", "ル") if rng.random() < 0.5 else streets + ("る" if streets[-1] == "入" else "")
    )
    if rng.random() < 0.3 and streets[-1] == "入":
        spelled = streets + rng.choice(("二丁目", "3丁目"))
    one = town.prefecture + town.city + spelled + town.name + words(house)
    other = (
        (town.prefecture + town.city + streets + town.name)
        if rng.random() < 0.3 and "丁目" not in spelled
        else place(house)
    )
    return one, other + hyphens(house)


def _sections(house: House, rng: random.Random) -> Pair | None:
    if house.block:
        return None
    town = house.town
    section = rng.choice(("", "宮根", "上ノ原", "三", "中島", "西田"))
    one = f"{town.prefecture}{town.city}大字{town.name}{'字' + section if section else ''}{words(house)}"
    other = f"{town.prefecture}{town.city}{town.name}{rng.choice(('字', '小字')) + section if section and rng.random() < 0.4 else section}"
    sign = "-" if section != "三" else "番地"
    return one, other + (hyphens(house) if sign == "-" else words(house))


def _links(house: House, rng: random.Random) -> Pair | None:
    name = house.town.name
    kinds = [kind for kind in LINKS if any(each in name for each in kind)]
    if not kinds:
        return None
    kind = rng.choice(kinds)
    table = str.maketrans(dict.fromkeys(kind, rng.choice(kind)))
    return place(house) + hyphens(house), place(
        replace(house, town=replace(house.town, name=name.translate(table)))
    ) + words(house)


def _variants(house: House, rng: random.Random) -> Pair | None:
    pairs = [pair for pair in VARIANTS.split() if pair[0] in house.town.name or pair[1] in house.town.name]
    if not pairs:
        return None
    pair = rng.choice(pairs)
    other = replace(house.town, name=house.town.name.replace(pair[0], pair[1]))
    return place(house) + words(house), place(replace(house, town=other)) + hyphens(house)


def _hokkaido(house: House, rng: random.Random) -> Pair | None:
    if house.town.prefecture != "北海道":
        return None
    head = house.town.prefecture + house.town.city
    row, column = rng.randint(1, 30), rng.randint(1, 25)
    north, west = rng.choice("北南"), rng.choice("西東")
    if rng.random() < 0.3:
        line = f"{west}{row}線{north}{column}号"
        return (
            f"{head}{line}{words(replace(house, block=None))}",
            f"{head}{wide(line)}{hyphens(replace(house, block=None))}",
        )
    rest = replace(house, block=None)
    forms = (
        f"{north}{row}条{west}{column}丁目{hyphens(rest)}",
        f"{north}{kanji(row)}条{west}{kanji(column)}丁目{words(rest)}",
        f"{north}{row}条{west}{column}-{hyphens(rest)}",
        f"{north}{row}{west}{column}-{hyphens(rest)}",
        f"{wide(f'{north}{row}')}條{west}{wide(str(column))}丁目{wide(hyphens(rest))}",
    )
    one, other = rng.sample(forms, 2)
    return head + one, head + other


def _jiwari(house: House, rng: random.Random) -> Pair | None:
    if house.town.prefecture != "岩手県":
        return None
    rest, row = replace(house, block=None), rng.randint(1, 40)
    forms = (
        f"第{row}地割{words(rest)}",
        f"{row}地割{hyphens(rest)}",
        f"第{kanji(row)}地割{hyphens(rest)}",
        f"{row}-{hyphens(rest)}",
        wide(f"第{row}地割{hyphens(rest)}"),
    )
    one, other = rng.sample(forms, 2)
    return place(house) + one, place(house) + other


def _marks(house: House, rng: random.Random) -> Pair | None:
    if house.block:
        return None
    mark = rng.choice((*MARKS, "甲", "乙", "丙"))
    if rng.random() < 0.5:
        return (
            f"{place(house)}{mark}{words(house)}",
            f"{place(house)}{mark}{rng.choice(('', '-'))}{hyphens(house)}",
        )
    first = str(sum(house.numbers))
    forms = (f"{first}番地{mark}", f"{first}-{mark}", f"{first}番地の{mark}", f"{wide(first)}番地{mark}")
    one, other = rng.sample(forms, 2)
    return place(house) + one, place(house) + other


CLASSES: dict[str, Draw] = {
    "numerals and separators": _numerals,
    "spaces and postcode": _spaces,
    "prefecture or county left out": _omitted,
    "building and room": _building,
    "household (方)": _household,
    "Kyoto streets": _kyoto,
    "大字 and 字": _sections,
    "ヶ ノ ツ": _links,
    "kanji variants": _variants,
    "Hokkaido 条, 線": _hokkaido,
    "地割": _jiwari,
    "イロハ, 甲乙": _marks,
}


def cases(towns: list[Town], each: int, rng: random.Random) -> Iterator[Case]:
    """Up to `each` pairs of one place and as many with another number, for every class."""
    for kind, draw in CLASSES.items():
        found = 0
        for _ in range(400 * each):
            house = _house(rng.choice(towns), rng)
            pair = draw(house, rng)
            if pair is None or pair[0] == pair[1]:
                continue
            yield Case(kind, *pair, same=True)
            other = draw(_next_door(house, rng), rng)
            # The other house is drawn again as a whole: what else differs is the way of writing and the building.
            if other is not None:
                yield Case(kind, pair[0], other[1], same=False)
            found += 1
            if found == each:
                break


def missing_detail(towns: list[Town], each: int, rng: random.Random) -> Iterator[Pair]:
    """Pairs of which one side stops early: no last number, no numbers, no city."""
    for _ in range(each):
        house = _house(rng.choice(towns), rng)
        less = replace(house, numbers=house.numbers[:1]) if len(house.numbers) > 1 else None
        short = (
            place(less) + hyphens(less)
            if less and rng.random() < 0.6
            else rng.choice((place(house), house.town.prefecture + house.town.city))
        )
        yield short, place(house) + rng.choice((words(house), hyphens(house)))


def _house(town: Town, rng: random.Random) -> House:
    block = rng.randint(1, 9) if town.blocks else None
    if block:
        return House(town, block, (rng.randint(1, 45), rng.randint(1, 40)))
    first = rng.randint(1, rng.choice((30, 400, 3000)))
    return House(town, None, (first, rng.randint(1, 30)) if rng.random() < 0.7 else (first,))


def _next_door(house: House, rng: random.Random) -> House:
    """Another number of the same length; one digit apart in half the draws."""
    at = rng.randrange(len(house.numbers))
    old = house.numbers[at]
    new = old + rng.choice((1, 10, 100)) if rng.random() < 0.5 else rng.randint(1, 99)
    if new == old:
        new += 1
    return replace(house, numbers=(*house.numbers[:at], new, *house.numbers[at + 1 :]))
