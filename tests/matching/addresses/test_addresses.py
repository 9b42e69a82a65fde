from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.matching.addresses.residences import compare_addresses, compare_places
from kiosk.matching.parts import AGREES, Finding
from kiosk.matching.report import Outcome, Person


@pytest.mark.parametrize(
    ("displayed", "held", "rules"),
    [
        ("東京都例示市見本町一丁目２番３号", "東京都例示市見本町1-2-3", {"N1", "N2"}),
        ("東京都例示市見本町一ー二ー三", "東京都例示市見本町１－２－３", {"N2"}),
        ("見本県例示市見本町千二百三十四番地の五", "見本県例示市見本町1234-5", {"N1", "N2"}),
        ("東京都例示市見本町1-2", "例示市見本町１番地２", {"N1", "N3"}),
        ("石川県鳳珠郡能登町字宇出津ト字50番地1", "石川県能登町宇出津ト50-1", {"N1", "N3"}),
        ("埼玉県川口市大字新堀999", "川口市新堀999番地", {"N1", "N3"}),
        ("茨城県つくば市松ヶ丘1-2", "茨城県つくば市松が丘1-2", {"N4"}),
        ("京都府京都市中京区西ノ京1", "京都府京都市中京区西の京1", {"N4"}),
        ("神奈川県例示市三ツ境1-2", "神奈川県例示市三っ境1-2", {"N4"}),
        ("茨城県龍ケ崎市3710", "茨城県竜ケ崎市3710", {"N5"}),
        ("東京都港区芝2-29-8", "東京都港区芝2-29-8 見本ハイツ405号室", {"N6"}),
        ("東京都港区芝2-29-8-405", "東京都港区芝2-29-8 見本ハイツ405号室", {"N6"}),
        ("東京都港区芝2-29-8 見本ハイツ", "東京都港区芝2-29-8 見本ハイツ405号室", {"N6"}),
        ("東京都港区芝2-29-8-405", "東京都港区芝二丁目29番8号405", {"N1", "N2", "N6"}),
        ("東京都港区芝2-29-8 2丁目マンション301", "東京都港区芝2-29-8号2丁目マンション301", {"N1"}),
        ("京都府京都市中京区寺町通御池上る上本能寺前町488", "京都府京都市中京区上本能寺前町488", {"N8"}),
        ("北海道札幌市中央区北1条西2丁目3", "北海道札幌市中央区北一条西二丁目3", {"N2"}),
        ("大阪府堺市堺区北花田口町２丁３－１８", "大阪府堺市堺区北花田口町2丁目3-18", {"N1"}),
        ("〒000-0001 東京都例示市見本町1-2", "東京都例示市見本町1番2号", {"N1"}),
    ],
)
def test_one_place_written_in_two_ways_is_explained(displayed: str, held: str, rules: set[str]) -> None:
    found = compare_places(displayed, held)
    assert (found.outcome, set(found.rules)) == (Outcome.EXPLAINED, rules)


@pytest.mark.parametrize(
    ("displayed", "held", "rule"),
    [
        ("東京都港区芝2-29", "東京都港区芝2-29-8", "N7"),
        ("東京都港区芝", "東京都港区芝2-29-8", "N7"),
        ("東京都例示市", "東京都例示市見本町2-29-8", "N7"),
        ("見本町1-2-3", "東京都例示市見本町1-2-3", "N7"),
        ("東京都港区芝2-29-8 見本ハイツ405", "東京都港区芝2-29-8 見本ハイツ406", "building"),
        ("東京都港区芝2-29-8 見本ハイツ", "東京都港区芝2-29-8 例コーポ", "building"),
        ("京都府京都市中京区寺町通御池上る見本町1", "京都府京都市中京区烏丸通五条下る見本町1", "streets"),
    ],
)
def test_less_detail_or_another_building_asks_and_is_never_explained(
    displayed: str, held: str, rule: str
) -> None:
    found = compare_places(displayed, held)
    assert (found.outcome, found.rules) == (Outcome.NEAR, (rule,))


@pytest.mark.parametrize(
    ("displayed", "held", "level"),
    [
        ("東京都港区芝2-29-8", "東京都港区芝2-29-9", "number"),
        ("東京都港区芝2-29-8", "東京都港区芝22-9-8", "number"),
        ("東京都港区芝2-29-8", "東京都港区三田2-29-8", "town"),
        ("千葉県柏市柏1-2-3", "千葉県柏市北柏1-2-3", "town"),
        ("神奈川県例示市宮ノ下1-2", "神奈川県例示市宮下1-2", "town"),
        ("東京都港区芝2-29-8", "東京都北区赤羽2-29-8", "city"),
        ("東京都例示市見本町1-2-3", "大阪府例示市見本町1-2-3", "prefecture"),
    ],
)
def test_two_places_differ_and_say_on_which_level(displayed: str, held: str, level: str) -> None:
    found = compare_places(displayed, held)
    assert (found.outcome, found.part) == (Outcome.DIFFER, level)


