"""`match compare` and `match duplicates`."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SATO = {
    "name": "佐藤　花子",
    "kana": "サトウ　ハナコ",
    "sex": "2",
    "birthdate": "1985-04-12",
    "address": "例示市見本町1-2-3",
}
HELD = {
    "name": "佐藤 花子",
    "kana": "ｻﾄｳ ﾊﾅｺ",
    "sex": "女",
    "birthdate": "S60.4.12",
    "address": "例示市見本町１の２の３",
}
HEADER = "patient_id,name,kana,sex,birthdate,address,postcode,insurer_number,symbol,number,branch,phone\n"
ROW = "{id},佐藤 花子,サトウ ハナコ,女,S60.4.12,例示市見本町1-2-3,,06990014,見本1,12,01,\n"


def asked(displayed: object, held: object) -> str:
    return json.dumps({"displayed": displayed, "held": held}, ensure_ascii=False) + "\n"


def test_a_comparison_is_told_field_by_field(kiosk) -> None:
    told = kiosk("match", "compare", "--json", stdin=asked(SATO, HELD))
    (line,) = told.lines
    assert told.code == 0
    assert (line["decision"], line["question"]) == ("PASS", None)
    assert [each["field"] for each in line["fields"]] == ["name", "kana", "sex", "birthdate", "address"]
    assert set(line["fields"][0]) == {"field", "outcome", "rules", "sentence"}


def test_a_question_is_asked_in_the_wanted_language(kiosk) -> None:
    pair = asked(SATO, HELD | {"birthdate": "S60.4.13"})
    (japanese,) = kiosk("match", "compare", stdin=pair).lines
    (english,) = kiosk("match", "compare", "--language", "en", stdin=pair).lines
    assert japanese["decision"] == english["decision"] == "ASK"
    assert english["question"].isascii()
    assert not japanese["question"].isascii()


def test_a_bad_line_keeps_its_place_and_spoils_the_exit_code(kiosk) -> None:
    told = kiosk("match", "compare", stdin=asked(SATO, SATO) + "{\n" + asked([], {}) + asked(SATO, SATO))
    assert [line["decision"] for line in told.lines] == ["PASS", None, None, "PASS"]
    assert told.code == 1
    assert "line 2: no JSON" in told.errors
    assert "line 3: " in told.errors


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "1",
        "{}",
        '{"displayed":{}}',
        '{"displayed":[],"held":{}}',
        '{"displayed":{"name":["x"]},"held":{}}',
        '{"displayed":{"name":1.5},"held":{}}',
        "[" * 100_000,
        '{"displayed":{"name":"' + "佐" * 5_000 + '"},"held":{}}',
        '{"displayed":{"name":"佐藤","surname":"佐藤"},"held":{}}',
        '{"displayed":' + '{"name":' * 900 + "1" + "}" * 900 + ',"held":{}}',
        '{"displayed":{"name":"' + "A B" * 130 + '"},"held":{"name":"' + "B A" * 130 + 'A"}',
    ],
)
def test_after_a_line_that_is_no_pair_of_persons_the_next_is_still_compared(kiosk, line: str) -> None:
    told = kiosk("match", "compare", stdin=f"{line}\n{asked(SATO, HELD)}")
    assert [each["decision"] for each in told.lines] == [None, "PASS"]
    assert told.code == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AB " * 130, "BA " * 133),
        ("ー" * 390, "ア" * 390),
        ("(" * 390, ")" * 390),
        ("〓" * 390, "々" * 390),
        ("NG" * 190, "ング" * 190),
    ],
)
def test_the_longest_items_are_compared_without_end_of_patience_or_stack(kiosk, one: str, other: str) -> None:
    items = ("name", "kana", "address", "name_of_other", "kana_of_other")
    told = kiosk(
        "match", "compare", stdin=asked(SATO | dict.fromkeys(items, one), HELD | dict.fromkeys(items, other))
    )
    assert (told.code, told.lines[0]["decision"]) == (0, told.lines[0]["decision"])
    assert told.lines[0]["decision"] in {"ASK", "STOP"}


def test_the_clinics_municipality_completes_its_addresses(kiosk) -> None:
    pair = asked(SATO | {"address": "神奈川県横浜市中区日本大通1"}, HELD | {"address": "中区日本大通1"})
    (alone,) = kiosk("match", "compare", stdin=pair).lines
    (completed,) = kiosk("match", "compare", "--municipality", "神奈川県横浜市", stdin=pair).lines
    assert [each["decision"] for each in (alone, completed)] == ["ASK", "PASS"]


def test_a_complaint_repeats_nothing_of_the_person(kiosk) -> None:
    told = kiosk("match", "compare", stdin=asked({"name": "佐藤"}, 3))
    assert "佐藤" not in json.dumps(told.lines, ensure_ascii=False) + told.errors


def test_missing_keys_are_absent_and_empty_lines_are_passed_over(kiosk) -> None:
    (line,) = kiosk("match", "compare", stdin="\n \n" + asked({}, {})).lines
    assert line["decision"] == "ASK"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=st.one_of(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.dictionaries(st.sampled_from(["displayed", "held", "name", "birthdate", "sex"]), inner),
).map(json.dumps)))  # fmt: skip
def test_whatever_comes_in_one_line_goes_out(kiosk, line: str) -> None:
    told = kiosk("match", "compare", stdin=line + "\n")
    assert len(told.lines) == bool(line.strip())


def test_two_rows_under_one_number_are_found_though_no_import_would_keep_both(kiosk, tmp_path: Path) -> None:
    file = tmp_path / "patients.csv"
    file.write_text(HEADER + ROW.format(id=1) + ROW.format(id=1), "utf-8")
    told = kiosk("match", "duplicates", "--language", "en", file)
    (found,) = told.lines
    assert (found["kind"], found["rows"]) == ("one_id_two_rows", ["1", "1"])
    assert found["why"].isascii()
    assert told.code == 0


def test_two_charts_of_one_person_are_found_and_a_torn_row_is_named(kiosk, tmp_path: Path) -> None:
    file = tmp_path / "patients.csv"
    file.write_text(HEADER + ROW.format(id=1) + ROW.format(id=2) + "3,x\n", "utf-8")
    told = kiosk("match", "duplicates", file)
    assert [each["kind"] for each in told.lines] == ["one_person_two_charts"]
    assert told.code == 1
    assert "line 4" in told.errors


def test_a_mapping_file_names_unusual_headings(kiosk, tmp_path: Path) -> None:
    file, mapping = tmp_path / "patients.csv", tmp_path / "mapping.toml"
    file.write_text("No,Who\n1,a\n1,b\n", "utf-8")
    mapping.write_text('[columns]\npatient_id = "No"\nname = "Who"\n', "utf-8")
    without = kiosk("match", "duplicates", file)
    assert without.code == 2
    assert "patient_id" in without.errors
    (found,) = kiosk("match", "duplicates", file, "--mapping", mapping).lines
    assert found["kind"] == "one_id_two_rows"
