"""Whose claim it is and whose numbers count: every combination, with the right answer written down by hand."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from kiosk.claims.model import Current, Institution, Known, Numbers, Past, Unknown
from kiosk.claims.whose import Claimed, Item, Particulars, differing, is_ours, numbers_beside
from kiosk.declaration.model import Declaration

HELD = Particulars("0012", "サトウ ショウコ", "佐藤　祥子", date(1980, 4, 1), "2")
NUMBERS = {"as held": "0012", "without its zeros": "12", "none": "", "another": "13"}
KANA = {
    "as held": "サトウ ショウコ",
    "half width, small kana large": "ｻﾄｳｼﾖｳｺ",
    "none": "",
    "another": "サトウケンジ",
}
BORN = {"as held": date(1980, 4, 1), "another": date(1980, 4, 2), "unreadable": None}
SEXES = {"as held": "2", "none": "", "another": "1"}
NAMES = {
    "as held": "佐藤　祥子",
    "an old shape": "佐藤　祥子".replace("祥", "祥"),
    "a lost character": "佐藤　？子",
    "another": "佐藤　健二",
}
AGAINST = {"another", "unreadable"}


@pytest.mark.parametrize(
    ("number", "kana", "born", "sex", "name"), list(product(NUMBERS, KANA, BORN, SEXES, NAMES))
)
def test_a_claim_is_this_patients_only_when_nothing_speaks_against_it(number, kana, born, sex, name):
    claim = Particulars(NUMBERS[number], KANA[kana], NAMES[name], BORN[born], SEXES[sex])
    expected = [
        item
        for item, said in (
            (Item.NAME, {kana, name}),
            (Item.BIRTHDATE, {born}),
            (Item.SEX, {sex}),
            (Item.NUMBER, {number}),
        )
        if said & AGAINST
    ]
    assert list(differing(claim, HELD)) == expected


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("斎藤　祥子", False), ("髙橋　花子", True), ("高橋　花子", True), ("高橋花子", True), ("タカハシ　ハナコ", True),
        ("タカハシ　ハルコ", False), ("高橋　花", False), ("高橋　〓子", True), ("", True),
    ],
)  # fmt: skip
def test_a_name_agrees_by_its_common_shape_and_a_name_in_kana_by_its_sound(written, same):
    held = Particulars("1", "タカハシ ハナコ", "高橋　花子", date(1980, 4, 1), "2")
    assert (differing(Particulars("1", "", written, date(1980, 4, 1), "2"), held) == ()) is same


@pytest.mark.parametrize("sex", ["3", "", "9"])
def test_a_sex_that_is_not_set_speaks_against_nobody(sex):
    assert differing(HELD, Particulars("0012", "サトウショウコ", "佐藤祥子", date(1980, 4, 1), sex)) == ()


OURS = Institution("13", "1234567")


@pytest.mark.parametrize("prefecture", ["13", "14", ""])
@pytest.mark.parametrize("code", ["1234567", "１２３４５６７", "1234568", ""])
def test_a_file_is_ours_when_prefecture_and_code_are(prefecture, code):
    right = prefecture == "13" and code in {"1234567", "１２３４５６７"}
    assert is_ours(Institution(prefecture, code), OURS) is right


NOW, BEFORE, TYPED = (Numbers("06130512", "12", each) for each in ("345", "344", "999"))
BEGAN = date(2026, 4, 1)
EARLIER, LATER = date(2025, 4, 1), date(2026, 10, 20)
STANDINGS = {"current": Current(NOW), "past": Past(NOW), "unknown": Unknown(Declaration())}
ANSWERS = {
    # (standing, when the clinic saw the claim's numbers): what they are beside the standing
    ("current", "never"): Claimed.NOT_KNOWN,
    ("current", "without a day"): Claimed.OLDER,
    ("current", "earlier"): Claimed.OLDER,
    ("current", "the same day"): Claimed.OLDER,
    ("current", "later"): Claimed.NEWER,
    ("past", "never"): Claimed.NOT_KNOWN,
    ("past", "without a day"): Claimed.NEWER,
    ("past", "earlier"): Claimed.OLDER,
    ("past", "the same day"): Claimed.OLDER,
    ("past", "later"): Claimed.NEWER,
    ("unknown", "never"): Claimed.NOT_KNOWN,
    ("unknown", "without a day"): Claimed.OLDER,
    ("unknown", "earlier"): Claimed.OLDER,
    ("unknown", "the same day"): Claimed.OLDER,
    ("unknown", "later"): Claimed.NEWER,
}
SEEN = {"without a day": None, "earlier": EARLIER, "the same day": BEGAN, "later": LATER}


@pytest.mark.parametrize(("standing", "seen"), ANSWERS)
def test_numbers_in_a_claim_give_way_only_to_newer_ones(clinic, standing, seen):
    period = clinic.through(STANDINGS[standing], since=BEGAN)
    known = [Known(NOW, BEGAN), *([Known(BEFORE, SEEN[seen])] if seen in SEEN else [])]
    claimed = TYPED if seen == "never" else BEFORE
    found = numbers_beside(claimed, period, known)
    assert found is ANSWERS[standing, seen]
    assert found.gives_way is (found is Claimed.OLDER)


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("insurer", ["", "77777777", "77777779"])
def test_a_claim_without_numbers_takes_whatever_counts(clinic, standing, insurer):
    claimed = Numbers(insurer, "", "777777777" if insurer else "")
    assert numbers_beside(claimed, clinic.through(STANDINGS[standing]), ()) is Claimed.NOTHING


@pytest.mark.parametrize("spelled", [("06130512", "１２", "０３４５"), ("６１３０５１２", "012", "345")])
def test_width_and_leading_zeros_are_no_other_number(clinic, spelled):
    claimed = Numbers(spelled[0].replace("６１３０５１２", "06130512"), *spelled[1:])
    assert numbers_beside(claimed, clinic.through(Current(NOW)), ()) is Claimed.SAME


@pytest.mark.parametrize(
    ("bill", "held", "remark"),
    [
        ({}, {"name": "見本　太郎", "sex": "1"}, None),
        ({"chart": "01001"}, {}, None),
        ({}, {"name": "見本　花子"}, "name-differs"),
        ({"kana": "ミホンハナコ"}, {}, "name-differs"),
        ({}, {"kana": "ベツジン"}, "name-differs"),
        ({"number": "77"}, {}, "numbers-not-known"),
        ({"insurer": "99999999"}, {}, "disaster-numbers"),
    ],
)
def test_a_claim_of_somebody_else_or_with_newer_numbers_is_left_as_it_is(clinic, bill, held, remark):
    data = clinic.uke([clinic.bill(**bill)])
    other = Numbers("01130012", "12345678", "987", "01")
    result = clinic.patched(data, [clinic.patient(clinic.through(Current(other)), **held)])
    (entry,) = result.entries
    assert [each.id for each in entry.remarks if each.asks] == ([remark] if remark else [])
    assert (result.files[0].data == data) is (remark is not None)


def test_two_insurers_in_a_month_make_two_claims_though_the_later_is_typed_already(clinic):
    first, second = Numbers("01130012", "12345678", "987", "01"), Numbers("06130512", "12", "3456", "00")
    data = clinic.uke([clinic.bill(visits={5: 1, 20: 1})])
    known = clinic.patient(
        clinic.through(Current(first), 1, 14),
        clinic.through(Current(second), 15, 31, since=date(2026, 10, 15)),
    )
    result = clinic.patched(data, [known])
    assert [[each.id for each in entry.remarks] for entry in result.entries] == [["split"], ["split"]]
