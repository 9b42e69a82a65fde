from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kiosk.intake.model import Patient
from kiosk.matching.duplicates import duplicates
from kiosk.matching.names.site import Site

SATO = Patient(
    "1",
    "佐藤 花子",
    "サトウ ハナコ",
    "2",
    date(1985, 4, 12),
    "東京都例示市見本町1-2-3",
    "",
    "99990018",
    "見本1",
    "123",
    "01",
)
FATHER = Patient(
    "2",
    "佐藤 一郎",
    "サトウ イチロウ",
    "1",
    date(1950, 1, 1),
    SATO.address,
    "",
    "99990018",
    "見本1",
    "123",
    "02",
)


def found(*rows: Patient) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.kind, each.rows) for each in duplicates(rows)]


def test_a_family_under_one_number_is_no_finding() -> None:
    assert (
        found(
            SATO, FATHER, replace(FATHER, patient_id="3", branch="", name="佐藤 次郎", kana="サトウ ジロウ")
        )
        == []
    )


def test_one_insured_number_with_its_branch_on_two_persons_is_found() -> None:
    assert found(SATO, replace(FATHER, branch="1")) == [("one_number_two_persons", ("1", "2"))]


def test_a_number_of_the_elderly_belongs_to_one_person_without_a_branch() -> None:
    one, other = (replace(row, insurer_number="39990015", symbol="", branch="") for row in (SATO, FATHER))
    assert found(one, other) == [("one_number_two_persons", ("1", "2"))]


def test_one_person_with_two_charts_is_found_in_another_spelling() -> None:
    again = replace(
        SATO,
        patient_id="9",
        name="佐藤　花子",
        kana="ｻﾄｳ ﾊﾅｺ",
        address="例示市見本町一丁目２番３号",
        insurer_number="",
        number="",
    )
    assert found(SATO, again) == [("one_person_two_charts", ("1", "9"))]


def test_twins_are_no_finding() -> None:
    assert (
        found(SATO, replace(SATO, patient_id="9", name="佐藤 桃子", kana="サトウ モモコ", branch="03")) == []
    )


def test_namesakes_with_one_birthday_are_told_apart_from_a_second_chart() -> None:
    namesake = replace(
        SATO, patient_id="9", address="大阪府例示市例町9-9", insurer_number="06990014", number="77"
    )
    assert found(SATO, namesake) == [("namesakes", ("1", "9"))]


def test_the_same_reading_of_another_written_name_is_no_finding() -> None:
    assert (
        found(
            SATO,
            replace(
                SATO, patient_id="9", name="佐藤 英子", branch="03", number="9", address="大阪府例示市例町9-9"
            ),
        )
        == []
    )


def test_one_person_read_in_two_ways_is_found_by_the_written_name() -> None:
    one = replace(SATO, name="中島 花子", kana="ナカジマ ハナコ")
    other = replace(one, patient_id="9", kana="ナカシマ ハナコ", insurer_number="", number="")
    assert found(one, other) == [("one_person_two_charts", ("1", "9"))]


def test_one_person_under_one_insured_number_is_found_whatever_the_reading() -> None:
    assert found(SATO, replace(SATO, patient_id="9", name="", kana="サトー ハナコ")) == [
        ("one_person_two_charts", ("1", "9"))
    ]


def test_of_three_rows_under_one_number_the_stranger_and_the_second_chart_are_told_apart() -> None:
    again = replace(SATO, patient_id="9")
    assert found(SATO, again, replace(FATHER, branch="1")) == [
        ("one_person_two_charts", ("1", "9")),
        ("one_number_two_persons", ("1", "9", "2")),
    ]


@pytest.mark.parametrize("other", [replace(SATO, patient_id="9"), replace(FATHER, branch="1")])
def test_a_row_that_is_left_over_beside_one_in_use_is_a_finding_of_its_own(other: Patient) -> None:
    gone = replace(SATO, leftover_since=datetime(2026, 11, 21, tzinfo=UTC))
    assert found(gone, other) == [("leftover_row", ("1", other.patient_id))]
    assert found(gone, replace(other, leftover_since=gone.leftover_since)) == []


def test_a_patient_number_given_twice_is_found_and_every_finding_says_why() -> None:
    findings = list(duplicates([SATO, replace(FATHER, patient_id="1")]))
    assert [each.kind for each in findings] == ["one_id_two_rows"]
    assert findings[0].say("ja")
    assert findings[0].say("en")


AGAIN = replace(
    SATO, patient_id="9", insurer_number="", number="", address="例示市見本町一丁目２番３号 見本ハイツ101"
)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"name": "例示 花子", "kana": "レイジ ハナコ"}, "renamed"),
        ({"name": "例示花子", "kana": "ﾚｲｼﾞﾊﾅｺ"}, "renamed"),
        ({"birthdate": date(1985, 4, 22)}, "one_person_two_charts"),
        ({"birthdate": date(1985, 12, 4)}, "one_person_two_charts"),
        ({"sex": "1"}, "one_person_two_charts"),
        ({"kana": "サトウ カコ"}, "one_person_two_charts"),
        ({"name": "佐藤 花湖"}, "one_person_two_charts"),
        ({"name": "佐藤 ベビー", "kana": "サトウ ベビー"}, "named_since"),
        ({"name": "佐藤桃子の子", "kana": "サトウ モモコ"}, "named_since"),
    ],
)
def test_in_one_home_a_second_chart_is_found_though_one_item_is_another(
    changes: dict[str, object], kind: str
) -> None:
    second = replace(AGAIN, **changes)  # type: ignore[arg-type] # fields by keyword
    assert found(SATO, second) == [(kind, ("1", "9"))]
    moved = replace(second, address="例示市別町9-9")
    elsewhere = [each for each, _ in found(SATO, moved)]
    assert kind not in elsewhere
    assert elsewhere in ([], ["namesakes"])


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "佐藤 桃子", "kana": "サトウ モモコ"},
        {"name": "佐藤 桃子", "kana": "サトウ モモコ", "sex": "1"},
        {"name": "例示 桃子", "kana": "レイジ モモコ"},
        {"name": "例示 花子", "kana": "レイジ ハナコ", "sex": "1"},
        {"name": "例示 花子", "kana": "レイジ ハナコ", "birthdate": date(1985, 4, 22)},
        {"birthdate": date(1961, 11, 3)},
        {"sex": "1", "birthdate": date(1985, 4, 22)},
    ],
)
def test_hazard_twins_and_families_of_one_home_are_no_second_charts(changes: dict[str, object]) -> None:
    assert found(SATO, replace(AGAIN, **changes)) == []  # type: ignore[arg-type] # fields by keyword


def test_the_audit_knows_the_readings_of_its_site_as_the_desk_does() -> None:
    one = replace(SATO, name="見本 花奈", kana="ミホン カナ")
    other = replace(AGAIN, name="見本 華菜", kana="ミホン カナ", address="例示市別町9-9")
    assert found(one, other) == []

    class Known:
        def of_family(self, kanji: str) -> frozenset[str]:
            return frozenset({"ミホン"}) if kanji == "見本" else frozenset()

        def of_given(self, kanji: str) -> frozenset[str]:
            return frozenset({"カナ"}) if kanji in {"花奈", "華菜"} else frozenset()

    known = duplicates([one, other], Site(readings=Known()))
    assert [each.kind for each in known] == ["namesakes"]
