from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.matching.decide import compare
from kiosk.matching.decisions import DECISIONS
from kiosk.matching.remember import confirmation_digest
from kiosk.matching.report import Decision, Outcome, Person
from kiosk.matching.rules import RULES

SATO = Person("佐藤　花子", "ｻﾄｳ ﾊﾅｺ", "2", date(1985, 4, 12), "東京都例示市見本町一丁目２番３号", "000-0001")
OTHER_ADDRESS = "大阪府例示市例町9-9-9"


def decided(**changes: object) -> tuple[Decision, str]:
    report = compare(SATO, replace(SATO, **changes))  # type: ignore[arg-type] # the test names fields by keyword
    return report.decision, report.rule


def test_all_five_equal_passes() -> None:
    assert decided() == (Decision.PASS, "pass")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"birthdate": date(1961, 11, 3)}, "stop.birthdate"),
        ({"name": "佐藤 太郎", "kana": "サトウ タロウ"}, "stop.given_name"),
        ({"name": "鈴木 一", "kana": "スズキ ハジメ", "address": OTHER_ADDRESS}, "stop.given_name"),
        ({"birthdate": date(1985, 4, 13), "sex": "1"}, "stop.several"),
        ({"name": "鈴木 花子", "kana": "スズキ ハナコ", "sex": "1"}, "stop.several"),
        ({"name": "鈴木 花子", "kana": "スズキ ハナコ", "birthdate": date(1985, 4, 13)}, "stop.several"),
    ],
)
def test_a_stranger_stops(changes: dict[str, object], rule: str) -> None:
    assert decided(**changes) == (Decision.STOP, rule)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"address": OTHER_ADDRESS}, "ask.address"),
        ({"name": "鈴木 花子", "kana": "スズキ ハナコ"}, "ask.name"),
        ({"name": "鈴木 一", "kana": "スズキ ハジメ"}, "ask.alias"),
        ({"birthdate": date(1985, 12, 4)}, "ask.birthdate"),
        ({"name": "鈴木 花子", "kana": "スズキ ハナコ", "address": OTHER_ADDRESS}, "ask.second_proof"),
        ({"sex": "1"}, "ask.sex"),
        ({"birthdate": date(1985, 4, 13)}, "ask.birthdate"),
        ({"birthdate": date(1980, 4, 12)}, "ask.birthdate"),
        ({"birthdate": date(1985, 4, 21)}, "ask.birthdate"),
        ({"kana": "サトウ ハナエ"}, "ask.kana"),
        ({"address": None}, "ask.address_unknown"),
        ({"kana": None}, "ask.kana_unknown"),
        ({"name": None}, "ask.name_unknown"),
        ({"sex": "3"}, "ask.sex_unknown"),
        ({"birthdate": None}, "ask.birthdate_unknown"),
    ],
)
def test_every_doubt_and_every_gap_asks(changes: dict[str, object], rule: str) -> None:
    assert decided(**changes) == (Decision.ASK, rule)


def test_hazard_four_equal_fields_never_outvote_another_address() -> None:
    held = replace(SATO, address=OTHER_ADDRESS)
    assert compare(SATO, held).decision is Decision.ASK


def test_two_readings_in_use_of_one_surname_are_explained() -> None:
    one = replace(SATO, name="中島　花子", kana="ナカシマ ハナコ")
    report = compare(one, replace(one, kana="ナカジマ ハナコ"))
    assert report.decision is Decision.PASS
    assert report.fields[1].rules == ("A4",)


def test_a_written_era_day_names_its_rule_and_an_unreadable_one_asks() -> None:
    written = replace(SATO, birthdate=None, birthdate_written="S60.4.12")
    assert compare(SATO, written).fields[3].rules == ("D1",)
    unread = compare(SATO, replace(written, birthdate_written="S60.4"))
    assert (unread.decision, unread.fields[3].outcome) == (Decision.ASK, Outcome.UNKNOWN)


def test_a_remembered_confirmation_answers_a_question_and_never_lifts_a_stop() -> None:
    asked = compare(SATO, replace(SATO, address=OTHER_ADDRESS), remembered=True)
    stopped = compare(SATO, replace(SATO, birthdate=date(1961, 11, 3)), remembered=True)
    assert (asked.decision, asked.rule, asked.question) == (Decision.PASS, "remembered", ())
    assert stopped.decision is Decision.STOP


def test_the_digest_changes_with_every_item_shown_and_says_nothing_without_the_key() -> None:
    one = confirmation_digest(b"key", SATO, "99990018", "1")
    others = [
        confirmation_digest(b"other", SATO, "99990018", "1"),
        confirmation_digest(b"key", SATO, "99990026", "1"),
        confirmation_digest(b"key", SATO, "99990018", "2"),
        confirmation_digest(b"key", SATO, "9999001", "81"),
        confirmation_digest(b"key", replace(SATO, address=OTHER_ADDRESS), "99990018", "1"),
        confirmation_digest(b"key", replace(SATO, address=None), "99990018", "1"),
    ]
    assert len({one, *others}) == 7
    assert confirmation_digest(b"key", replace(SATO, kana="サトウ ハナコ"), "99990018", "1") == one


def test_every_rule_speaks_two_languages_and_every_decision_but_pass_asks_something() -> None:
    assert all(rule.ja and rule.en for rule in RULES.values())
    for rule in DECISIONS:
        assert bool(rule.question) == (rule.decision is not Decision.PASS)
        assert not rule.question or {language for language, _ in rule.question} == {"ja", "en"}


def test_a_reading_in_the_name_field_is_compared_once_and_fills_no_empty_field() -> None:
    held = replace(SATO, name="サトウ ハナコ", kana=None)
    report = compare(SATO, held)
    assert (report.rule, report.fields[0].rules, report.fields[1].outcome) == (
        "ask.kana_unknown",
        ("K6",),
        Outcome.UNKNOWN,
    )
    assert compare(SATO, replace(held, name="サトウ タロウ")).decision is Decision.ASK


def test_another_character_of_the_same_sound_passes_only_in_the_same_house() -> None:
    held = replace(SATO, name=SATO.name.replace("花", "華"))
    assert compare(SATO, held).rule == "pass.same_sound"
    for elsewhere in (None, "東京都例示市見本町1", "東京都例示市別町9-9"):
        assert compare(SATO, replace(held, address=elsewhere)).decision is Decision.ASK
    assert compare(SATO, replace(held, kana=None)).decision is Decision.ASK
