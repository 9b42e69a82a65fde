"""Hazard: a card was reported lost. It is refused, also without a line, and serves again once it was found."""

from hardware_mocks.national.faults import Fault
from kiosk.checkin.machine import steps
from kiosk.station.lists.kept import KEPT


def test_hazard_a_held_card_is_refused_and_its_end_opens_the_way_at_once(kiosk):
    dock = kiosk.stage.dock
    dock.hold("mother")
    kiosk.step_clock(KEPT + 1)
    kiosk.stage.house.ports.certificates.keep_up()
    try:
        visit = kiosk.lay("mother")
        assert kiosk.shows(steps.OfferingFallback) == "certificate_on_hold"
        assert kiosk.troubles(visit) == ["certificate_on_hold"]
        kiosk.take_away()
        with kiosk.stage.service.faults.thrown(Fault.REFUSE):
            kiosk.lay("mother")
            assert kiosk.shows(steps.OfferingFallback) == "certificate_on_hold"
            kiosk.take_away()
    finally:
        dock.lift("mother")
    kiosk.step_clock(60)
    kiosk.lay("mother")
    kiosk.until(steps.EnteringCardNumber)
