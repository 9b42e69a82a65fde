from datetime import datetime, timedelta

from kiosk.clock import JAPAN
from kiosk.outage.mode import Off, SwitchedOn, switch_on

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=JAPAN)


def test_switching_on_says_who_why_and_since_when():
    assert switch_on(Off(), "suzuki", "no answer", NOW) == SwitchedOn("suzuki", "no answer", NOW)


def test_switching_on_twice_keeps_who_began_it():
    begun = switch_on(Off(), "suzuki", "no answer", NOW)
    assert switch_on(begun, "tanaka", "again", NOW + timedelta(hours=1)) == begun
