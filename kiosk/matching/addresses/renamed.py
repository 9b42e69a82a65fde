"""Municipalities and towns that were merged or renamed while the names and numbers below them stayed.

A short list of this project, of changes between 2001 and 2024 that the municipalities announced; the register of them
all is the Ministry of Internal Affairs' (総務省, 市町村合併資料集). A merger into a municipality that had towns of the same name
stands here only where a new ward keeps them apart: 鳩ヶ谷市本町 became 川口市鳩ヶ谷本町, and 川口市本町 is another place. Behind each
row stands the day since when the present name has been in force, as the municipality gives it; "?" where we know none. Written
down on 2026-11-21 and 2026-12-01: the days are not verified, but that each present name stands in the postal register
(Japan Post, 2026-10) and each former municipality does not is tested. What is not here differs, or asks by its postcode (N9).
"""

from __future__ import annotations

from functools import lru_cache

_RENAMED = """
東京都 新宿区三栄町 新宿区四谷三栄町 ?
埼玉県 浦和市 さいたま市浦和区 2003-04-01
埼玉県 浦和市 さいたま市南区 2003-04-01
埼玉県 浦和市 さいたま市緑区 2003-04-01
埼玉県 浦和市 さいたま市桜区 2003-04-01
埼玉県 大宮市 さいたま市大宮区 2003-04-01
埼玉県 大宮市 さいたま市北区 2003-04-01
埼玉県 大宮市 さいたま市見沼区 2003-04-01
埼玉県 大宮市 さいたま市西区 2003-04-01
埼玉県 与野市 さいたま市中央区 2003-04-01
埼玉県 岩槻市 さいたま市岩槻区 2005-04-01
埼玉県 白岡町 白岡市 2012-10-01
千葉県 大網白里町 大網白里市 2013-01-01
神奈川県 城山町 相模原市緑区 2010-04-01
神奈川県 津久井町 相模原市緑区 2010-04-01
神奈川県 相模湖町 相模原市緑区 2010-04-01
神奈川県 藤野町 相模原市緑区 2010-04-01
静岡県 清水市 静岡市清水区 2005-04-01
静岡県 浜北市 浜松市浜北区 2007-04-01
静岡県 浜北市 浜松市浜名区 2024-01-01
静岡県 浜松市浜北区 浜松市浜名区 2024-01-01
静岡県 浜松市北区 浜松市浜名区 2024-01-01
静岡県 浜松市北区 浜松市中央区 2024-01-01
静岡県 浜松市中区 浜松市中央区 2024-01-01
静岡県 浜松市東区 浜松市中央区 2024-01-01
静岡県 浜松市西区 浜松市中央区 2024-01-01
静岡県 浜松市南区 浜松市中央区 2024-01-01
愛知県 長久手町 長久手市 2012-01-04
石川県 野々市町 野々市市 2011-11-11
岩手県 滝沢村 滝沢市 2014-01-01
宮城県 富谷町 富谷市 2016-10-10
福岡県 那珂川町 那珂川市 2018-10-01
福岡県 前原市 糸島市 2010-01-01
福岡県 二丈町 糸島市二丈 2010-01-01
福岡県 志摩町 糸島市志摩 2010-01-01
兵庫県 篠山市 丹波篠山市 2019-05-01
大阪府 美原町 堺市美原区 2006-04-01
大阪府 堺市美原町 堺市美原区 2006-04-01
"""


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, str, str], ...]:
    """(prefecture, old beginning, new beginning)."""
    words = _RENAMED.split()
    return tuple(zip(words[::4], words[1::4], words[2::4], strict=True))


@lru_cache(maxsize=1)
def _new_names() -> tuple[str, ...]:
    return tuple(new for _, _, new in _rows())


def same_after_renaming(prefecture: str, one: str, other: str) -> bool:
    """Whether one place is the other under its former name; `prefecture` may be empty where neither side has it."""
    if not (one.startswith(_new_names()) or other.startswith(_new_names())):
        return False
    return any(
        prefecture in {"", where} and (_under(one, new, old) == other or _under(other, new, old) == one)
        for where, old, new in _rows()
    )


def _under(place: str, new: str, old: str) -> str | None:
    return old + place[len(new) :] if place.startswith(new) else None
