from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.handover.csv_file import HEADER, Replaced, _cell, render_csv
from kiosk.handover.model import ConfirmedQualification


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
