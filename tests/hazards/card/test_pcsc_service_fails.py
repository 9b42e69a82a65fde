"""Hazard: the PC/SC service ends, comes back, or hangs. Over the private service, with the real driver and pyscard."""

from collections.abc import Iterator

import pytest

from hardware_mocks.pcsc.private import what_is_missing
from kiosk.checkin.machine import events, steps
from tests.hazards.rehearsal import Rehearsal


@pytest.fixture(scope="module")
def over_pcsc(another_kiosk) -> Iterator[Rehearsal]:
    if missing := what_is_missing():
        pytest.skip("NOT RUN: no private PC/SC service: " + ", ".join(missing))
    with another_kiosk(pcsc=True) as made:
        yield made


def reader_is(kiosk, *, connected):
    house = kiosk.stage.house
    kiosk.until_lane(lambda _lane: house.reader_connected() is connected, f"a reader connected={connected}")


def test_hazard_a_pcsc_service_that_restarts_in_mid_visit_ends_it_and_serves_the_next(over_pcsc):
    kiosk = over_pcsc
    visit = kiosk.to_choice("sato")
    kiosk.stage.pcsc.stop_daemon()
    kiosk.until(steps.Attract)
    assert kiosk.troubles(visit) == ["reader_gone"]
    reader_is(kiosk, connected=False)
    kiosk.stage.pcsc.remove()
    kiosk.stage.pcsc.start_daemon()
    reader_is(kiosk, connected=True)
    assert kiosk.next_patient().outcome == "confirmed"


def test_hazard_a_pcsc_service_that_hangs_cannot_hang_the_kiosk(over_pcsc):
    kiosk = over_pcsc
    visit = kiosk.to_choice("sato")
    kiosk.to_pin()
    kiosk.stage.pcsc.hang()
    try:
        kiosk.press(lambda seq: events.PinEntered(seq, "1234"))
        kiosk.until(steps.Attract, steps.CardTrouble)
        reader_is(kiosk, connected=False)
        assert kiosk.troubles(visit)[0] in {"reader_gone", "card_mute"}
    finally:
        kiosk.stage.pcsc.resume()
    reader_is(kiosk, connected=True)
    assert kiosk.next_patient().outcome == "confirmed"
