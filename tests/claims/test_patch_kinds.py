"""Type, benefit rate and income class of a claim, by insurance, age and share."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.claims.model import Current, Numbers, Payer, Relation, Unknown

OTHER = Numbers("01130012", "12345678", "９８７", "01")
NATIONAL = Numbers("138057", "見本２", "1234", "02")
ELDERLY = Numbers("39131008", "", "12345675")


def ids(result):
    return [[remark.id for remark in entry.remarks] for entry in result.entries]


def insured(claim):
    return tuple(claim["HO"][name] for name in ("insurer", "symbol", "number"))


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
