from __future__ import annotations

import json

import pytest

from kiosk.matching.lines import compare_lines

SAME = {
    "name": "佐藤 花子",
    "kana": "サトウ ハナコ",
    "sex": "女",
    "birthdate": "S60.4.12",
    "address": "東京都例示市見本町1-2-3",
    "postcode": None,
}


def answers(*lines: str, language: str = "ja") -> list[dict[str, object]]:
    return [json.loads(line) for line in compare_lines(lines, language)]


def test_a_line_is_answered_with_decision_rule_question_and_five_fields() -> None:
    (answer,) = answers(json.dumps({"displayed": SAME | {"sex": 2, "birthdate": "19850412"}, "held": SAME}))
    assert (answer["decision"], answer["rule"], answer["question"]) == ("PASS", "pass", "")
    fields = answer["fields"]
    assert isinstance(fields, list)
    assert [each["field"] for each in fields] == ["name", "kana", "sex", "birthdate", "address"]
    assert fields[3] == {
        "field": "birthdate",
        "outcome": "EXPLAINED",
        "rules": ["D1"],
        "sentence": "元号で書かれた同じ日です。",
    }


def test_the_question_speaks_the_language_asked_for() -> None:
    line = json.dumps({"displayed": SAME, "held": SAME | {"address": "大阪府例示市例町9"}})
    assert "Let the patient say" in str(answers(line, language="en")[0]["question"])
    assert "ご本人" in str(answers(line, language="ja")[0]["question"])


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "1",
        "{}",
        '{"displayed":{}}',
        '{"displayed":[],"held":{}}',
        '{"displayed":{"name":["x"]},"held":{}}',
        '{"displayed":{"name":1.5},"held":{}}',
        "[" * 100_000,
    ],
)
def test_a_bad_line_is_an_error_with_a_remedy_and_the_next_is_still_answered(line: str) -> None:
    good = json.dumps({"displayed": SAME, "held": SAME})
    bad, after = answers(line, good)
    assert bad["error"]
    assert bad["remedy"]
    assert bad["line"] == 1
    assert after["decision"] == "PASS"


def test_an_error_repeats_nothing_of_the_person() -> None:
    (bad,) = answers('{"displayed":{"name":"佐藤"},"held":3}')
    assert "佐藤" not in json.dumps(bad, ensure_ascii=False)


def test_missing_keys_are_absent_and_empty_lines_are_skipped() -> None:
    (answer,) = answers("", " \n", '{"displayed":{},"held":{}}')
    assert answer["decision"] == "ASK"
