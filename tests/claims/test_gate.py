"""What is no claim file of this clinic is stopped with one finding that names the cause, and nothing in it is patched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.claims.checks.check import check_file
from kiosk.claims.checks.gate import LARGEST, gated
from kiosk.claims.checks.rules import RULES, Finding, Level
from kiosk.claims.model import Institution

OURS = Institution("13", "9999999")


def text(clinic):
    return clinic.uke([clinic.bill(), clinic.bill(chart="1002")]).decode("cp932")


def with_record(clinic, line):
    return text(clinic).replace("JD,1", f"{line}\r\nJD,1", 1).encode("cp932")


HALF_AND_HALF = "見本クリニック"
STOPPED = {
    "a file saved as UTF-8": ("not-shift-jis", 1, lambda c: text(c).encode("utf-8")),
    "a name in half-width kana, which UTF-8 could read": ("other-institution", 1, lambda c: text(c).replace("見本　太郎", "ﾃｽﾄ").replace("1,9999999", "1,9999998").encode("cp932")),
    "one line in UTF-8": (
        "not-shift-jis", 1, lambda c: text(c).encode("cp932").replace(HALF_AND_HALF.encode("cp932"), HALF_AND_HALF.encode("utf-8")),
    ),
    "UTF-8 with its mark": ("byte-order-mark", 1, lambda c: text(c).encode("utf-8-sig")),
    "Shift_JIS behind a mark": ("byte-order-mark", 1, lambda c: b"\xef\xbb\xbf" + text(c).encode("cp932")),
    "UTF-16 with its mark": ("byte-order-mark", 1, lambda c: text(c).encode("utf-16")),
    "UTF-16 without": ("not-shift-jis", 1, lambda c: text(c).encode("utf-16-le")),
    "EUC": ("not-shift-jis", 1, lambda c: text(c).encode("euc_jp")),
    "JIS": ("not-shift-jis", 1, lambda c: text(c).encode("iso2022_jp")),
    "line feeds alone": ("line-ends", 1, lambda c: text(c).replace("\r\n", "\n").encode("cp932")),
    "one line feed alone": ("line-ends", 3, lambda c: text(c).replace("\r\nSN", "\nSN", 1).encode("cp932")),
    "carriage returns alone": ("line-ends", 1, lambda c: text(c).replace("\r\n", "\r").encode("cp932")),
    "a dental file": ("dental", 1, lambda c: text(c).replace("IR,1,13,1", "IR,1,13,3").encode("cp932")),
    "dental records": ("dental", 5, lambda c: with_record(c, "HS,1,1")),
    "a dispensing file": ("pharmacy", 1, lambda c: text(c).replace("IR,1,13,1", "IR,1,13,4").encode("cp932")),
    "a pharmacy's heading": ("pharmacy", 1, lambda c: text(c).replace("IR,1", "YK,1").encode("cp932")),
    "a DPC claim": ("dpc", 5, lambda c: with_record(c, "BU,010010xx99x000,20261001")),
    "days of an era": ("before-2020", 1, lambda c: text(c).replace("202611", "43011").replace("202610", "43010").encode("cp932")),
    "one volume of several": ("several-volumes", 1, lambda c: text(c).replace(",00,00-", ",01,00-").encode("cp932")),
    "another prefecture": ("other-institution", 1, lambda c: text(c).replace("IR,1,13,1", "IR,1,14,1").encode("cp932")),
    "another clinic": ("other-institution", 1, lambda c: text(c).replace("1,9999999", "1,9999998").encode("cp932")),
    "nothing": ("empty-file", 1, lambda _: b""),
    "an end mark": ("empty-file", 1, lambda _: b"\x1a"),
    "more than anybody sends": ("too-large", 1, lambda _: b"IR" + b"," * LARGEST),
}  # fmt: skip


@pytest.mark.parametrize("what", STOPPED)
def test_a_file_is_stopped_as_a_whole_by_one_finding(clinic, what):
    rule, line, make = STOPPED[what]
    (finding,) = check_file(make(clinic), OURS)
    assert (finding.rule, finding.line) == (rule, line)


def test_every_rule_that_stops_a_file_is_tried_and_stops_all_of_it():
    tried = {rule for rule, _, _ in STOPPED.values()}
    assert all(rule.level is Level.L1 for rule in RULES if rule.id in tried)


def test_another_institution_is_told_with_both_codes(clinic):
    (finding,) = check_file(text(clinic).encode("cp932"), Institution("13", "1234567"))
    assert finding.detail == "13/9999999 ≠ 13/1234567"


def test_our_own_file_passes_and_without_a_settings_file_so_does_anybodys(clinic):
    data = text(clinic).encode("cp932")
    assert not isinstance(gated(data, OURS), Finding)
    assert check_file(data, OURS) == check_file(data) == ()


def test_one_character_that_no_table_has_does_not_stop_a_file(clinic):
    data = text(clinic).encode("cp932").replace("太郎".encode("cp932"), b"\x87\x40\xfa\xff", 1)
    assert not isinstance(gated(data, OURS), Finding)


@pytest.mark.parametrize("kind", ["KH", "NI", "TI", "TR", "TS"])
def test_a_record_of_the_federation_passes_and_nobody_takes_it_for_a_mistake(clinic, kind):
    data = with_record(clinic, f"{kind},1,見本")
    assert check_file(data, OURS) == ()


@given(st.binary(max_size=400))
def test_no_bytes_make_the_gate_fail(data):
    gated(data, OURS)