def test_a_renamed_town_with_the_same_postcode_asks() -> None:
    one = Person(address="東京都例示市見本町2-8", postcode="000-0008")
    other = Person(address="東京都例示市北見本町2-8", postcode="0000008")
    assert compare_addresses(one, other) == Finding(Outcome.NEAR, ("N9",), "town")


def test_streets_left_out_ask_where_the_postcodes_tell_two_towns_of_one_name_apart() -> None:
    one = Person(address="京都府京都市中京区御幸町通三条上る亀屋町12", postcode="000-0001")
    other = Person(address="京都市中京区亀屋町12", postcode="000-0002")
    assert compare_addresses(one, other) == Finding(Outcome.NEAR, ("streets",))
    assert compare_addresses(one, replace(other, postcode=None)).rules == ("N3", "N8")


def test_a_known_renaming_is_explained() -> None:
    found = compare_places("埼玉県浦和市高砂3-15-1", "埼玉県さいたま市浦和区高砂3-15-1")
    assert (found.outcome, found.rules) == (Outcome.EXPLAINED, ("N10",))
    assert compare_places("埼玉県鳩ヶ谷市本町1-2-3", "埼玉県川口市本町1-2-3").outcome is Outcome.DIFFER


def test_numerals_that_are_names_stay_names() -> None:
    assert compare_places("東京都八王子市三崎町1-1", "東京都八王子市三崎町1-1-1").outcome is Outcome.NEAR
    assert compare_places("東京都港区三田1-1", "東京都港区3田1-1").outcome is Outcome.DIFFER


@pytest.mark.parametrize("absent", [None, "", "　", "－"])
def test_an_absent_address_never_agrees(absent: str | None) -> None:
    assert compare_addresses(Person(address=absent), Person(address=absent)).outcome is Outcome.UNKNOWN


def rows(folder: Path, name: str) -> list[list[str]]:
    lines = (folder / "addresses" / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if "\t" in line]


def half(pairs: list[list[str]], which: str) -> list[list[str]]:
    """Every other line: the rules were written with the first half in sight, the second was only counted."""
    return pairs[0 if which == "first" else 1 :: 2]


def agreeing(pairs: list[list[str]]) -> float:
    return sum(
        compare_addresses(Person(address=one), Person(address=other)).outcome in AGREES
        for one, other in pairs
    ) / len(pairs)


@pytest.mark.parametrize("which", ["first", "second"])
def test_public_pairs_of_one_place_are_recognised(evaluation_data: Path, which: str) -> None:
    assert agreeing(half(rows(evaluation_data, "same.tsv"), which)) >= 0.995


@pytest.mark.parametrize("which", ["first", "second"])
@pytest.mark.parametrize("name", ["same_town_other_number.tsv", "other_town.tsv"])
def test_public_pairs_of_two_places_are_told_apart(evaluation_data: Path, name: str, which: str) -> None:
    assert agreeing(half(rows(evaluation_data, name), which)) <= 0.001


def test_comparing_public_addresses_is_symmetric(evaluation_data: Path) -> None:
    for one, other in rows(evaluation_data, "same.tsv") + rows(evaluation_data, "other_town.tsv"):
        assert compare_places(one, other) == compare_places(other, one)


def test_a_ward_that_one_side_leaves_out_is_explained_by_an_equal_postcode_alone() -> None:
    with_ward = Person(address="大阪府堺市堺区南瓦町3-1", postcode="590-0078")
    without = Person(address="大阪府堺市南瓦町３番１号", postcode="5900078")
    explained = compare_addresses(with_ward, without)
    assert (explained.outcome, explained.rules) == (Outcome.EXPLAINED, ("N1", "N11"))
    assert compare_addresses(with_ward, replace(without, postcode=None)).outcome is Outcome.NEAR
    assert compare_addresses(with_ward, replace(without, postcode="599-8236")).outcome is Outcome.NEAR
    assert (
        compare_addresses(with_ward, replace(without, address="大阪府堺市南瓦町3-2")).outcome
        is Outcome.DIFFER
    )


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("三重県津市久居新町2330-3", "三重県久居市新町2330番地3"),
        ("宮崎県宮崎市佐土原町下田島1948-14", "宮崎県宮崎郡佐土原町大字下田島1948-14"),
        ("鹿児島市喜入町296", "鹿児島県揖宿郡喜入町296番地"),
        ("新潟市秋葉区新津本町1-12-22", "新潟県新津市本町１丁目１２番２２号"),
        ("奈良県奈良市針町43-11", "奈良県山辺郡都祁村大字針43-11"),
        ("愛知県豊田市足助町946-12", "愛知県東加茂郡足助町大字足助946-12"),
    ],
)
def test_a_merged_municipality_is_explained_by_an_equal_postcode_alone(now: str, before: str) -> None:
    merged = [Person(address=each, postcode="000-0000") for each in (now, before)]
    found = compare_addresses(*merged)
    assert found.outcome is Outcome.EXPLAINED
    assert "N12" in found.rules
    assert compare_addresses(*reversed(merged)) == found
    elsewhere = replace(merged[1], postcode="000-0001")
    assert compare_addresses(merged[0], elsewhere).outcome not in AGREES
    number = re.search(r"(\d+)\D*$", before)
    next_door = replace(merged[1], address=f"{before[: number.start(1)]}{int(number[1]) + 1}")
    assert compare_addresses(merged[0], next_door).outcome not in AGREES


