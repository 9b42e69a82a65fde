"""The place before the numbers: 都道府県, 郡, 市区町村, 町, 大字, 字 and their usual ways of being written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kiosk.matching.variants import variant_rule

PREFECTURES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 "
    "山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 "
    "香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
)
_PREFECTURE = re.compile("|".join(PREFECTURES.split()))
# 郡山市, 郡上市, 大和郡山市, 蒲郡市 and 小郡市 hold the word without being in a county.
_COUNTY = re.compile(r"^(?:余市|高市|[東西北]村山|[^市区町村\d]{1,4}?)郡(?!山市|上市|市)(?=.{1,6}[町村])")
_CITY = re.compile(
    r"^(?:四日市市|廿日市市|野々市市|八日市場市|市川市|市原市|町田市|十日町市|大町市|村上市|村山市|[^市区町村]+?[市区町村])(?:.{1,4}?区)?"
)
_SECTION = re.compile(r"大字|小字|(?<=[^文十])字(?!町)")
_SMALL_KE = re.compile("[ヶヵが]|(?<=[^ァ-ヺー])[ケガカ](?=[^ァ-ヺー])")
_NO = re.compile("[の之乃]|(?<=[^ァ-ヺー])ノ")
_TSU = re.compile("(?<=[^ァ-ヺーぁ-ゖ])[ツッつっ](?=[^ァ-ヺーぁ-ゖ])")
_STREETS = re.compile(r"^(京都市.{1,3}区)(.*(?:[上下]が?[るルがガ]+|[東西]入[るルりリ]?))(.+)$")


@dataclass(frozen=True, slots=True)
class Town:
    """`place` is what is left to compare; `streets` are Kyoto's directions (通り名)."""

    prefecture: str
    place: str
    streets: str
    shortened: bool
    """Whether county or section words were there to be left out."""
    raw: str


@lru_cache(maxsize=1 << 13)
def read_town(text: str) -> Town:
    prefecture = _PREFECTURE.match(text)
    rest = text[prefecture.end() :] if prefecture else text
    place = _SECTION.sub("", _COUNTY.sub("", rest))
    streets = _STREETS.match(place)
    if streets:
        place = streets[1] + streets[3]
    linked = _TSU.sub("ツ", _NO.sub("ノ", _SMALL_KE.sub("ケ", place)))
    return Town(
        prefecture=prefecture.group() if prefecture else "",
        place=linked,
        streets=_NO.sub("ノ", streets[2].replace("通", "")) if streets else "",
        shortened=place != rest and not streets,
        raw=place,
    )


def same_place(one: Town, other: Town) -> tuple[str, ...] | None:
    """The rules by which two places are one; None when none does."""
    if one.prefecture and other.prefecture and one.prefecture != other.prefecture:
        return None
    characters = _same_characters(one.place, other.place)
    if characters is None:
        # 市ヶ谷 and 市谷 are one; a dropped ノ may be another town (宮ノ下 and 宮下), so it stays.
        bare = _same_characters(one.place.replace("ケ", ""), other.place.replace("ケ", ""))
        characters = None if bare is None else ("N4", *bare)
    if characters is None:
        return None
    rules = dict.fromkeys(characters)
    if one.raw != other.raw and one.raw.translate(_KINDS) == other.raw.translate(_KINDS):
        rules["N4"] = None
    if bool(one.prefecture) != bool(other.prefecture) or one.shortened != other.shortened:
        rules["N3"] = None
    if bool(one.streets) != bool(other.streets):
        rules["N8"] = None
    return tuple(rules)


_KINDS = str.maketrans(dict.fromkeys("ヶヵがケガカのノ之乃ツッつっ", "・"))


def _same_characters(one: str, other: str) -> tuple[str, ...] | None:
    if one == other:
        return ()
    if len(one) != len(other):
        return None
    unequal = [(left, right) for left, right in zip(one, other, strict=True) if left != right]
    return ("N5",) if all(variant_rule(left, right) for left, right in unequal) else None


def differing_level(one: Town, other: Town) -> str:
    """prefecture, city or town: the highest level on which two places differ."""
    if one.prefecture and other.prefecture and one.prefecture != other.prefecture:
        return "prefecture"
    city_one, city_other = _CITY.match(one.place), _CITY.match(other.place)
    if city_one and city_other and city_one.group() == city_other.group():
        return "town"
    return "city"


def less_detail(one: Town, other: Town) -> bool:
    """Whether one place is the other without its beginning (no city) or its end (no section)."""
    short, long = sorted((one.place, other.place), key=len)
    return bool(short) and (long.endswith(short) or long.startswith(short))
