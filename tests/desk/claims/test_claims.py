"""Claims and their visits: sent, answered, returned, sent again, paid."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from claims_world import (
    ACCEPTED,
    INSURED,
    PAST,
    RETURNED,
    UNKNOWN,
    claims_of,
    declared,
    page,
    said,
    standing_of,
    step_of,
    uke,
)
from desk_world import CHART, SATO, START, answer, qualification

from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.claims.ledger import ClaimState
from kiosk.claims.model import Current, Past, Payer, Unknown
from kiosk.clock import Moment
from kiosk.desk.acting import NotNow
from kiosk.desk.claims.answers import paid, take_in
from kiosk.desk.claims.calls import choose_payer, contacted
from kiosk.desk.claims.months import patient_months
from kiosk.desk.claims.sending import sent
from kiosk.desk.papers.disposal import dispose, dispose_paid
from kiosk.storage.claims.notes import Reached


@pytest.fixture
def clerk(clinic):
    return clinic.at_desk("seikyu")


def test_whoever_is_in_no_table_is_billed_with_what_was_declared(clinic, clerk):
    number = declared(clinic)
    contacted(clerk, number, START.today, Reached.STILL_UNKNOWN)
    choose_payer(clerk, number, Payer.FEDERATION)
    match standing_of(clinic, number):
        case Unknown(declaration=declaration, contacted_on=contacted_on, send_to=send_to):
            assert (declaration.phone, contacted_on, send_to) == (
                "00-0000-0000",
                START.today,
                Payer.FEDERATION,
            )
        case other:
            pytest.fail(f"{other}")


def test_numbers_of_the_table_go_before_a_declaration(clinic):
    number = declared(clinic, INSURED)
    assert isinstance(standing_of(clinic, number), Past)


def test_two_namesakes_of_one_birthday_are_not_told_apart_by_the_machine(clinic):
    clinic.chart(replace(INSURED, patient_id="P-200"))
    number = declared(clinic, INSURED)
    assert isinstance(standing_of(clinic, number), Unknown)


def test_a_confirmed_visit_stands_for_the_month_and_a_stopped_one_for_nothing(clinic):
    number = clinic.confirmed()
    assert isinstance(standing_of(clinic, number), Current)
    stopped = clinic.visit(Settled(Outcome.STOPPED, None, patient_id="P-100", rule="x"), SATO)
    assert standing_of(clinic, stopped) is None


def test_everybody_of_the_table_has_a_month_and_so_has_whoever_came_without_a_chart(clinic):
    declared(clinic)
    clinic.chart(replace(CHART, patient_id="P-300", birthdate=date(1990, 1, 1)))
    with clinic.storage.reading() as books:
        months = {each.patient_id: each.periods for each in patient_months(books, date(2026, 11, 1))}
    assert set(months) == {"P-300", ""}
    assert months["P-300"] == ()
    assert [(each.first.day, each.last.day) for each in months[""]] == [(1, 30)]


def test_what_the_payer_found_is_billed_the_next_time(clinic, clerk):
    number = declared(clinic)
    file = uke(UNKNOWN)
    sent(clerk, file)
    take_in(clerk, said(file, RETURNED, found=("990010", "例", "９", "01")))
    assert standing_of(clinic, number).numbers.insurer_number == "990010"


def test_an_accepted_claim_leaves_the_visit_nothing_to_do(clinic, clerk):
    number = declared(clinic)
    file = uke(UNKNOWN)
    assert [each.visit for each in page(clinic).unbilled] == [number]
    assert sent(clerk, file) == 1
    assert page(clinic).unbilled == ()
    assert [each.claims for each in page(clinic).waiting] == [1]
    taken = take_in(clerk, said(file, ACCEPTED))
    assert taken.returned_visits == ()
    assert step_of(clinic, number) == "claim_accepted"
    assert [(each.standing, each.state, each.points) for each in claims_of(clinic, number)] == [("unknown", ClaimState.ACCEPTED, 75)]  # fmt: skip
    assert page(clinic).waiting == ()


def test_a_returned_claim_opens_the_visit_again_until_it_is_sent_once_more(clinic, clerk):
    number = declared(clinic, INSURED)
    first, second = uke(PAST), uke(PAST, payer="2")
    sent(clerk, first)
    assert take_in(clerk, said(first, RETURNED)).returned_visits == (number,)
    assert step_of(clinic, number) == "returned"
    assert [each.visits for each in page(clinic).returned] == [(number,)]
    sent(clerk, second)
    assert step_of(clinic, number) == "declared"
    assert page(clinic).returned == ()
    take_in(clerk, said(second, ACCEPTED, payer="2"))
    assert [each.state for each in claims_of(clinic, number)] == [ClaimState.REPLACED, ClaimState.ACCEPTED]
    kinds = clinic.audited(number)
    assert [kinds.count(each) for each in ("claim_sent", "claim_answered")] == [2, 2]


def test_payment_lets_the_declaration_go_when_its_claim_can_come_back_no_more(clinic, clerk):
    number = declared(clinic)
    file = uke(UNKNOWN)
    sent(clerk, file)
    digest = hashlib.sha256(file).hexdigest()
    with pytest.raises(NotNow, match="nothing_to_pay"):
        paid(clerk, digest)
    take_in(clerk, said(file, ACCEPTED))
    later = Moment(START.wall + timedelta(days=40), START.ticks)
    assert paid(replace(clerk, now=later), digest) == 1
    assert [each.state for each in claims_of(clinic, number)] == [ClaimState.PAID]
    assert "claim_paid" in clinic.audited(number)
    with pytest.raises(NotNow, match="kept_term"):
        dispose(replace(clerk, now=later), number, later.today)
    over = Moment(later.wall + timedelta(days=184), later.ticks)
    assert dispose_paid(clinic.storage, "seikyu", over) == ((number,), ())
    with clinic.storage.reading() as books:
        assert books.papers.latest(number) is None
        assert [each.share_percent for each in books.papers.disposals(number)] == [None]
    assert page(clinic).accepted == ()


GOOD = uke(UNKNOWN)
MISFITS = (
    ("", "no_answer_file"),
    ("not JSON", "no_answer_file"),
    (said(b"another", ACCEPTED), "not_sent"),
    (said(GOOD, ACCEPTED, payer="2"), "not_sent"),
    (said(GOOD, ACCEPTED, claimed_in="202701"), "not_sent"),
    (said(GOOD, ACCEPTED, ACCEPTED), "strange_claim"),
    (said(GOOD, ACCEPTED).replace('"serial": 1', '"serial": 9'), "strange_claim"),
    (said(GOOD, ("04", "perhaps", "")), "no_answer_file"),
    (said(GOOD, ("04", "returned", "")), "no_answer_file"),
    (said(GOOD, ("01", "accepted", "")), "no_answer_file"),
    (said(GOOD, ("04", "returned", "a whim")), "no_answer_file"),
)


def test_an_answer_that_does_not_fit_changes_nothing(clinic, clerk):
    number = declared(clinic)
    sent(clerk, GOOD)
    before = clinic.audited(number)
    for text, why in MISFITS:
        with pytest.raises(NotNow) as refused:
            take_in(clerk, text)
        assert refused.value.code == why, text
        assert [each.state for each in claims_of(clinic, number)] == [ClaimState.SENT]
        assert clinic.audited(number) == before
        assert len(page(clinic).waiting) == 1


def test_nothing_is_recorded_twice(clinic, clerk):
    declared(clinic)
    sent(clerk, GOOD)
    with pytest.raises(NotNow, match="sent_before"):
        sent(clerk, GOOD)
    take_in(clerk, said(GOOD, ACCEPTED))
    with pytest.raises(NotNow, match="answered_before"):
        take_in(clerk, said(GOOD, ACCEPTED))


def test_what_is_no_claim_file_is_not_recorded(clerk):
    with pytest.raises(NotNow, match="claim_file_stopped"):
        sent(clerk, b"%PDF-")


def test_a_visit_of_a_month_whose_day_is_over_is_late(clinic, clerk):
    number = declared(clinic)
    clinic.clock.passes(20 * 86400)
    assert ([each.visit for each in page(clinic).late], page(clinic).unbilled) == ([number], ())


def test_a_claim_of_numbers_confirmed_after_all_is_on_no_list(clinic, clerk):
    number = declared(clinic, CHART)
    with clinic.storage.unit_of_work(clinic.clock.now().wall) as work:
        visit = work.visits.find(number)
        work.findings.keep_answer(answer(number, SATO))
        work.visits.update(replace(visit, outcome=Outcome.CONFIRMED.value, patient_id="P-100"), "tanaka")
        work.commit()
    assert qualification(SATO).insurer_number
    assert page(clinic).unbilled == ()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_call_lies_between_the_visit_and_today(clinic, clerk, days):
    number = declared(clinic)
    with pytest.raises(NotNow, match="day_of_call"):
        contacted(clerk, number, START.today + timedelta(days=days), Reached.TOLD)


def test_a_visit_that_was_cut_off_and_forgotten_stands_on_the_clerks_list_the_day_after(clinic):
    number = clinic.house.ports.ledger.open_visit("reader", clinic.clock.now())
    assert page(clinic).unbilled == ()
    clinic.clock.passes(86_400)
    assert [(each.visit, each.standing) for each in page(clinic).unbilled] == [(number, "open")]
