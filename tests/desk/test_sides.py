"""The desk compares as its site has settled, like the machine."""

from __future__ import annotations

from dataclasses import replace

from desk_world import CHART, SATO, answer, qualification

from kiosk.checkin.conductor.ports import Comparing
from kiosk.checkin.machine.conclude import conclude
from kiosk.checkin.machine.events import Answered
from kiosk.checkin.machine.seen import Chart, Outcome
from kiosk.checkin.machine.steps import Querying
from kiosk.checkin.machine.turn import Lane
from kiosk.desk.sides import Sides, judged
from kiosk.desk.visit.by_itself import Waits
from kiosk.desk.visit.page import visit_page
from kiosk.intake.person import person_of_patient
from kiosk.matching.names.hidden import Hides
from kiosk.matching.names.site import Site
from kiosk.qualification.grounds import CardProof, Challenge, Consent, Method
from kiosk.storage.staff.accounts import Role


def rule(shown, comparing: Comparing) -> str:
    return judged(Sides(None, qualification(shown), Chart("P-100", SATO), comparing=comparing)).rule


def test_an_address_that_is_not_shown_is_asked_about_unless_the_site_lets_uncommon_names_pass() -> None:
    hidden = replace(SATO, address=None)
    assert rule(hidden, Comparing()) == "ask.address_unknown"
    assert rule(hidden, Comparing(common_name=lambda shown: shown.kana == "")) == "pass.uncommon_name"


def test_a_dot_hides_what_the_site_says_it_hides() -> None:
    dotted = replace(SATO, name=f"{SATO.name[:-1]}●")
    assert rule(dotted, Comparing()) == "pass"
    assert rule(dotted, Comparing(Site(Hides("jisx0213")))) == "ask.name_unknown"


def test_insurance_and_public_assistance_of_one_person_pass_together_and_are_shown_both(clinic) -> None:
    clinic.chart()
    ledger, now = clinic.house.ports.ledger, clinic.clock.now()
    number = ledger.open_visit("reader", now)
    came = answer(number, SATO)
    aid = replace(came.qualifications[0], card_classification="A1", insurer_number="12990015", symbol="")
    both = replace(came, qualifications=(*came.qualifications, aid))
    querying = Querying(CardProof(Method.FACE, b"", Challenge("", "", b""), b""), Consent.nothing())
    charts = (Chart("P-100", person_of_patient(CHART)),)
    turn = conclude(querying, Answered(1, both, charts), Lane.READER)
    assert turn.step.settled.outcome is Outcome.CONFIRMED

    ledger.write(number, "ShowingResult", tuple(each for each in turn.effects), now)
    page = visit_page(clinic.house, number, Role.DESK, now)
    assert page.shown.qualification.card_classification == "01"
    assert page.shown.assistance.insurer_number == "12990015"
    assert page.waits is Waits.SEVERAL
