"""Current, past and unknown qualifications in a claim, read back by the plain reader."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.claims.model import Accepted, Current, Numbers, Past, Payer, Unknown
from kiosk.claims.patch.patch import NotAccepted
from kiosk.declaration.model import InsuranceKind

HELD = Numbers("06130512", "１２", "3456", "00")
OTHER = Numbers("01130012", "12345678", "９８７", "01")
NATIONAL = Numbers("138057", "見本２", "1234", "02")


def ids(result):
    return [[remark.id for remark in entry.remarks] for entry in result.entries]


def comments(claim):
    return [(line["section"], line["burden"], line["code"], line["text"]) for line in claim.all("CO")]


def insured(claim):
    return tuple(claim["HO"][name] for name in ("insurer", "symbol", "number"))


@pytest.mark.parametrize("end", [b"\x1a", b"", b"\x1a\r\n"])
def test_what_is_right_already_goes_out_byte_for_byte(clinic, end):
    data = clinic.uke([clinic.bill(), clinic.bill(chart="1002")], end=end)
    known = [clinic.patient(clinic.through(Current(HELD)), chart=chart) for chart in ("1001", "1002")]
    result = clinic.patched(data, known)
    assert [file.data for file in result.files] == [data]
    assert not any(entry.changes or entry.remarks for entry in result.entries)


def test_an_empty_field_of_the_receipt_computer_is_filled(clinic):
    data = clinic.uke([clinic.bill(insurer="", symbol="", number="", branch=None)])
    result = clinic.patched(data, [clinic.patient(clinic.through(Current(OTHER)))])
    (claim,) = clinic.of(result, Payer.FUND).claims
    assert insured(claim) == ("01130012", "12345678", "987")
    assert claim["SN"].values == ("SN", "1", "01", "", "", "", "01", "", "")
    assert comments(claim) == []


def test_another_current_qualification_replaces_the_old_numbers_and_the_branch(clinic):
    result = clinic.patched(
        clinic.uke([clinic.bill()]), [clinic.patient(clinic.through(Current(OTHER)))], accepted=None
    )
    (claim,) = clinic.of(result, Payer.FUND).claims
    assert (insured(claim), claim["SN"]["branch"]) == (("01130012", "12345678", "987"), "01")


@pytest.mark.parametrize("branch", ["1", "０１", "01"])
def test_a_branch_has_two_digits(clinic, branch):
    known = [clinic.patient(clinic.through(Current(replace(OTHER, branch=branch))))]
    (claim,) = clinic.of(clinic.patched(clinic.uke([clinic.bill()]), known), Payer.FUND).claims
    assert claim["SN"]["branch"] == "01"


def test_a_branch_that_the_receipt_computer_left_out_is_not_added_beside_the_same_numbers(clinic):
    data = clinic.uke([clinic.bill(branch=None)])
    result = clinic.patched(data, [clinic.patient(clinic.through(Current(HELD)))])
    assert [file.data for file in result.files] == [data]


def test_one_wide_character_makes_symbol_and_number_wide(clinic):
    known = [clinic.patient(clinic.through(Current(NATIONAL), share_percent=30))]
    (claim,) = clinic.of(clinic.patched(clinic.uke([clinic.bill()]), known), Payer.FEDERATION).claims
    assert insured(claim) == ("  138057", "見本２", "１２３４")


def test_numbers_too_long_for_the_claim_are_a_question(clinic):
    known = [clinic.patient(clinic.through(Current(replace(NATIONAL, symbol="見本" * 9))))]
    data = clinic.uke([clinic.bill()])
    result = clinic.patched(data, known)
    assert ids(result) == [["numbers-unwritable"]]
    assert result.files[0].data == data


def test_past_numbers_come_with_their_comment_at_the_head(clinic):
    own = clinic.record("CO", section="01", burden="1", code="820000001")
    data = clinic.uke([clinic.bill(extra=(own,))])
    (claim,) = clinic.of(
        clinic.patched(data, [clinic.patient(clinic.through(Past(OTHER)))]), Payer.FUND
    ).claims
    assert insured(claim) == ("01130012", "12345678", "987")
    assert comments(claim) == [("01", "1", "820000245", ""), ("01", "1", "820000001", "")]


def test_unknown_carries_the_dummies_and_what_was_declared_in_published_order(clinic):
    standing = Unknown(clinic.declared, date(2026, 11, 5))
    result = clinic.patched(clinic.uke([clinic.bill()]), [clinic.patient(clinic.through(standing))])
    (claim,) = clinic.of(result, Payer.FUND).claims
    assert insured(claim) == ("77777777", "", "777777777")
    assert claim.all("SN") == []
    assert comments(claim) == [
        ("01", "1", "820000246", ""),
        ("", "1", "830000501", "ミホン　タロウ"),
        ("", "1", "830000502", "被用者保険"),
        ("", "1", "830000503", "見本健康保険組合"),
        ("", "1", "830000504", "株式会社見本"),
        ("", "1", "830000505", "見本県見本市見本町一丁目２番３号"),
        ("", "1", "830000507", "０９０－００００－００００"),
        ("", "1", "830000508", "２０２６年１１月５日"),
    ]
    kinds = [line.kind for line in claim.lines]
    assert kinds.index("CO") == kinds.index("SY") + 1


def test_a_receipt_computer_that_insists_on_a_check_digit_gets_79(clinic):
    known = [clinic.patient(clinic.through(Unknown(clinic.declared)))]
    result = clinic.patched(clinic.uke([clinic.bill()]), known, dummy="77777779")
    assert insured(clinic.of(result, Payer.FUND).claims[0]) == ("77777779", "", "777777777")


def test_an_unknown_qualification_of_the_late_elderly_has_eight_sevens(clinic):
    declared = replace(clinic.declared, insurance_kind=InsuranceKind.ELDERLY, share_percent=10)
    bill = clinic.bill(born="19400401", insurer="", symbol="", number="", type="1118")
    known = [clinic.patient(clinic.through(Unknown(declared)), born=date(1940, 4, 1))]
    (claim,) = clinic.of(clinic.patched(clinic.uke([bill]), known), Payer.FEDERATION).claims
    assert insured(claim) == ("77777777", "", "77777777")
    assert (claim["RE"]["type"], claim["RE"]["notes"]) == ("1318", "42")


@pytest.mark.parametrize(
    ("address", "first", "second"),
    [
        ("見" * 38, "見" * 38, None),
        ("見" * 39, "見" * 38, "見"),
        ("見" * 30 + " 本" + "館" * 10, "見" * 30, "本" + "館" * 10),
        ("見 本" + "町" * 30 + " " + "館" * 10, "見　本" + "町" * 30, "館" * 10),
        ("見" * 76, "見" * 38, "見" * 38),
    ],
)
def test_an_address_is_broken_after_38_characters_or_before_the_building(clinic, address, first, second):
    known = [clinic.patient(clinic.through(Unknown(replace(clinic.declared, address=address))))]
    (claim,) = clinic.of(clinic.patched(clinic.uke([clinic.bill()]), known), Payer.FUND).claims
    texts = {code: text for _, _, code, text in comments(claim)}
    assert (texts["830000505"], texts.get("830000506")) == (first, second)


def test_what_does_not_fit_or_cannot_be_written_is_said(clinic):
    declared = replace(clinic.declared, address="見" * 77, employer="纊田髙商店")
    result = clinic.patched(clinic.uke([clinic.bill()]), [clinic.patient(clinic.through(Unknown(declared)))])
    (entry,) = result.entries
    assert {(each.id, each.detail) for each in entry.remarks} == {
        ("text-cut", "830000506"),
        ("characters-lost", "830000504: 纊"),
        ("characters-replaced", "830000504: 髙→高"),
    }
    texts = {code: text for _, _, code, text in comments(clinic.of(result, Payer.FUND).claims[0])}
    assert texts["830000504"] == "？田高商店"


def test_a_hostile_declaration_stays_text(clinic):
    declared = replace(clinic.declared, employer="A,B\r\nGO,0,0,99\x1a", phone='"=1+1"')
    result = clinic.patched(clinic.uke([clinic.bill()]), [clinic.patient(clinic.through(Unknown(declared)))])
    file = clinic.of(result, Payer.FUND)
    assert len(file.claims) == 1
    texts = {code: text for _, _, code, text in comments(file.claims[0])}
    assert texts["830000504"] == "Ａ，Ｂ？？ＧＯ，０，０，９９？"


@pytest.mark.parametrize("standing", ["past", "unknown"])
def test_patching_twice_changes_nothing_more(clinic, standing):
    known = {"past": Past(OTHER), "unknown": Unknown(clinic.declared)}[standing]
    patients = [clinic.patient(clinic.through(known))]
    once = clinic.patched(clinic.uke([clinic.bill()]), patients).files[0].data
    again = clinic.patched(once, patients)
    assert again.files[0].data == once
    assert again.entries[0].changes == ()


def test_a_claim_that_becomes_current_later_loses_the_comments_and_keeps_its_own(clinic):
    own = clinic.record("CO", section="01", burden="1", code="820000001")
    data = clinic.uke([clinic.bill(extra=(own,), branch=None)])
    once = clinic.patched(data, [clinic.patient(clinic.through(Unknown(clinic.declared)))]).files[0].data
    back = clinic.patched(
        once, [clinic.patient(clinic.through(Current(replace(HELD, symbol="12", branch=""))))]
    )
    assert back.files[0].data == data


def test_a_comment_that_followed_ours_becomes_the_head_of_its_section(clinic):
    data = clinic.uke([clinic.bill(branch=None)])
    once = clinic.patched(data, [clinic.patient(clinic.through(Past(HELD)))]).files[0].data
    followed = once.replace(b"820000245,\r\n", b"820000245,\r\nCO,,1,810000001,X\r\n")
    back = clinic.patched(followed, [clinic.patient(clinic.through(Current(HELD)))])
    (claim,) = clinic.of(back, Payer.FUND).claims
    assert comments(claim) == [("01", "1", "810000001", "X")]


def test_nothing_is_written_from_choices_that_nobody_accepted(clinic):
    data = clinic.uke([clinic.bill()])
    known = [clinic.patient(clinic.through(Unknown(clinic.declared)))]
    some = Accepted("見本", date(2026, 11, 21), frozenset({"comments-at-01", "contact-date"}))
    refused = clinic.patched(data, known, accepted=some)
    assert refused == NotAccepted(refused.choices)
    assert [choice.id for choice in refused.choices] == ["comment-length", "sn-left-out"]
