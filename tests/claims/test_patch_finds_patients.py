"""Whose claim it is: found by number, reading and day of birth, and never guessed."""

import pytest

from kiosk.claims.model import Current, Numbers, Payer

OTHER = Numbers("01130012", "12345678", "９８７", "01")


def ids(result):
    return [[remark.id for remark in entry.remarks] for entry in result.entries]


def insured(claim):
    return tuple(claim["HO"][name] for name in ("insurer", "symbol", "number"))


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
