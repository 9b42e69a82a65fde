"""Each rule with a pair that makes it fire: a rule without one has no place in the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk.matching.decide import compare
from kiosk.matching.names.hidden import Hides
from kiosk.matching.names.site import Site
from kiosk.matching.report import Person
from kiosk.matching.rules import RULES

ADDRESS = "東京都例示市見本町一丁目２番３号"
HER = Person("佐藤　花子", "サトウ　ハナコ", "2", date(1985, 4, 12), ADDRESS, "000-0001")
STRICT = Site(Hides("jisx0213"))


def pair(field: str, one: str | None, other: str | None, name: str = "佐藤　花子") -> tuple[Person, Person]:
    sides: list[dict[str, Any]] = [{"name": name, field: each} for each in (one, other)]
    return replace(HER, **sides[0]), replace(HER, **sides[1])


def written(one: str, other: str) -> tuple[Person, Person]:
    unread = replace(HER, birthdate=None)
    return replace(unread, birthdate_written=one), replace(unread, birthdate_written=other)


EXAMPLES = {
    "K1": pair("name", "髙橋 一郎", "高橋 一郎"),
    "K2": pair("name", "檜山 一郎", "桧山 一郎"),
    "K3": pair("name", "●橋 一郎", "高橋 一郎"),
    "K4": pair("name", "佐藤［鈴木］花子", "佐藤 花子"),
    "K5": (replace(HER, name="KIM MIHON", name_of_other="佐藤　花子"), HER),
    "K6": pair("name", "佐藤　花子", "サトウ ハナコ"),
    "K7": pair("name", "SMITH JOHN", "John Smith"),
    "K8": pair("name", "佐々木 一", "佐佐木 一"),
    "K9": pair("name", "山田 エミ", "山田 えみ"),
    "K10": (replace(HER, name="SMITH JOHN", kana=None), replace(HER, name="スミス ジョン")),
    "K11": pair("name", "佐藤 花子（保）", "佐藤 花子"),
    "A1": pair("kana", "シヨウイチ", "ショウイチ"),
    "A2": pair("kana", "ミヅキ", "ミズキ"),
    "A3": pair("kana", "オオタ ユウコ", "オータ ユーコ"),
    "A4": pair("kana", "ナカシマ ハナコ", "ナカジマ ハナコ", name="中島　花子"),
    "D1": written("1985-04-12", "S60.4.12"),
    "D2": written("1989-01-08", "S64.1.8"),
    "shorter": pair("name", "SMITH JOHN PAUL", "SMITH JOHN"),
    "cut": pair("name", "SILVA FERNANDO PEDRO", "SILVA FERNANDO PED"),
    "heard": (HER, replace(HER, name="サトウ タロウ", kana="サトウ タロウ")),
    "said_abroad": (
        replace(HER, name="王 佳怡", kana="ワン ジアイー"),
        replace(HER, name="王 佳芸", kana="ワン ジアイー"),
    ),
    "newborn": pair("name", "佐藤 結衣", "佐藤花子ベビー"),
    "warned": pair("name", "佐藤 花子", "佐藤 花子（同姓同名注意）"),
    "lost": pair("name", "佐藤 花子", "佐藤 〓子"),
    "same": (HER, HER),
    "absent": pair("kana", None, "サトウ ハナコ"),
    "not_shown": pair("address", None, ADDRESS),
    "unreadable": pair("name", "KIM MIHON", "金 美本"),
    "hidden": pair("name", "●●　子", "佐藤 子"),
    "shown": pair("name", "佐●　花子", "佐藤 花子"),
    "conversion": pair("name", "斎藤 花子", "斉藤 花子"),
    "one_character": pair("name", "佐藤 花奈", "佐藤 花菜"),
    "slip": pair("kana", "サトウ ハナコ", "サトウ ハナエ"),
    "era_slip": written("1985-04-12", "1960-04-12"),
    "family": pair("name", "佐藤 花子", "鈴木 花子"),
    "given": pair("name", "佐藤 花子", "佐藤 太郎"),
    "both": pair("name", "佐藤 花子", "鈴木 太郎"),
    "sex": pair("sex", "1", "2"),
    "day": written("1985-04-12", "1961-11-03"),
    "exchanged": written("1985-04-12", "1985-12-04"),
}
OF_ADDRESSES = {each for each in RULES if each[0] == "N"} | {
    "building",
    "link",
    "postcode",
    "streets",
    "number",
    "town",
    "city",
    "prefecture",
}
"""Held by the tests of addresses."""


def fired(one: Person, other: Person) -> set[str]:
    return {rule for field in compare(one, other, site=STRICT).fields for rule in field.rules}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_rule_fires_from_both_sides_and_says_so(rule: str) -> None:
    one, other = EXAMPLES[rule]
    assert rule in fired(one, other)
    assert rule in fired(other, one) or rule == "not_shown"
    said = [field for field in compare(one, other, site=STRICT).fields if rule in field.rules]
    assert all(RULES[rule].ja in field.say("ja") and RULES[rule].en in field.say("en") for field in said)


def test_every_rule_of_names_readings_sexes_and_days_has_an_example() -> None:
    assert set(RULES) - OF_ADDRESSES == set(EXAMPLES)
