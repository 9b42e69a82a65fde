"""A clean file has no findings; each rule finds its own mistake, at its line and field."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.claims.checks.check import check
from kiosk.claims.checks.rules import RULES
from kiosk.claims.file.uke import read
from kiosk.claims.model import Unknown
from kiosk.declaration.model import InsuranceKind


def found(data):
    return {(finding.rule, finding.record, finding.name) for finding in check(read(data))}


def rules(data):
    return {finding.rule for finding in check(read(data))}


def clean(clinic, **more):
    return clinic.uke([clinic.bill(kinds="SI IY TO"), clinic.bill(chart="1002", **more)])


def elderly(clinic, **more):
    values = {"born": "19400401", "type": "1318", "insurer": "39131008", "symbol": "", "number": "12345674"}
    bill = clinic.bill(**(values | {"notes": "42", "branch": None} | more))
    return clinic.uke([bill], payer="2")


def unknown(clinic):
    known = [clinic.patient(clinic.through(Unknown(clinic.declared)))]
    return clinic.patched(clinic.uke([clinic.bill()]), known).files[0].data


def last(data, old, new):
    head, mark, tail = data.rpartition(old)
    assert mark
    return head + new + tail


def swap(data, old, new):
    assert old in data
    return data.replace(old, new, 1)


def many_comments(clinic, count):
    data = clinic.uke([clinic.bill()])
    return swap(data, b"GO,", b"CO,,1,810000001,X\r\n" * count + b"GO,")


PLANTED = {
    "file-order": [lambda c: swap(clean(c), b"GO,", b"XX,"), lambda c: swap(clean(c), b"GO,", b"IR,1,13,1,9999999,,,202611,00,\r\nGO,")],
    "other-kind": [lambda c: swap(clean(c), b"IR,1,13,1", b"IR,1,13,3"), lambda _: b""],
    "after-end": [lambda c: clean(c) + b"RE,3"],
    "line-end": [lambda c: swap(clean(c), b"\r\nHO", b"\nHO")],
    "claim-count": [lambda c: swap(clean(c), b"GO,2,", b"GO,3,")],
    "claim-points": [lambda c: swap(clean(c), b"GO,2,", b"GO,2,1")],
    "unknown-record": [lambda c: swap(clean(c), b"SY,", b"ZZ,1\r\nSY,")],
    "other-payer": [lambda c: swap(clean(c), b"HO,06130512,12,", b"HO,  138057,12,")],
    "field-count": [lambda c: swap(clean(c), b"JD,1,", b"JD,1,,")],
    "too-long": [lambda c: swap(clean(c), b"HO,06130512,12,", b"HO,06130512," + b"1" * 39 + b",")],
    "not-full": [lambda c: swap(clean(c), b"HO,06130512", b"HO,0613051")],
    "mode": [
        lambda c: swap(clean(c), b"HO,06130512,12,", "HO,06130512,１2,".encode("cp932")),
        lambda c: swap(clean(c), b",3456,1,", b",3456,A,"),
        lambda c: swap(clean(c), b",0000999,", b",00009\x1b9,"),
    ],
    "charset": [
        lambda c: swap(clean(c), "見本　太郎".encode("cp932"), "見本　髙太".encode("cp932")),
        lambda c: swap(clean(c), "見本　太郎".encode("cp932"), b"\x87\x40"),
    ],
    "kana-dash": [
        lambda c: clean(c, kana="ミホンタロ―"),
        lambda c: clean(c, kana="ミホンタロ－"),
    ],
    "claim-number": [lambda c: swap(clean(c), b"RE,2,", b"RE,3,")],
    "claim-twice": [lambda c: c.uke([c.bill(), c.bill()])],
    "claim-month": [lambda c: clean(c, month="202611")],
    "record-order": [lambda c: swap(clean(c), b"JD,1,,,,,1" + b"," * 26 + b"\r\n", b"") .replace(b"GO,", b"JD,1,,,,,1" + b"," * 26 + b"\r\nGO,")],
    "record-missing": [lambda c: swap(clean(c), b"SY,0000999,20261001,,,,,\r\n", b"")],
    "too-many-subsidies": [lambda c: swap(clean(c), b"SN,", b"KO,12990006,0000018,,,,,,,,,\r\n" * 5 + b"SN,")],
    "section-missing": [lambda c: many_comments(c, 99)],
    "section-order": [lambda c: last(clean(c), b"GO,", b"SI,11,1,111000110,,1,1" + b"," * 37 + b"\r\nGO,")],
    "burden": [lambda c: swap(clean(c), b"SI,12,1,", b"SI,12,2,")],
    "day-beyond-month": [lambda c: clean(c, month="202609", visits={31: 1})],
    "days": [lambda c: swap(clean(c), b",3456,1,", b",3456,2,")],
    "times": [lambda c: swap(clean(c), b"112007410,,75,1", b"112007410,,75,2")],
    "points": [lambda c: swap(clean(c), b"112007410,,75,1", b"112007410,,76,1")],
    "inpatient-section": [lambda c: swap(clean(c), b"IY,21,", b"IY,24,")],
    "income-missing": [lambda c: elderly(c, notes=""), lambda c: clean(c, born="19500401", type="1118")],
    "income-kind": [lambda c: elderly(c, notes="26"), lambda c: elderly(c, type="1310")],
    "insurer-form": [lambda c: clean(c, insurer="08130512"), lambda c: clean(c, insurer="")],
    "insurer-digit": [lambda c: clean(c, insurer="06130513")],
    "subsidy-digit": [lambda c: swap(clean(c), b"SN,", b"KO,12990007,0000018,,,,,,,,,\r\nSN,")],
    "symbol-kyokai": [lambda c: clean(c, insurer="01130012", symbol="123456")],
    "symbol-society": [lambda c: clean(c, symbol="A1")],
    "elderly-symbol": [lambda c: elderly(c, symbol="1")],
    "elderly-number": [lambda c: elderly(c, number="1234567")],
    "elderly-digit": [lambda c: elderly(c, number="12345675")],
    "number-missing": [lambda c: clean(c, number="")],
    "elderly-branch": [lambda c: elderly(c, branch="00")],
    "unknown-number": [lambda c: swap(unknown(c), b",,777777777,", b",,77777777,")],
    "unknown-comment": [lambda c: swap(unknown(c), b"CO,01,1,820000246,\r\n", b""), lambda c: clean(c, insurer="77777779")],
    "known-insurer": [lambda c: swap(unknown(c), b"HO,77777777", b"HO,06130512")],
    "comment-order": [lambda c: swap(unknown(c), b"830000501", b"830000508")],
}  # fmt: skip


STOP_THE_FILE = {
    "too-large", "empty-file", "byte-order-mark", "not-shift-jis", "line-ends", "dental", "pharmacy", "dpc", "before-2020",
    "several-volumes", "other-institution",
}  # fmt: skip
"""Rules of the whole file, tried in `test_gate`."""


def test_there_is_a_planted_mistake_for_every_rule():
    assert set(PLANTED) | STOP_THE_FILE == {rule.id for rule in RULES}


@pytest.mark.parametrize(
    ("rule", "at"), [(rule, at) for rule, each in PLANTED.items() for at in range(len(each))]
)
def test_a_planted_mistake_is_found(clinic, rule, at):
    assert rule in rules(PLANTED[rule][at](clinic))


def test_clean_files_have_no_findings(clinic):
    for data in (clean(clinic), elderly(clinic), unknown(clinic), many_comments(clinic, 98)):
        assert found(data) == set()


@pytest.mark.parametrize("dummy", ["77777777", "77777779"])
def test_both_dummies_are_let_pass_by_name(clinic, dummy):
    declared = replace(clinic.declared, insurance_kind=InsuranceKind.ELDERLY, share_percent=10)
    bill = clinic.bill(born="19400401", type="1318", insurer="", symbol="", number="", notes="42")
    known = [clinic.patient(clinic.through(Unknown(declared)), born=date(1940, 4, 1))]
    assert found(clinic.patched(clinic.uke([bill], payer="2"), known, dummy=dummy).files[0].data) == set()


def test_a_disaster_claim_is_another_matter(clinic):
    assert found(clean(clinic, insurer="99999999", symbol="", number="999999999")) == set()


def test_the_one_society_whose_symbol_is_no_number_passes(clinic):
    assert found(clean(clinic, insurer="06110829", symbol="A1")) == set()


def test_a_finding_names_line_record_field_rule_and_what_was_counted(clinic):
    (finding,) = [
        each for each in check(read(swap(clean(clinic), b",3456,1,", b",3456,2,"))) if each.rule == "days"
    ]
    assert (finding.line, finding.record, finding.name, finding.detail) == (3, "HO", "診療実日数", "1")


def test_findings_come_in_the_order_of_the_lines(clinic):
    data = swap(swap(clean(clinic), b"RE,2,", b"RE,3,"), b"HO,06130512,12,", b"HO,06130513,12,")
    lines = [finding.line for finding in check(read(data))]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("subsidies", "burden", "fine"),
    [
        (0, "1", True),
        (0, "5", False),
        (1, "2", True),
        (1, "3", False),
        (2, "4", True),
        (1, "9", True),
        (0, "H", True),
    ],
)
def test_a_burden_names_only_payers_that_the_claim_has(clinic, subsidies, burden, fine):
    data = swap(clean(clinic), b"SN,", b"KO,12990006,0000018,,,,,,,,,\r\n" * subsidies + b"SN,")
    data = swap(data, b"SI,12,1,", f"SI,12,{burden},".encode())
    assert ("burden" not in rules(data)) == fine


def test_every_rule_says_itself_in_two_languages_with_a_remedy_and_a_source():
    for rule in RULES:
        assert re.search("[ぁ-ん]", rule.say("X", "ja"))
        assert rule.say("X", "en").isascii() or "－" not in rule.say("X", "en")
        assert rule.help("ja") != rule.help("en")
        assert rule.source


@given(st.binary(max_size=300))
def test_no_bytes_make_the_checks_fail(data):
    assert all(finding.rule in PLANTED for finding in check(read(data)))


@given(st.data())
def test_no_damage_to_a_file_makes_the_checks_fail(clinic, data):
    whole = clean(clinic)
    at = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 6))
    piece = data.draw(
        st.sampled_from([b"", b",", b"\r\n", b"\x81", b"9" * 12, b"RE,", b"KO,", b"99990101", b"\x1a"])
    )
    assert all(finding.rule in PLANTED for finding in check(read(whole[:at] + piece + whole[at + length :])))
