"""The claim file of the demo's clinic is one that a payer can take, and none that anybody could pay."""

from datetime import date

import pytest

from hardware_mocks.clinic.claim_file import claim_file, days_of_treatment
from hardware_mocks.clinic.claim_records import wide
from hardware_mocks.national.payer.answering import Answered, base_amounts, take
from hardware_mocks.national.payer.checks import insurer_of
from hardware_mocks.national.payer.file import WIDTHS, read_claim_file
from hardware_mocks.national.payer.people import people_of
from hardware_mocks.national.registry import Registry
from hardware_mocks.personas.model import all_personas, persona
from hardware_mocks.world import CLINIC, INSTITUTION

KNOWN = tuple(each for each in all_personas() if each.intake)
MONTHS = tuple(date(2026, month, 1) for month in range(1, 13))


def made(month, payer, personas=KNOWN):
    return claim_file(personas, month, INSTITUTION, CLINIC, payer)


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("payer", ["1", "2"])
def test_the_payer_takes_every_month(month, payer):
    people = people_of(Registry.from_personas(all_personas()).entries())
    assert isinstance(take(made(month, payer), people, base_amounts()), Answered)


@pytest.mark.parametrize("month", MONTHS)
def test_everybody_with_a_chart_is_billed_once_and_on_working_days_of_that_month(month):
    both = [claim for payer in "12" for claim in read_claim_file(made(month, payer)).claims]
    assert sorted(each.common(14) for each in both) == sorted(each.intake["patient_id"] for each in KNOWN)
    for each in KNOWN:
        assert all(month.replace(day=day).weekday() < 5 for day in days_of_treatment(each, month))


def test_the_same_month_is_the_same_file_and_every_record_has_its_width():
    content = made(MONTHS[10], "1")
    assert content == made(MONTHS[10], "1")
    file = read_claim_file(content)
    assert {len(each) - WIDTHS[each[0]] for claim in file.claims for each in claim.records} == {0}
    assert "見本" in file.header[6]


def test_no_insurer_of_it_exists():
    insurers = {
        insurer_of(claim) for payer in "12" for claim in read_claim_file(made(MONTHS[0], payer)).claims
    }
    assert insurers
    assert all(each[-6:-4] == "99" if len(each) == 8 else each.startswith("99") for each in insurers)


def test_a_first_visit_that_brought_nothing_is_billed_without_a_number_and_refused():
    came = {"newcomer": (20,)}
    content = claim_file(all_personas(), MONTHS[10], INSTITUTION, CLINIC, came=came)
    (claim,) = read_claim_file(content).claims
    assert (claim.common(14), insurer_of(claim), claim.insured(4)) == ("", "", "")
    assert wide(persona("newcomer").resident.kana).replace("　", "") == claim.common(37)


def test_a_character_outside_the_files_set_becomes_a_wide_question_mark():
    assert wide("𠮷田 髙橋①A ｶﾅ") == "？田　？橋１Ａ　カナ"