def test_an_equal_postcode_makes_no_two_towns_one() -> None:
    one = Person(address="三重県津市久居新町2-3", postcode="000-0000")
    for other in ("三重県久居市本町2-3", "三重県松阪市新町2-3", "三重県久居市新町北2-3"):
        assert compare_addresses(one, replace(one, address=other)).outcome not in AGREES


def test_a_link_that_is_left_out_is_explained_by_an_equal_postcode_alone() -> None:
    one = Person(address="東京都新宿区市ヶ谷1-2", postcode="000-0000")
    other = Person(address="東京都新宿区市谷1-2", postcode="000-0000")
    explained = compare_addresses(one, other)
    assert (explained.outcome, explained.rules) == (Outcome.EXPLAINED, ("N13",))
    assert compare_addresses(one, replace(other, postcode=None)) == Finding(Outcome.NEAR, ("link",))
    assert compare_addresses(one, replace(other, postcode="000-0001")).outcome not in AGREES
    next_door = replace(other, address="東京都新宿区市谷1-3")
    assert compare_addresses(one, next_door).outcome is Outcome.DIFFER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北海道例示市見本2条1-2-3", "北海道例示市見本2線1-2-3"),
        ("北海道例示市見本東２条1-2-3", "北海道例示市見本東２線1-2-3"),
        ("北海道例示市二条西1-2", "北海道例示市二線西1-2"),
    ],
)
def test_hazard_a_street_and_a_line_of_one_number_are_two_towns(one: str, other: str) -> None:
    assert compare_places(one, other).outcome not in AGREES


def test_hazard_towns_that_are_written_alike_and_have_two_postcodes_are_asked_about() -> None:
    one = Person(address="愛知県例示市見本の出1-2", postcode="000-0000")
    other = Person(address="愛知県例示市見本之出1-2", postcode="000-0001")
    assert compare_addresses(one, other) == Finding(Outcome.NEAR, ("postcode",))
    assert compare_addresses(one, replace(other, postcode=None)).rules == ("N4",)
    renumbered = replace(one, postcode="000-0001")
    assert compare_addresses(one, renumbered).outcome is Outcome.AGREE


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("東京都港区三田2-2-18", "三田2丁目2番18号"),
        ("神奈川県横浜市中区日本大通1", "日本大通1番地"),
        ("神奈川県横浜市中区日本大通1", "中区日本大通1"),
        ("埼玉県入間郡三芳町藤久保1100-1", "藤久保1100番地1"),
    ],
)
def test_a_municipality_that_is_left_out_is_explained_by_an_equal_postcode_alone(
    whole: str, short: str
) -> None:
    one, other = (Person(address=each, postcode="0000000") for each in (whole, short))
    found = compare_addresses(one, other)
    assert (found.outcome, "N14" in found.rules) == (Outcome.EXPLAINED, True)
    assert compare_addresses(other, one) == found
    assert compare_addresses(one, replace(other, postcode=None)).outcome is Outcome.NEAR
    assert compare_addresses(one, replace(other, postcode="0000001")).outcome is Outcome.NEAR
    assert compare_addresses(one, replace(other, address=f"{short}9")).outcome not in AGREES


@pytest.mark.parametrize("held", ["中区日本大通1", "日本大通1番地", "横浜市中区日本大通1"])
def test_the_clinics_own_municipality_completes_what_its_table_leaves_out(held: str) -> None:
    one, other = Person(address="神奈川県横浜市中区日本大通1"), Person(address=held)
    found = compare_addresses(one, other, "神奈川県横浜市中区")
    assert found.outcome is Outcome.EXPLAINED
    assert compare_addresses(one, other, "大阪府大阪市中央区").rules != found.rules or "N3" in found.rules
    elsewhere = Person(address="大阪府大阪市中区日本大通1")
    assert compare_addresses(elsewhere, other, "神奈川県横浜市中区").outcome not in AGREES


def test_hazard_two_towns_that_the_register_keeps_apart_by_one_kana_are_two() -> None:
    found = compare_places("愛知県清須市西枇杷島町日の出1-2", "清須市西枇杷島町日之出1-2")
    assert found.outcome not in AGREES


def test_a_block_of_iwate_behind_a_town_whose_name_ends_in_chome_is_read() -> None:
    found = compare_places("岩手県花巻市東十二丁目第１９地割１０－５４", "岩手県花巻市東十二丁目19-10-54")
    assert found.outcome in AGREES
    assert (
        compare_places("岩手県花巻市東十二丁目第１９地割１０", "岩手県花巻市東十二丁目18-10").outcome
        is Outcome.DIFFER
    )
