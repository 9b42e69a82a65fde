"""The place before the numbers: 都道府県, 郡, 市区町村, 町, 大字, 字 and their usual ways of being written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kiosk.matching.addresses.renamed import same_after_renaming
from kiosk.matching.names.variants import variant_rule
from kiosk.matching.text.numerals import CHARACTERS, kanji_number

_PREFECTURES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 "
    "山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 "
    "香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
)
PREFECTURES = frozenset(_PREFECTURES.split())
# 郡山市, 郡上市, 大和郡山市, 蒲郡市 and 小郡市 hold the word without being in a county; some counties hold 市 or 村.
_COUNTY = re.compile(
    r"(?:余市|高市|田村|[東西北]村山|[^市区町村\d]{1,4}?)郡(?!山市|市(?![川貝]))"
    r"(?=[^市区]{1,6}?[町村]|市川三?郷?町|市貝町|[上下余]市町)"
)
_ISLAND = re.compile(r"(?:三宅島|八丈島|青ヶ島|青ケ島)(?=..?.?[町村])")
_CITY = re.compile(
    r"(?:四日市市|廿日市市|野々市市|市川市|市原市|町田市|十日町市|大町市|村上市|村山市|東村山市|武蔵村山市|羽村市|大村市|田村市|"
    r"大町町|市川町|市川三郷町|市貝町|下市町|上市町|余市町|玉村町|[^市区町村]+?[市区町村])(?:(?<=市)[^市町村\d]{1,4}?区)?"
)
_NUMERAL = re.compile(f"[{CHARACTERS}]+(?=([0-9])?)")
_ANY_NUMBER = re.compile(f"[{CHARACTERS}\\d]")
_HOKKAIDO_CROSSING = re.compile(r"(?<=\d)(条通?|線)(?=[東西南北]|$)")
_KANA = {chr(code): chr(code + 0x60) for code in range(ord("ぁ"), ord("ゖ") + 1)}
_LINKS = {
    **dict.fromkeys("ヶヵがガケカヶケ箇", "ケ"),
    **dict.fromkeys("の之乃ノ", "ノ"),
    **dict.fromkeys("ツッつっ", "ツ"),
}
_KINDS = str.maketrans({**_KANA, **_LINKS})
_WARD = re.compile(r"(?<=市)[^市町村\d]{1,4}?区")
_KEPT_APART = (("西枇杷島町日の出", "西枇杷島町日之出"),)
"""Two towns of one city that differ in the kind of a kana alone: the postal register (Japan Post, 2026-10) has both."""
# Written for each other in place names only: 塩竈 and 塩釜, 麹町 and 糀町.
_OF_PLACES = frozenset({"竈釜", "釜竈", "竃釜", "釜竃", "麹糀", "糀麹", "麴糀", "糀麴"})


@dataclass(frozen=True, slots=True)
class Town:
    """`place` is what is left to compare, `folded` the same with the kinds of kana made one."""

    prefecture: str = field(repr=False)
    place: str = field(repr=False)
    folded: str = field(repr=False)
    shortened: bool
    """Whether county or section words were there to be left out."""
    sections: tuple[str, ...] = field(repr=False)
    """The place up to each 字, for one that lacks the section."""


def read_town(text: str) -> Town:
    length = 3 if text[:3] in PREFECTURES else 4 if text[:4] in PREFECTURES else 0
    rest = text[length:]
    place = rest
    if county := _COUNTY.match(rest) or _ISLAND.match(rest):
        place = rest[county.end() :]
    sections: tuple[str, ...] = ()
    if "字" in place:
        before, *_ = place.removeprefix("大字").replace("大字", "").rpartition("字")
        sections = (before.replace("字", "").rstrip("小"),)
        place = place.replace("大字", "").replace("小字", "").replace("字", "")
    return Town(text[:length], place, place.translate(_KINDS), len(place) != len(rest), sections)


def same_place(one: Town, other: Town) -> tuple[str, ...] | None:
    """The rules by which two places are one; None when none does."""
    if one.prefecture != other.prefecture and one.prefecture and other.prefecture:
        return None
    rules = _same_names(one, other)
    if rules is None and bool(one.prefecture) != bool(other.prefecture):
        rules = ("N3",) if _stem_for_prefecture(one, other) or _stem_for_prefecture(other, one) else None
    if rules is None:
        return None
    if bool(one.prefecture) != bool(other.prefecture) or one.shortened != other.shortened:
        return (*rules, "N3") if "N3" not in rules else rules
    return rules


def _stem_for_prefecture(full: Town, stem: Town) -> bool:
    """岩手花巻市 for 岩手県花巻市."""
    name = full.prefecture[:-1]
    return bool(name) and stem.folded.startswith(name) and stem.folded[len(name) :] == full.folded


def _same_names(one: Town, other: Town) -> tuple[str, ...] | None:
    if one.place == other.place:
        return ()
    if one.folded == other.folded:
        return None if _kept_apart(one.place, other.place) else ("N4",)
    characters = _same_characters(one.folded, other.folded)
    if characters is not None:
        return characters
    if same_after_renaming(one.prefecture or other.prefecture, one.place, other.place):
        return ("N10",)
    return None


def _kept_apart(one: str, other: str) -> bool:
    pairs = (pair for left, right in _KEPT_APART for pair in ((left, right), (right, left)))
    return any(one.endswith(left) and other.endswith(right) for left, right in pairs)


def only_link_left_out(one: Town, other: Town) -> bool:
    """市ヶ谷 and 市谷: mostly one place, but 岩ケ崎 and 岩崎 are two towns of one city. Only an equal postcode proves it.

    A dropped ノ is another town (宮ノ下 and 宮下).
    """
    if one.prefecture != other.prefecture and one.prefecture and other.prefecture:
        return False
    if "ケ" not in one.folded and "ケ" not in other.folded:
        return False
    return _same_characters(one.folded.replace("ケ", ""), other.folded.replace("ケ", "")) is not None


def city_left_out(one: Town, other: Town) -> bool:
    """見本町 for 例示市見本町, or a ward for the city with it: what is missing in front is a municipality and nothing else."""
    short, long = (one, other) if len(one.folded) <= len(other.folded) else (other, one)
    missing = long.folded.removesuffix(short.folded)
    city = _CITY.match(long.folded)
    if not short.folded or not missing or city is None or len(missing) == len(long.folded):
        return False
    return missing in {city.group(), _WARD.sub("", city.group())}


def _same_characters(one: str, other: str) -> tuple[str, ...] | None:
    if len(one) != len(other):
        return None
    for left, right in zip(one, other, strict=True):
        if left != right and not variant_rule(left, right) and left + right not in _OF_PLACES:
            return None
    return ("N5",) if one != other else ()


def has_number(place: str) -> bool:
    return _ANY_NUMBER.search(place) is not None


def with_digits(place: str) -> tuple[str, tuple[str, ...]]:
    """The place with its kanji numerals as digits and without 条 and 線, and those words: 北三条西 and 北3西 are one place.

    東鷹栖1条 and 東鷹栖1線 are two, so the words must not contradict each other (see `no_other_lines`).
    """
    digits = _NUMERAL.sub(_arabic, place)
    words = tuple(each[0] for each in _HOKKAIDO_CROSSING.findall(digits))
    return _HOKKAIDO_CROSSING.sub("", digits).replace("第", ""), words


def no_other_lines(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of crossings are the same, or left out on a side."""
    return not one or not other or one == other


