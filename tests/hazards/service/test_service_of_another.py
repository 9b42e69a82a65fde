"""Hazard: somebody else answers at the service's address. Nothing about a patient is sent there."""

from hardware_mocks.national.faults import Fault
from hardware_mocks.pki.issuing import Pki
from kiosk.checkin.machine import steps
from kiosk.clock import SystemClock
from kiosk.desk.acting import Desk
from kiosk.desk.outage.failure import switch
from rehearsal.visit import play


def test_hazard_a_service_of_a_foreign_authority_is_told_nothing_and_failure_mode_still_serves(
    another_kiosk, tmp_path
):
    authority = tmp_path / "another-authority.pem"
    authority.write_bytes(Pki.make(SystemClock().now().wall).tls_ca)

    def trusting_another(settings):
        service = settings.service.model_copy(update={"authority": authority})
        return settings.model_copy(update={"service": service})

    with another_kiosk(changed=trusting_another) as kiosk:
        visit = kiosk.to_choice("sato")
        assert kiosk.troubles(visit) == ["revocation_absent"]
        kiosk.prove_by_pin("1234")
        kiosk.until(steps.ShowingResult)
        assert kiosk.troubles(visit) == ["revocation_absent", "service_untrusted"]
        kiosk.take_away()
        assert not kiosk.stage.service.desk.recorded.last
        switch(Desk(kiosk.stage.house, "uketsuke", kiosk.clock.now()), on=True, why="who is that")
        kiosk.stage.service.faults.on(Fault.BLACK_HOLE)
        assert play(kiosk.stage, "sato", "pin").outcome == "noted_in_outage"
