"""A change of insurance within the month: two claims where the days tell them apart, else a question."""

from dataclasses import replace

import pytest

from kiosk.claims.model import Current, Numbers, Past, Payer, Unknown

OLD = Numbers("06130512", "12", "3456", "00")
NEW = Numbers("01130012", "12345678", "987", "01")
NATIONAL = Numbers("138057", "", "1234", "02")


def changed(clinic, new=None, turn=15):
    return [
        clinic.patient(
            clinic.through(Current(OLD), 1, turn),
            clinic.through(new or Current(NEW), turn + 1, 31, share_percent=30),
        )
    ]


def days_of(claim, kind):
    first = {"JD": 3, "SI": 14, "IY": 14, "TO": 18}[kind]
    return [sorted(line.days(first)) for line in claim.all(kind)]


def test_each_insurance_gets_its_days_acts_and_points(clinic):
    bill = clinic.bill(visits={5: 1, 12: 1, 20: 1}, kinds="SI IY TO")
    result = clinic.patched(clinic.uke([bill, clinic.bill(chart="1002")]), changed(clinic))
    first, second, other = clinic.of(result, Payer.FUND).claims
    assert [claim["HO"]["insurer"] for claim in (first, second)] == ["06130512", "01130012"]
    assert [claim["HO"]["days"] for claim in (first, second)] == ["2", "1"]
    assert [claim["HO"]["points"] for claim in (first, second)] == [
        str(2 * (75 + 84 + 30)),
        str(75 + 84 + 30),
    ]
    for kind in ("JD", "SI", "IY", "TO"):
        assert (days_of(first, kind), days_of(second, kind)) == ([[5, 12]], [[20]])
    assert [claim["IY"]["times"] for claim in (first, second)] == ["14", "7"]
    assert [claim["RE"]["number"] for claim in (first, second, other)] == ["1", "2", "3"]
    foot = clinic.of(result, Payer.FUND).foot
    assert (foot["count"], foot["points"]) == ("3", str(bill.points() + 75))


def test_the_parts_go_to_their_payers(clinic):
    bill = clinic.bill(visits={5: 1, 20: 1})
    result = clinic.patched(clinic.uke([bill]), changed(clinic, Current(NATIONAL)))
    fund, federation = (clinic.of(result, payer) for payer in Payer)
    assert [fund.claims[0]["HO"]["insurer"], federation.claims[0]["HO"]["insurer"]] == [
        "06130512",
        "  138057",
    ]
    assert [fund.foot["points"], federation.foot["points"]] == ["75", "75"]


def test_what_was_not_changed_by_the_division_stays_byte_for_byte(clinic):
    bill = clinic.bill(visits={5: 1, 20: 1})
    (whole,) = clinic.plain_read(clinic.uke([bill])).claims
    first = clinic.of(clinic.patched(clinic.uke([bill]), changed(clinic)), Payer.FUND).claims[0]
    assert first["RE"] == whole["RE"]
    assert first["SN"] == whole["SN"]
    assert first["SY"] == whole["SY"]


def test_visits_on_one_side_alone_make_one_claim(clinic):
    bill = clinic.bill(visits={20: 1, 25: 1})
    result = clinic.patched(clinic.uke([bill]), changed(clinic))
    (claim,) = clinic.of(result, Payer.FUND).claims
    assert claim["HO"]["insurer"] == "01130012"
    assert [remark.id for remark in result.entries[0].remarks] == []


def test_both_ends_of_a_period_belong_to_it(clinic):
    bill = clinic.bill(visits={1: 1, 15: 1, 16: 1, 31: 1})
    result = clinic.patched(clinic.uke([bill]), changed(clinic))
    assert [days_of(claim, "JD") for claim in clinic.of(result, Payer.FUND).claims] == [[[1, 15]], [[16, 31]]]


@pytest.mark.parametrize("order", [(Current, Past), (Past, Current)])
def test_the_same_numbers_confirmed_and_not_make_one_claim_of_past_numbers(clinic, order):
    halves = [
        clinic.through(order[0](OLD), 1, 15),
        clinic.through(order[1](OLD), 16, 31),
    ]
    result = clinic.patched(clinic.uke([clinic.bill(visits={5: 1, 20: 1})]), [clinic.patient(*halves)])
    (claim,) = clinic.of(result, Payer.FUND).claims
    assert [line["code"] for line in claim.all("CO")] == ["820000245"]


def test_a_part_without_numbers_becomes_unknown(clinic):
    bill = clinic.bill(visits={5: 1, 20: 1})
    result = clinic.patched(clinic.uke([bill]), changed(clinic, Unknown(clinic.declared)))
    first, second = clinic.of(result, Payer.FUND).claims
    assert [first["HO"]["insurer"], second["HO"]["insurer"]] == ["06130512", "77777777"]
    assert first.all("CO") == []


def test_of_two_declarations_the_later_is_used_and_it_is_said(clinic):
    other = replace(clinic.declared, employer="別の会社")
    known = [
        clinic.patient(
            clinic.through(Unknown(clinic.declared), 1, 15), clinic.through(Unknown(other), 16, 31)
        )
    ]
    result = clinic.patched(clinic.uke([clinic.bill(visits={5: 1, 20: 1})]), known)
    (claim,) = clinic.of(result, Payer.FUND).claims
    assert "別の会社" in [line["text"] for line in claim.all("CO")]
    assert [remark.id for remark in result.entries[0].remarks] == ["declarations-differ"]


