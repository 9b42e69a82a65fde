"""Hazard: the revocation list is out of date. "Stale" is a result of its own, neither revoked nor good."""

from hardware_mocks.card.issue import issue_card
from hardware_mocks.card.material import CardMaterial
from hardware_mocks.heads.photographs import chip_photo
from hardware_mocks.national.faults import Fault
from hardware_mocks.personas.model import persona
from kiosk.checkin.machine import steps


def stranger(kiosk) -> CardMaterial:
    """A card of a town whose list was never fetched here."""
    now = kiosk.clock.now().wall
    return issue_card(persona("sato"), kiosk.stage.world.pki, chip_photo("sato"), now, municipality="99902")


def test_hazard_a_stale_revocation_list_is_named_and_the_next_list_heals_it(kiosk):
    card = stranger(kiosk)
    with kiosk.stage.service.faults.thrown(Fault.STALE_CRL):
        visit = kiosk.lay_card(card)
        kiosk.until(steps.EnteringCardNumber)
        assert kiosk.troubles(visit) == ["revocation_stale"]
        kiosk.take_away()
    visit = kiosk.lay_card(card)
    kiosk.until(steps.EnteringCardNumber)
    assert kiosk.troubles(visit) == []
