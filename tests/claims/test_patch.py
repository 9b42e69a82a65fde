"""Current, past and unknown qualifications in a claim, read back by the plain reader."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.claims.claim import NotPatchable
from kiosk.claims.model import Accepted, Current, Numbers, Past, Payer, Relation, Unknown
from kiosk.claims.patch import NotAccepted
from kiosk.declaration.model import InsuranceKind

HELD = Numbers("06130512", "１２", "3456", "00")
OTHER = Numbers("01130012", "12345678", "９８７", "01")
NATIONAL = Numbers("138057", "見本２", "1234", "02")
ELDERLY = Numbers("39131008", "", "12345675")


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
    declared = replace(clinic.declared, address="見" * 77, employer="𠮷田髙商店")
    result = clinic.patched(clinic.uke([clinic.bill()]), [clinic.patient(clinic.through(Unknown(declared)))])
    (entry,) = result.entries
    assert {(each.id, each.detail) for each in entry.remarks} == {
        ("text-cut", "830000506"),
        ("characters-lost", "830000504: 𠮷 髙"),
    }
    texts = {code: text for _, _, code, text in comments(clinic.of(result, Payer.FUND).claims[0])}
    assert texts["830000504"] == "？田？商店"


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


@pytest.mark.parametrize(
    ("bill", "patients", "remark"),
    [
        ({}, [], "patient-not-found"),
        ({"chart": "", "kana": "ベツジン"}, [{}], "patient-not-found"),
        ({"chart": "1002"}, [{}], "chart-number-differs"),
        ({}, [{}, {}], "several-patients"),
        ({"chart": ""}, [{}, {"chart": "1002"}], "several-patients"),
        ({"born": "19800402"}, [{}], "birthdate-differs"),
        ({"month": "20261"}, [{}], "month-unreadable"),
    ],
)
def test_nobody_is_guessed(clinic, bill, patients, remark):
    data = clinic.uke([clinic.bill(**bill)])
    known = [clinic.patient(clinic.through(Current(OTHER)), **each) for each in patients]
    result = clinic.patched(data, known)
    assert ids(result) == [[remark]]
    assert [file.data for file in result.files] == [data]


@pytest.mark.parametrize("kana", ["ミホンシヨウコ", "ﾐﾎﾝ ｼｮｳｺ", "みほん　しょうこ"])
def test_without_a_chart_number_reading_and_day_of_birth_find_the_patient(clinic, kana):
    data = clinic.uke([clinic.bill(chart="", kana="ミホンショウコ")])
    result = clinic.patched(data, [clinic.patient(clinic.through(Current(OTHER)), kana=kana)])
    assert insured(clinic.of(result, Payer.FUND).claims[0])[0] == "01130012"


def test_somebody_who_came_without_a_chart_is_found_though_the_claim_has_a_number(clinic):
    result = clinic.patched(
        clinic.uke([clinic.bill()]), [clinic.patient(clinic.through(Current(OTHER)), chart="")]
    )
    assert insured(clinic.of(result, Payer.FUND).claims[0])[0] == "01130012"


@pytest.mark.parametrize("written", ["オノ", "オウノ", "オーノ"])
def test_a_long_vowel_is_no_other_spelling(clinic, written):
    data = clinic.uke([clinic.bill(chart="", kana=written)])
    result = clinic.patched(data, [clinic.patient(clinic.through(Current(OTHER)), kana="オオノ")])
    assert ids(result) == [["patient-not-found"]]


def test_a_month_of_which_nothing_is_known_is_a_question(clinic):
    assert ids(clinic.patched(clinic.uke([clinic.bill()]), [clinic.patient()])) == [["nothing-known"]]


def test_a_day_outside_every_period_is_a_question(clinic):
    known = [clinic.patient(clinic.through(Current(OTHER), 6))]
    result = clinic.patched(clinic.uke([clinic.bill()]), known)
    assert [each.detail for each in result.entries[0].remarks] == ["5"]


def test_a_claim_goes_to_the_payer_of_its_insurer_and_both_files_are_counted_again(clinic):
    bills = [clinic.bill(), clinic.bill(chart="1002", kinds="SI IY"), clinic.bill(chart="1003")]
    known = [
        clinic.patient(clinic.through(Current(HELD))),
        clinic.patient(clinic.through(Current(NATIONAL), share_percent=30), chart="1002"),
        clinic.patient(clinic.through(Current(HELD)), chart="1003"),
    ]
    result = clinic.patched(clinic.uke(bills), known)
    fund, federation = (clinic.of(result, payer) for payer in Payer)
    assert [claim["RE"]["number"] for claim in fund.claims] == ["1", "2"]
    assert [claim["RE"]["chart"] for claim in fund.claims] == ["1001", "1003"]
    assert (fund.foot["count"], fund.foot["points"]) == ("2", "150")
    assert (federation.head["payer"], federation.claims[0]["RE"]["number"]) == ("2", "1")
    assert (federation.foot["count"], federation.foot["points"]) == ("1", str(75 + 12 * 7))
    assert federation.claims[0]["RE"]["rate"] == "70"
    assert ids(result)[1] == ["moved"]


def test_a_claim_that_moves_joins_the_other_payers_file(clinic):
    federation = clinic.uke([clinic.bill(chart="2001", insurer="138057", symbol="", rate="70")], payer="2")
    fund = clinic.uke([clinic.bill(), clinic.bill(chart="1002")])
    known = [
        clinic.patient(clinic.through(Current(HELD))),
        clinic.patient(clinic.through(Current(NATIONAL), share_percent=30), chart="1002"),
        clinic.patient(clinic.through(Current(Numbers("138057", "", "3456"))), chart="2001"),
    ]
    result = clinic.patched([fund, federation], known)
    charts = [[claim["RE"]["chart"] for claim in clinic.of(result, payer).claims] for payer in Payer]
    assert charts == [["1001"], ["2001", "1002"]]
    assert [entry.sent_as for entry in result.entries] == ["1", "2", "1"]


def test_a_claim_that_nothing_is_put_into_goes_where_its_insurer_belongs(clinic):
    data = clinic.uke([clinic.bill(), clinic.bill(insurer="138057", chart="1002", rate="70")])
    result = clinic.patched(data, [])
    assert [len(clinic.of(result, payer).claims) for payer in Payer] == [1, 1]
    assert ids(result) == [["patient-not-found"], ["patient-not-found", "moved"]]


def test_a_payer_without_claims_gets_no_file(clinic):
    known = [clinic.patient(clinic.through(Current(NATIONAL), share_percent=30))]
    result = clinic.patched(clinic.uke([clinic.bill()]), known)
    assert [file.payer for file in result.files] == [Payer.FEDERATION]


@pytest.mark.parametrize(("send_to", "payer"), [(None, Payer.FUND), (Payer.FEDERATION, Payer.FEDERATION)])
def test_a_kind_that_stays_unknown_goes_where_the_clinic_chose_or_stays(clinic, send_to, payer):
    declared = replace(clinic.declared, insurance_kind=InsuranceKind.UNKNOWN)
    known = [clinic.patient(clinic.through(Unknown(declared, None, send_to)))]
    result = clinic.patched(clinic.uke([clinic.bill()]), known)
    assert [file.payer for file in result.files] == [payer]
    assert "kind-unknown" in ids(result)[0]


def test_subsidies_are_counted_and_left_alone(clinic):
    subsidy = clinic.record("KO", payer="83990002", recipient="0000018", days=1, points=75)
    lines = clinic.uke([clinic.bill(branch=None)]).split(b"\r\n")
    lines.insert(3, subsidy.encode())
    lines[-2] = b"GO,2,75,99"
    known = [clinic.patient(clinic.through(Current(NATIONAL), share_percent=30))]
    file = clinic.of(clinic.patched(b"\r\n".join(lines), known), Payer.FEDERATION)
    assert file.claims[0]["KO"].values == tuple(subsidy.split(","))
    assert (file.foot["count"], file.foot["points"]) == ("2", "75")


def test_a_claim_of_public_aid_alone_is_counted_by_its_first_subsidy(clinic):
    subsidy = clinic.record("KO", payer="12990006", recipient="0000018", days=1, points=75)
    lines = clinic.uke([clinic.bill(branch=None), clinic.bill(chart="1002")]).split(b"\r\n")
    lines[2] = subsidy.encode()
    known = [clinic.patient(clinic.through(Current(NATIONAL), share_percent=30), chart="1002")]
    lines.insert(3, clinic.record("KO", payer="51136018", recipient="0000026", days=1, points=40).encode())
    result = clinic.patched(b"\r\n".join(lines), known)
    assert ids(result)[0] == ["no-insurance"]
    assert clinic.of(result, Payer.FUND).foot.values == ("GO", "2", "75", "99")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda data: data.replace(b"IR,1,13,1", b"IR,1,13,3"), "no medical claim file"),
        (lambda data: data.replace(b"GO,", b"XX,"), "one GO"),
        (lambda data: data.replace(b",00,00-", b",01,00-"), "one volume"),
        (lambda data: data + b"RE,9", "behind the end mark"),
        (lambda data: data.replace(b"\x1a", b"").removesuffix(b"\r\n"), "no line end"),
        (lambda data: data.replace(b"RE,1,", b"UK,1,"), "no claim"),
        (lambda data: data.replace(b"IR,1,", b"IR,3,"), "neither 1 nor 2"),
        (lambda _data: b"", "no medical claim file"),
    ],
)
def test_what_is_no_whole_claim_file_is_refused(clinic, damage, sentence):
    with pytest.raises(NotPatchable, match=sentence):
        clinic.patched(damage(clinic.uke([clinic.bill()])), [])


def test_files_of_one_payer_or_of_two_clinics_are_not_mixed(clinic):
    data = clinic.uke([clinic.bill()])
    with pytest.raises(NotPatchable, match="same payer"):
        clinic.patched([data, data], [])
    with pytest.raises(NotPatchable, match="different institutions"):
        clinic.patched([data, data.replace(b"IR,1,13,1,9999999", b"IR,2,13,1,9999998")], [])


@pytest.mark.parametrize(
    ("born", "type_", "numbers", "share", "relation", "expected"),
    [
        ("19800401", "1112", NATIONAL, 30, None, ("1112", "70", "")),
        ("19800401", "1116", OTHER, 30, Relation.INSURED, ("1112", "", "")),
        ("19800401", "1112", OTHER, 30, Relation.FAMILY, ("1116", "", "")),
        ("19800401", "1111", OTHER, 30, Relation.FAMILY, ("1115", "", "")),
        ("20220401", "1116", NATIONAL, 20, None, ("1114", "80", "")),
        ("19540401", "1112", NATIONAL, 20, None, ("1118", "80", "")),
        ("19540401", "1118", OTHER, 30, None, ("1110", "", "")),
        ("19400401", "1118", ELDERLY, 30, None, ("1310", "", "")),
        ("19400401", "1110", ELDERLY, 10, None, ("1318", "", "")),
    ],
)
def test_type_and_rate_follow_insurance_age_share_and_relation(
    clinic, born, type_, numbers, share, relation, expected
):
    known = clinic.through(Current(numbers), share_percent=share, relation=relation)
    birthday = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    result = clinic.patched(
        clinic.uke([clinic.bill(born=born, type=type_)]), [clinic.patient(known, born=birthday)]
    )
    (claim,) = clinic.of(result, result.files[0].payer).claims
    assert tuple(claim["RE"][name] for name in ("type", "rate", "notes")) == expected


@pytest.mark.parametrize(
    ("category", "note"),
    [("B01", "26"), ("B03", "28"), ("B04", "29"), ("B05", "30"), ("B09", "41"), ("B10", "42")],
)
def test_a_certificate_from_70_on_names_the_income_class(clinic, category, note):
    known = clinic.through(Current(OTHER), share_percent=20, limit_category=category)
    bill = clinic.bill(born="19540401", type="1118", notes="01")
    result = clinic.patched(clinic.uke([bill]), [clinic.patient(known, born=date(1954, 4, 1))])
    assert clinic.of(result, Payer.FUND).claims[0]["RE"]["notes"] == f"01{note}"


@pytest.mark.parametrize(
    ("bill", "remark"),
    [
        ({"type": "1118"}, "relation-unknown"),
        ({"type": "11X2"}, "type-unreadable"),
        ({"born": "19540401", "type": "1112"}, "share-unknown"),
    ],
)
def test_what_the_type_needs_and_nobody_knows_is_a_question(clinic, bill, remark):
    made = clinic.bill(**bill)
    born = date(int(made.born[:4]), 4, 1)
    result = clinic.patched(clinic.uke([made]), [clinic.patient(clinic.through(Current(OTHER)), born=born)])
    assert ids(result) == [[remark]]


def test_an_own_employer_means_the_insured_person(clinic):
    bill = clinic.bill(type="1318")
    result = clinic.patched(clinic.uke([bill]), [clinic.patient(clinic.through(Unknown(clinic.declared)))])
    assert clinic.of(result, Payer.FUND).claims[0]["RE"]["type"] == "1112"


def test_the_late_elderly_have_neither_symbol_nor_branch(clinic):
    bill = clinic.bill(born="19400401", type="1318", notes="42")
    stray = replace(ELDERLY, symbol="1", branch="01")
    known = [clinic.patient(clinic.through(Current(stray), share_percent=10), born=date(1940, 4, 1))]
    (claim,) = clinic.of(clinic.patched(clinic.uke([bill]), known), Payer.FEDERATION).claims
    assert (insured(claim), claim["SN"]["branch"]) == (("39131008", "", "12345675"), "")


def test_an_insurer_of_no_known_kind_is_a_question(clinic):
    known = [clinic.patient(clinic.through(Current(replace(OTHER, insurer_number="99999999"))))]
    assert ids(clinic.patched(clinic.uke([clinic.bill()]), known)) == [["insurer-unreadable"]]