def _arabic(match: re.Match[str]) -> str:
    number = kanji_number(match.group())
    written = match.group() if number is None else str(number)
    return f"{written}-" if match[1] else written


def differing_level(one: Town, other: Town) -> str:
    """prefecture, city or town: the highest level on which two places differ."""
    if one.prefecture and other.prefecture and one.prefecture != other.prefecture:
        return "prefecture"
    city_one, city_other = _CITY.match(one.place), _CITY.match(other.place)
    if city_one and city_other and city_one.group() == city_other.group():
        return "town"
    return "city"


def only_ward_left_out(one: Town, other: Town) -> bool:
    """堺市南瓦町 and 堺市堺区南瓦町: a city got its wards later. Two wards may have towns of one name; a postcode tells them apart."""
    if one.prefecture != other.prefecture and one.prefecture and other.prefecture:
        return False
    short, long = (one, other) if len(one.folded) <= len(other.folded) else (other, one)
    return short.folded == _WARD.sub("", long.folded, count=1)


def merged(one: Town, other: Town) -> bool:
    """久居市新町 and 津市久居新町: a municipality that became a part of another, its name kept in one of the usual ways.

    Names alone do not prove it: whoever asks must know that the postcodes are equal.
    """
    if one.prefecture != other.prefecture and one.prefecture and other.prefecture:
        return False
    return _kept_in(one.folded, other.folded) or _kept_in(other.folded, one.folded)


def _kept_in(former: str, present: str) -> bool:
    """The former municipality before its town, in full or without 市町村; the town alone; each perhaps with 町 behind it."""
    before, now = _CITY.match(former), _CITY.match(present)
    if before is None or now is None or before.group() == now.group():
        return False
    name, town, rest = before.group(), former[before.end() :], present[now.end() :]
    stem = name[:-1]
    kept = {name + town, stem + town, town}
    return bool(rest) and (rest in kept or rest.removesuffix("町") in kept or (town == stem and rest == name))


def less_detail(one: Town, other: Town, *, numbered: bool) -> bool:
    """Whether one place is the other without its beginning (no city), its ward or section (字), or its end.

    The end counts only where a side has no number: 芝 and 芝公園, both `numbered`, are two towns.
    """
    short, long = (one, other) if len(one.folded) <= len(other.folded) else (other, one)
    if not short.place:
        return False
    return (
        long.folded.endswith(short.folded)
        or short.place in long.sections
        or short.place == _WARD.sub("", long.place, count=1)
        or (not numbered and long.folded.startswith(short.folded))
    )
