"""Municipalities and towns that were merged or renamed without a change of their house numbers.

A short list of this project, of changes since 2001 that the municipalities themselves announced; the mergers are in the
register that the Ministry of Internal Affairs keeps (総務省 広域行政・市町村合併, 市町村合併資料集). Only changes that map one
name to one name: where a town was split over new wards, the last name decides nothing and stays a difference. Both
names must stand at the beginning of the place, behind the prefecture.
"""

from __future__ import annotations

from functools import lru_cache

_RENAMED = """
東京都 新宿区三栄町 新宿区四谷三栄町
東京都 田無市 西東京市
東京都 保谷市 西東京市
埼玉県 浦和市 さいたま市浦和区
埼玉県 浦和市 さいたま市南区
埼玉県 浦和市 さいたま市緑区
埼玉県 浦和市 さいたま市桜区
埼玉県 大宮市 さいたま市大宮区
埼玉県 大宮市 さいたま市北区
埼玉県 大宮市 さいたま市見沼区
埼玉県 大宮市 さいたま市西区
埼玉県 与野市 さいたま市中央区
埼玉県 岩槻市 さいたま市岩槻区
埼玉県 鳩ヶ谷市 川口市
埼玉県 上福岡市 ふじみ野市
埼玉県 大井町 ふじみ野市
埼玉県 白岡町 白岡市
千葉県 大網白里町 大網白里市
神奈川県 城山町 相模原市緑区
神奈川県 津久井町 相模原市緑区
神奈川県 相模湖町 相模原市緑区
神奈川県 藤野町 相模原市緑区
静岡県 清水市 静岡市清水区
静岡県 浜北市 浜松市浜北区
静岡県 浜松市浜北区 浜松市浜名区
静岡県 浜北市 浜松市浜名区
静岡県 浜松市中区 浜松市中央区
静岡県 浜松市東区 浜松市中央区
静岡県 浜松市西区 浜松市中央区
静岡県 浜松市南区 浜松市中央区
愛知県 長久手町 長久手市
愛知県 三好町 みよし市
石川県 野々市町 野々市市
岩手県 滝沢村 滝沢市
宮城県 富谷町 富谷市
福岡県 那珂川町 那珂川市
福岡県 前原市 糸島市
福岡県 二丈町 糸島市
福岡県 志摩町 糸島市
兵庫県 篠山市 丹波篠山市
大阪府 美原町 堺市美原区
大阪府 堺市美原町 堺市美原区
"""


@lru_cache(maxsize=1)
def _new_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """By the new beginning: (prefecture, old beginning)."""
    table: dict[str, tuple[tuple[str, str], ...]] = {}
    for line in _RENAMED.split("\n"):
        if line:
            prefecture, old, new = line.split()
            table[new] = (*table.get(new, ()), (prefecture, old))
    return table


def same_after_renaming(prefecture: str, one: str, other: str) -> bool:
    """Whether one place is the other under its former name; `prefecture` may be empty where neither side has it."""
    return any(
        prefecture in {"", where} and (_under(one, new, old) == other or _under(other, new, old) == one)
        for new, olds in _new_names().items()
        if one.startswith(new) or other.startswith(new)
        for where, old in olds
    )


def _under(place: str, new: str, old: str) -> str | None:
    return old + place[len(new) :] if place.startswith(new) else None
