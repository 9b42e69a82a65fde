"""The payer's mock: a faulty file is refused by name, a good one is answered claim by claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hardware_mocks.clinic.claim_records import Act, Billed, PublicFund, claim, encoded, header, trailer
from hardware_mocks.national.payer.answering import Answered, Refused, base_amounts, lines, take
from hardware_mocks.national.payer.checks import has_check_digit
from hardware_mocks.national.payer.people import Insurance, People, Person, people_of, same_address
from hardware_mocks.national.registry import Registry
from hardware_mocks.personas.model import all_personas

FUND, FEDERATION = "1", "2"
SOCIETY = Insurance("hana", "06990014", "見本健康保険組合", "見本１", "２", "01", date(2020, 4, 1))
TOWN = replace(SOCIETY, insurer="990010", insurer_name="例示市", symbol="例", number="９")
HANA = Person("hana", "ミホン　ハナ", date(1985, 4, 12), "2", "東京都例示市見本町一丁目２番３号", (SOCIETY,))
NAMES = {"06990014": "見本健康保険組合", "01990019": "見本協会けんぽ", "990010": "例示市"}
BILLED = Billed(
    chart="1", kind="1112", name="見本 ハナ", kana="ミホン ハナ", sex="2", birthdate=date(1985, 4, 12),
    insurer="06990014", symbol="見本1", number="2", branch="01", illness="見本かぜ", since=date(2026, 11, 2),
    acts=(Act("12", "112007410", 75, (2, 20)), Act("12", "112011010", 52, (2,))),
)  # fmt: skip
UNKNOWN = replace(BILLED, insurer="77777777", symbol="", number="777777777", branch="")


def comment(code, text=""):
    return ["CO", "01", "1", code, text]


def file_of(*billed, payer=FUND, comments=(), changed=lambda records: records):
    records = [header(payer, "9910000018", "見本", "202612")]
    for serial, each in enumerate(billed, 1):
        made = claim(each, serial, "202611")
        if each.insurer.startswith("7777777"):
            made[-len(each.acts) : -len(each.acts)] = [comment("820000246"), *comments]
        records += made
    count = sum(2 if each.public_fund else 1 for each in billed)
    records.append(trailer(count, sum(each.points for each in billed)))
    return encoded(changed(records))


def people(*insurances, **changed):
    return People((replace(HANA, insurances=insurances or (SOCIETY,), **changed),), NAMES)


def answered(content, registered):
    found = take(content, registered, base_amounts())
    assert isinstance(found, Answered), found
    return found


def verdict(content, registered):
    return answered(content, registered).verdicts[0][1]


def told(found):
    return found.confirmation.value, found.outcome.value, found.reason


# -- refused ---------------------------------------------------------------------------------------------------


def fault(kind, at, value):
    """Put a value into every record of a kind."""

    def change(records):
        return [
            [*each[: at - 1], value, *each[at:]] if each[0] == kind else each for each in records
        ]  # fmt: skip

    return change


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("payer", fault("IR", 2, "3")),
        ("not_medical", fault("IR", 4, "3")),
        ("serials", fault("RE", 2, "7")),
        ("total_count", fault("GO", 2, "2")),
        ("total_points", fault("GO", 3, "1")),
        ("unknown_record", fault("JD", 1, "XX")),
        ("field_count", lambda records: [each[:-1] if each[0] == "SY" else each for each in records]),
        ("month", fault("RE", 4, "202612")),
        ("days", fault("SI", 44, "1")),
        ("check_digit", fault("HO", 2, "06990015")),
        ("other_payer", fault("HO", 2, "39990015")),
        ("unknown_unexplained", fault("HO", 2, "77777777")),
        ("number", fault("HO", 4, "")),
        ("points", fault("SI", 6, "1")),
        ("no_illness", lambda records: [each for each in records if each[0] != "SY"]),
    ],
)
def test_a_faulty_file_is_refused_and_the_fault_is_named(code, change):
    good = take(file_of(BILLED), people(), base_amounts())
    bad = take(file_of(BILLED, changed=change), people(), base_amounts())
    assert isinstance(good, Answered)
    assert isinstance(bad, Refused)
    assert code in {each.code for each in bad.faults}


@pytest.mark.parametrize("cut", [b"", b"IR", b"IR,1\r\nRE,1\r\n", b"IR,1\r\nGO,0,0,99", b"IR,\x81\r\nGO\r\n"])
def test_what_is_no_claim_file_is_refused_as_unreadable(cut):
    assert [each.code for each in take(cut, people(), base_amounts()).faults] == ["unreadable"]


@pytest.mark.parametrize("dummy", ["77777777", "77777779"])
def test_both_dummies_for_an_unknown_insurer_are_let_through(dummy):
    assert isinstance(take(file_of(replace(UNKNOWN, insurer=dummy)), people(), base_amounts()), Answered)


PASS = "01010016 01130012 01350016 06130512 06270409 06110829 07130024 31130461 34130021 39131008 39131032 39280003 138057 133066 140053 77777779"  # fmt: skip


def test_the_check_digit_is_that_of_the_published_rule():
    assert all(map(has_check_digit, PASS.split()))
    assert not any(map(has_check_digit, ["77777777", "99999999", "83136019", "", "0113001x"]))


# -- billed with numbers -----------------------------------------------------------------------------------------


LOST = replace(SOCIETY, lost=date(2026, 11, 1))
NEXT = replace(
    SOCIETY, insurer="01990019", insurer_name="見本協会けんぽ", symbol="５", first=date(2026, 11, 1)
)


@pytest.mark.parametrize(
    ("insurances", "answer"),
    [
        ((SOCIETY,), ("02", "accepted", "")),
        ((replace(SOCIETY, branch="02"),), ("09", "accepted", "")),
        ((LOST, NEXT), ("04", "accepted", "")),
        ((LOST,), ("06", "accepted", "")),
        ((replace(LOST, returned_document=True),), ("07", "returned", "lost_document_returned")),
        ((replace(LOST, reason_of_loss="01"),), ("08", "returned", "lost_by_death")),
        ((LOST, replace(TOWN, first=date(2026, 11, 1))), ("04", "returned", "other_payer")),
        ((TOWN,), ("03", "accepted", "")),
    ],
)
def test_a_claim_with_numbers_comes_back_with_its_code(insurances, answer):
    assert told(verdict(file_of(BILLED), people(*insurances))) == answer


def test_a_change_in_mid_month_splits_the_claim_by_days_and_points():
    halves = replace(SOCIETY, lost=date(2026, 11, 15)), replace(NEXT, first=date(2026, 11, 15))
    found = answered(file_of(BILLED), people(*halves))
    (_, line, _) = lines(found)
    assert line["confirmation"] == "05"
    assert [(each["days"], each["points"], each["sn"][3]) for each in line["parts"]] == [
        ([2], 127, "06990014"), ([20], 75, "01990019"),
    ]  # fmt: skip
    assert all(each["comments"] == ["820000244"] for each in line["parts"])


def test_with_public_funds_nothing_is_transferred():
    with_fund = replace(BILLED, kind="1124", public_fund=PublicFund("83990002", "0000018"))
    assert told(verdict(file_of(with_fund), people(LOST, NEXT))) == ("06", "accepted", "")


def test_a_number_that_no_insurer_has_is_returned():
    assert told(verdict(file_of(replace(BILLED, insurer="31990013")), people())) == (
        "03",
        "returned",
        "unknown_insurer",
    )


# -- billed without ------------------------------------------------------------------------------------------------


def test_an_unknown_claim_goes_to_the_one_insurer_of_the_person():
    found = verdict(file_of(UNKNOWN), people())
    assert told(found) == ("04", "accepted", "")
    assert found.parts[0].insurance == SOCIETY


def test_whoever_nobody_insures_is_paid_for_by_all_to_the_yen():
    found = answered(file_of(UNKNOWN), People((), NAMES))
    assert told(found.verdicts[0][1]) == ("03", "pooled", "")
    assert found.pool.yen == BILLED.points * 7
    assert sum(found.shares.values()) == found.pool.yen
    assert found.policy.assumed


BESIDE = replace(
    SOCIETY,
    insurer="01990019",
    insurer_name="見本協会けんぽ",
    first=date(2026, 1, 1),
    employer="見本商事株式会社",
)


@pytest.mark.parametrize(
    ("comments", "insurer", "asked"),
    [
        ((), "01990019", ("01990019", "06990014")),
        ((comment("830000503", "見本健康保険組合"),), "06990014", ()),
        ((comment("830000504", "見本商事"),), "01990019", ()),
    ],
)
def test_two_qualifications_side_by_side_are_told_apart_by_what_was_declared_or_asked_about(
    comments, insurer, asked
):
    found = verdict(file_of(UNKNOWN, comments=comments), people(SOCIETY, BESIDE))
    assert (found.parts[0].insurance.insurer, found.asked) == (insurer, asked)


@pytest.mark.parametrize(
    ("kind", "insurer", "asked"),
    [
        ("被用者保険", "06990014", ()),
        ("国民健康保険", "990010", ()),
        ("わからない", "06990014", ("06990014", "990010")),
    ],
)
def test_the_declared_kind_is_the_last_key_before_anybody_is_asked(kind, insurer, asked):
    content = file_of(UNKNOWN, comments=(comment("830000502", kind),))
    found = verdict(content, people(SOCIETY, TOWN))
    assert (found.parts[0].insurance.insurer, found.asked) == (insurer, asked)


def test_namesakes_of_one_birthday_are_told_apart_by_the_address():
    twin = replace(HANA, id="twin", address="大阪府例示市", insurances=(replace(BESIDE, person="twin"),))
    both = People((HANA, twin), NAMES)
    found = verdict(file_of(UNKNOWN, comments=(comment("830000505", "東京都例示市見本町１－２－３"),)), both)
    assert (found.parts[0].insurance, found.asked) == (SOCIETY, ())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("東京都例示市見本町一丁目２番３号", "東京都例示市見本町1-2-3", True),
        ("東京都例示市見本町１－２－３　見本荘２０１号室", "東京都例示市見本町1丁目2番地3", True),
        ("東京都例示市見本町1-2-3", "東京都例示市見本町1-2-4", False),
        ("", "東京都例示市", False),
    ],
)
def test_an_address_is_the_same_however_it_is_written(one, other, same):
    assert same_address(one, other) is same


# -- the demo's people -------------------------------------------------------------------------------------------------


def test_the_demos_people_are_all_found_by_their_reading_and_insured_where_no_insurer_can_be():
    found = people_of(Registry.from_personas(all_personas()).entries())
    assert all(has_check_digit(each) and "99" in {each[:2], each[2:4]} for each in found.insurers)
    later = {each.id: len(each.insurances) for each in found.persons}
    assert (later["invalid"], later["several"], later["invalid_newer"], later["not_found"]) == (2, 2, 3, 0)
