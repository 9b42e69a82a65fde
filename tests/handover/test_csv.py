from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from kiosk.handover.csv_file import HEADER, Replaced, _cell, render_csv
from kiosk.handover.model import ConfirmedQualification
from kiosk.handover.xml_file import render_xml


def row(data: bytes, encoding: str) -> dict[str, str]:
    (found,) = csv.DictReader(io.StringIO(data.decode(encoding), newline=""))
    return found


def test_a_row_holds_the_confirmed_qualification(confirmed: ConfirmedQualification) -> None:
    file = render_csv(confirmed)
    found = row(file.data, "utf-8-sig")
    assert tuple(found) == HEADER
    assert (found["name"], found["insurer_number"], found["share_percent"]) == ("𠮷田　幸子", "990010", "20")
    assert file.replaced == ()


def test_a_character_that_cp932_lacks_is_shown_as_replaced(confirmed: ConfirmedQualification) -> None:
    file = render_csv(confirmed, "cp932")
    assert row(file.data, "cp932")["name"] == "〓田　幸子"
    assert file.replaced == (Replaced("name", "𠮷"),)


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+81", "-5", "@x", "\tx", "\t=1", " =1", "＝１", "＋１", "－１", "＠x"),
        *("\n=1+1", "\r=1", "\r\n=1", "\x0b=1", "\x85=1", "\u2028=1", "\u2029=1"),
        *("\ufeff=1", "\u200b=1", "\u3000=1", "\xa0=1", "\x00=1", "\u202e=1", " \n\ufeff\t=1"),
    ],
)
def test_hazard_a_cell_never_starts_a_formula(confirmed: ConfirmedQualification, text: str) -> None:
    (qualification,) = confirmed.answer.qualifications
    answer = replace(confirmed.answer, qualifications=(replace(qualification, symbol=text),))
    assert row(render_csv(replace(confirmed, answer=answer)).data, "utf-8-sig")["symbol"].startswith("'")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from("=+-@"))
def test_hazard_whatever_unseen_stands_before_it_a_formula_is_text(before: str, sign: str) -> None:
    cell = _cell(before + sign + "1", "utf-8-sig")
    seen = "".join(each for each in cell if each.isprintable() and not each.isspace())
    assert not seen.startswith(("=", "+", "-", "@"))


def test_line_breaks_and_quotes_stay_in_one_row(confirmed: ConfirmedQualification) -> None:
    (qualification,) = confirmed.answer.qualifications
    answer = replace(confirmed.answer, qualifications=(replace(qualification, address='見本町\r\n1 "A", 2'),))
    assert (
        row(render_csv(replace(confirmed, answer=answer)).data, "utf-8-sig")["address"] == '見本町 1 "A", 2'
    )


def test_an_answer_without_qualification_is_a_header_alone(confirmed: ConfirmedQualification) -> None:
    empty = replace(confirmed, answer=replace(confirmed.answer, qualifications=()))
    assert render_csv(empty).data.decode("utf-8-sig").splitlines() == [",".join(HEADER)]


FIRST_EDITION = (
    *(
        "maker",
        "visit",
        "confirmed_on",
        "evidence",
        "outcome",
        "validity",
        "patient_id",
        "name",
        "kana",
        "sex",
    ),
    *("birthdate", "address", "postcode", "insurer_number", "insurer_name", "symbol", "number", "branch"),
    *(
        "personal_family",
        "qualified_on",
        "disqualified_on",
        "valid_from",
        "valid_to",
        "share_percent",
        "limit_category",
    ),
)
SAME_IN_XML = {
    "name": "Name",
    "kana": "NameKana",
    "name_of_other": "NameOfOther",
    "kana_of_other": "NameOfOtherKana",
    "insured_name": "InsuredName",
    "address": "Address",
    "card_classification": "InsuredCardClassification",
    "insurer_number": "InsurerNumber",
    "symbol": "InsuredCardSymbol",
    "number": "InsuredIdentificationNumber",
    "branch": "InsuredBranchNumber",
    "share_percent": "ElderlyRecipientContributionRatio",
    "elderly_from": "ElderlyRecipientValidStartDate",
    "elderly_to": "ElderlyRecipientValidEndDate",
    "limit_classification": "LimitApplicationCertificateClassification",
    "limit_category": "LimitApplicationCertificateClassificationFlag",
    "limit_from": "LimitApplicationCertificateValidStartDate",
    "reference_number": "ReferenceNumber",
}


def test_columns_are_appended_and_never_moved(confirmed: ConfirmedQualification) -> None:
    assert HEADER[: len(FIRST_EDITION)] == FIRST_EDITION
    assert row(render_csv(confirmed).data, "utf-8-sig")["edition"] == "2"


def test_the_table_and_the_xml_say_the_same(confirmed: ConfirmedQualification) -> None:
    (qualification,) = confirmed.answer.qualifications
    with_alias = replace(
        qualification, name_of_other="見本　アン", kana_of_other="ﾐﾎﾝ ｱﾝ", insured_name="見本　一郎"
    )
    handed = replace(confirmed, answer=replace(confirmed.answer, qualifications=(with_alias,)))
    table = row(render_csv(handed).data, "utf-8-sig")
    record = ElementTree.fromstring(render_xml(handed)).find(".//ResultOfQualificationConfirmation")
    for column, element in SAME_IN_XML.items():
        told = record.findtext(f".//{element}").strip()
        dashed = table[column].replace("-", "") if column.endswith(("_from", "_to")) else table[column]
        assert told.lstrip("0") == dashed.lstrip("0"), column
    assert table["specific_diseases"] == "1:10000::"
