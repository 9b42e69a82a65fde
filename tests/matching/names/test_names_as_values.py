"""A name field taken apart: former surnames, aliases, remarks, children without a name, lost characters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.matching.decide import compare
from kiosk.matching.names.taken_apart import take_apart
from kiosk.matching.report import Decision, MatchReport, Outcome, Person

HER = Person("見本　桃子", "ミホン モモコ", "2", date(1985, 4, 12), "東京都例示市見本町1-2-3")


def told(displayed: tuple[str, str], held: tuple[str, str], **changes: object) -> MatchReport:
    one = replace(HER, name=displayed[0], kana=displayed[1])
    return compare(one, replace(one, name=held[0], kana=held[1], **changes))  # type: ignore[arg-type] # fields by keyword


def decided(displayed: tuple[str, str], held: tuple[str, str], **changes: object) -> Decision:
    return told(displayed, held, **changes).decision


@pytest.mark.parametrize(
    ("displayed", "held"),
    [
        (("見本［例示］ 桃子", "ミホン［レイジ］ モモコ"), ("見本［例示］ 梅子", "ミホン［レイジ］ ウメコ")),
        (("見本［例示］桃子", "ミホン［レイジ］モモコ"), ("見本［例示］梅子", "ミホン［レイジ］ウメコ")),
        (("見本 桃子（旧姓例示）", "ミホン モモコ"), ("見本 梅子（旧姓例示）", "ミホン ウメコ")),
        (("PARK JIWOO（新井）", "パク ジウ（アライ）"), ("PARK JIHO（新井）", "パク ジホ（アライ）")),
        (("見本 桃子（保）", "ミホン モモコ（ホ）"), ("見本 梅子（保）", "ミホン ウメコ（ホ）")),
    ],
)
def test_hazard_sisters_do_not_pass_by_what_stands_in_their_brackets(
    displayed: tuple[str, str], held: tuple[str, str]
) -> None:
    assert decided(displayed, held) is Decision.STOP
    assert decided(displayed, displayed) is Decision.PASS


def test_hazard_sisters_of_one_alias_surname_do_not_pass() -> None:
    one = replace(HER, name="PARK JIWOO", kana="パク ジウ", name_of_other="新井", kana_of_other="アライ")
    other = replace(one, name="PARK JIHO", kana="パク ジホ")
    assert compare(one, other).decision is Decision.STOP


@pytest.mark.parametrize(
    "held", ["例示 桃子", "見本［例示］ 桃子", "見本 桃子（旧姓：例示）", "見本（例示）桃子"]
)
def test_a_former_surname_with_its_own_given_name_is_hers(held: str) -> None:
    report = told(("見本［例示］　桃子", "ミホン［レイジ］ モモコ"), (held, "レイジ モモコ"))
    assert report.decision is Decision.PASS


def test_a_bracket_without_space_shows_where_the_given_name_begins() -> None:
    assert take_apart("見本［例示］桃子").beside == (("例示 桃子", "K4"),)
    assert take_apart("見本［例示］桃子").registered == "見本 桃子"


def test_a_field_that_is_nothing_but_a_bracket_stays_a_name() -> None:
    assert take_apart("（見本 桃子）").registered == "(見本 桃子)"


@pytest.mark.parametrize(
    "held",
    [
        "見本 桃子（死亡）",
        "見本 桃子 同姓同名注意",
        "★要確認 見本 桃子",
        "見本 桃子※停止",
        "見本桃子【使用不可】",
    ],
)
def test_hazard_a_remark_that_warns_asks_though_everything_agrees(held: str) -> None:
    report = told(("見本　桃子", "ミホン モモコ"), (held, "ミホン モモコ"))
    assert (report.decision, report.rule) == (Decision.ASK, "ask.name")
    assert "warned" in report.fields[0].rules


@pytest.mark.parametrize(
    "held", ["見本 桃子（保）", "見本 桃子(2)", "見本 桃子（生保）", "見本 桃子 様", "見本桃子※車いす"]
)
def test_a_remark_that_does_not_warn_is_set_aside(held: str) -> None:
    report = told(("見本　桃子", "ミホン モモコ"), (held, "ミホン モモコ"))
    assert report.decision is Decision.PASS
    assert "K4" not in report.fields[0].rules


@pytest.mark.parametrize(
    "held",
    [
        ("見本花子ベビー", "ミホンハナコベビー"),
        ("見本 Baby", "ミホン ベビー"),
        ("見本 児", "ミホン ジ"),
        ("見本 花子の子", "ミホン ハナコノコ"),
        ("見本花子児", "ミホンハナコ"),
        ("見本 長女", "ミホン チョウジョ"),
        ("見本 桃枝（ベビー）", "ミホン モモエ"),
        ("BABY OF MIHON HANAKO", "ミホン ベビー"),
        ("見本 第二子", "ミホン ダイニシ"),
        ("例示 新生児", "レイジ シンセイジ"),
        ("見本ベビーちゃん", "ミホンベビーチャン"),
        ("見本花子ベビーＡ", "ミホンハナコベビーA"),
        ("見本 未定", "ミホン ミテイ"),
    ],
)
def test_a_child_without_a_name_yet_is_asked_about_and_not_stopped(held: tuple[str, str]) -> None:
    report = told(("見本　結衣", "ミホン ユイ"), held)
    assert (report.decision, report.rule) == (Decision.ASK, "ask.newborn")


def test_hazard_a_newborn_of_another_day_is_stopped_and_a_man_called_jinan_is_no_newborn() -> None:
    held = ("見本花子ベビー", "ミホンハナコベビー")
    assert decided(("見本　結衣", "ミホン ユイ"), held, birthdate=date(1985, 9, 30)) is Decision.STOP
    assert decided(("見本　次男", "ミホン ツグオ"), ("見本 次男", "ミホン ツグオ")) is Decision.PASS


@pytest.mark.parametrize("lost", ["〓本 桃子", "見本 桃?", "■本 桃子", "見本 桃\ue000"])
def test_a_lost_character_is_one_character_and_said_to_be_lost(lost: str) -> None:
    report = told(("見本　桃子", "ミホン モモコ"), (lost, "ミホン モモコ"))
    assert (report.decision, report.fields[0].outcome) == (Decision.ASK, Outcome.NEAR)
    assert report.fields[0].rules == ("lost",)
    unsupported = told(("見本　桃子", "ミホン モモコ"), (lost, "レイジ モモコ"))
    assert unsupported.fields[0].outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("displayed", "held"),
    [
        (("林 美雨", "リン メイユー"), ("リン メイユイ", "ハヤシ ミウ")),
        (("呉 雅婷", "ゴ ガテイ"), ("ウー ヤーティン", "ウー ヤーティン")),
        (("TRAN THI LAN", "チャン ティ ラン"), ("トラン テイ ラヌ", "トラン テイ ラヌ")),
        (("WEBER JULIA", "ウェーバー ユリア"), ("ヴェーバー ジュリア", "ヴェーバー ジュリア")),
    ],
)
def test_a_chart_in_kana_alone_is_one_witness_and_stops_nobody(
    displayed: tuple[str, str], held: tuple[str, str]
) -> None:
    assert decided(displayed, held) is Decision.ASK


@pytest.mark.parametrize(
    ("displayed", "held"),
    [
        (
            ("FERNANDEZ GARCIA LUIS", "フェルナンデス ガルシア ルイス"),
            ("FERNANDEZ GARCI", "フェルナンデス ガ"),
        ),
        (("WICKRAMASINGHE KUMARI", "ウィクラマシンハ クマリ"), ("WICKRAMASINGHE K", "ウィクラマシンハ")),
    ],
)
def test_a_name_that_a_field_has_cut_off_is_asked_about(
    displayed: tuple[str, str], held: tuple[str, str]
) -> None:
    assert decided(displayed, held) is Decision.ASK


def test_hazard_a_short_name_is_never_the_beginning_of_another() -> None:
    assert decided(("見本 道", "ミホン ミチ"), ("見本 道子", "ミホン ミチコ")) is not Decision.PASS
    assert decided(("見本 麻衣", "ミホン マイ"), ("見本 愛", "ミホン アイ")) is Decision.STOP


def test_hazard_one_foreign_sound_of_two_characters_is_not_passed() -> None:
    report = told(("王 雨彤", "ワン ユートン"), ("王 雨桐", "ワン ユートン"))
    assert (report.decision, report.fields[0].rules) == (Decision.ASK, ("said_abroad",))


def test_a_wholly_other_name_of_the_same_day_sex_and_house_may_be_an_alias() -> None:
    alias = ("例示 太郎", "レイジ タロウ")
    report = told(("孫 浩然", "スン ハオラン"), alias)
    assert (report.decision, report.rule) == (Decision.ASK, "ask.alias")
    assert decided(("孫 浩然", "スン ハオラン"), alias, address="大阪府例示市例町9-9-9") is Decision.STOP
    assert decided(("孫 浩然", "スン ハオラン"), alias, address=None) is Decision.STOP
    assert decided(("孫 浩然", "スン ハオラン"), alias, sex="1") is Decision.STOP
