"""Hazard: a card that is forged, copied or another authority's."""

import pytest

from hardware_mocks.card.faults import Faults
from hardware_mocks.card.issue import issue_card
from hardware_mocks.heads.photographs import chip_photo
from hardware_mocks.personas.model import persona
from hardware_mocks.pki.issuing import Pki
from kiosk.checkin.machine import steps


@pytest.mark.parametrize("fault", [Faults(record_signature_wrong=True), Faults(copied=True)])
def test_hazard_a_record_that_nobody_signed_is_not_shown(kiosk, fault):
    visit = kiosk.lay("sato", fault)
    kiosk.enter_number_b("sato")
    assert kiosk.shows(steps.CardTrouble) == "card_not_authentic"
    assert kiosk.troubles(visit) == ["card_not_authentic"]
    assert kiosk.lane.step.card.items is None


def test_hazard_a_copied_certificate_without_its_key_proves_nobody(kiosk):
    visit = kiosk.lay("sato", Faults(copied=True))
    kiosk.skip_number_b()
    kiosk.enter_pin("1234")
    assert kiosk.shows(steps.CardTrouble) == "signature_bad"
    assert kiosk.troubles(visit) == ["signature_bad"]
    assert not kiosk.audit(visit, "holder_proved")
    assert not kiosk.audit(visit, "service_answered")


def test_hazard_a_card_of_a_foreign_ca_is_refused_before_anything_is_read_of_it(kiosk):
    now = kiosk.clock.now().wall
    foreign = issue_card(persona("sato"), Pki.make(now), chip_photo("sato"), now)
    visit = kiosk.lay_card(foreign)
    assert kiosk.shows(steps.CardTrouble) == "certificate_foreign_ca"
    assert kiosk.troubles(visit) == ["certificate_foreign_ca"]