def test_a_diagnosis_of_the_second_half_is_no_reason_for_the_first(clinic):
    data = clinic.uke([clinic.bill(visits={5: 1, 20: 1})])
    later = clinic.record("SY", code="8830052", begins="20261020").encode()
    earlier = clinic.record("SY", code="0000999", begins="20261001").encode()
    result = clinic.patched(data.replace(earlier, earlier + b"\r\n" + later), changed(clinic))
    first, second = clinic.of(result, Payer.FUND).claims
    assert [line["code"] for line in first.all("SY")] == ["0000999"]
    assert [line["code"] for line in second.all("SY")] == ["0000999", "8830052"]


def test_a_comment_inside_a_unit_goes_with_its_acts_and_one_on_the_whole_with_both(clinic):
    shots = clinic.act("SI", "31", "130000510", 25, {20: 1})
    note = "CO,,1,810000001,注射"
    whole = clinic.record("CO", section="01", burden="1", code="820000001")
    bill = clinic.bill(visits={5: 1, 20: 1}, extra=(shots, whole))
    data = clinic.uke([bill]).replace(shots.encode(), shots.encode() + b"\r\n" + note.encode("cp932"))
    first, second = clinic.of(clinic.patched(data, changed(clinic)), Payer.FUND).claims
    assert [line["code"] for line in first.all("CO")] == ["820000001"]
    assert [line["code"] for line in second.all("CO")] == ["820000001", "810000001"]


def test_a_comment_of_no_day_stands_on_both_and_is_said(clinic):
    note = clinic.record("CO", section="12", burden="1", code="810000001", text="往診")
    bill = clinic.bill(visits={5: 1, 20: 1}, extra=(note,))
    result = clinic.patched(clinic.uke([bill]), changed(clinic))
    assert all(len(claim.all("CO")) == 1 for claim in clinic.of(result, Payer.FUND).claims)
    assert all("comment-on-both" in [each.id for each in entry.remarks] for entry in result.entries)


ACT = "SI,12,1,112007410,,75,2"


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda data: data.replace(ACT.encode(), ACT[:-1].encode() + b"3"), "SI 112007410"),
        (lambda data: data.replace(b",2,150,,", b",2,151,,"), "HO 合計点数"),
        (lambda data: data.replace(b",2,150,,,,,,,,,", b",2,150,,,,,,500,,,"), "HO"),
        (lambda data: data.replace(b",1112,", b",1111,"), "入院"),
        (lambda data: data.replace(b"SN,1", b"KO,83990002,0000018,,,,,,,,,\r\nSN,1"), "KO"),
        (lambda data: data.replace(b"SY,", b"ZZ,1\r\nSY,"), "?"),
        (lambda data: data.replace(b"JD,1", b"JD,2"), "JD"),
        (lambda data: data.replace(b"JD,1,,,,,1", b"JD,1,,,,,"), "JD"),
    ],
)
def test_what_the_days_do_not_divide_is_a_question_and_stays(clinic, damage, why):
    data = damage(clinic.uke([clinic.bill(visits={5: 1, 20: 1})]))
    result = clinic.patched(data, changed(clinic))
    assert [(each.id, each.detail) for each in result.entries[0].remarks] == [("split-by-hand", why)]
    assert [file.data for file in result.files] == [data]


def test_acts_of_one_unit_with_other_days_are_a_question(clinic):
    bill = clinic.bill(visits={5: 1, 20: 1})
    inner = clinic.act("SI", "", "112011010", 10, {20: 1})
    data = clinic.uke([bill])
    at = data.index(b"GO,")
    data = data[:at] + inner.encode() + b"\r\n" + data[at:]
    result = clinic.patched(data.replace(b",2,150,,", b",2,160,,"), changed(clinic))
    assert [each.detail for each in result.entries[0].remarks] == ["SI 112007410"]


def test_a_claim_without_any_days_is_a_question(clinic):
    data = clinic.uke([clinic.bill(visits={5: 1, 20: 1})])
    lines = [line for line in data.split(b"\r\n") if line[:2] not in {b"JD", b"SI"}]
    result = clinic.patched(b"\r\n".join(lines), changed(clinic))
    assert [each.id for each in result.entries[0].remarks] == ["no-days"]


def test_a_part_without_a_diagnosis_is_a_question(clinic):
    data = clinic.uke([clinic.bill(visits={5: 1, 20: 1})]).replace(b"0000999,20261001", b"0000999,20261020")
    result = clinic.patched(data, changed(clinic))
    assert [each.id for each in result.entries[0].remarks] == ["no-diagnosis"]


def test_a_day_that_the_month_does_not_have_is_a_question(clinic):
    bill = clinic.bill(month="202609", visits={5: 1, 31: 1})
    result = clinic.patched(clinic.uke([bill]), changed(clinic))
    assert [each.id for each in result.entries[0].remarks] == ["day-beyond-month"]
