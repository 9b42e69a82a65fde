"""Hazard: the revocation list is out of date. "Stale" is a result of its own, neither revoked nor good."""

from hardware_mocks.national.faults import Fault
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.seen import Reason
from kiosk.station.certificate_desk import KEPT


def test_hazard_a_stale_revocation_list_is_named_and_the_next_list_heals_it(kiosk):
    kiosk.stage.service.faults.on(Fault.STALE_CRL)
    kiosk.step_clock(KEPT + 1)
    visit = kiosk.lay("sato")
    assert kiosk.shows(steps.OfferingFallback) == "revocation_stale"
    assert kiosk.lane.step.reason is Reason.CERTIFICATE
    assert kiosk.troubles(visit) == ["revocation_stale"]
    kiosk.stage.service.faults.off(Fault.STALE_CRL)
    kiosk.step_clock(KEPT + 1)
