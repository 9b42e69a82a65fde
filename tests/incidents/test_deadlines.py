"""The clocks of a case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.incidents.deadlines import Clock, deadlines
from kiosk.incidents.model import Duty, Handling, Report, duty

KNOWN = date(2026, 11, 21)


def clocks(today: date, whose: Duty = Duty.OURS, sent: dict | None = None, *, wrongful: bool = False) -> dict:
    return {each.report: each for each in deadlines(KNOWN, today, whose, sent or {}, wrongful=wrongful)}


def test_the_day_of_knowing_is_day_one() -> None:
    found = clocks(KNOWN)

    assert found[Report.PRELIMINARY].aim == date(2026, 11, 23)
    assert found[Report.PRELIMINARY].due == date(2026, 11, 25)
    assert found[Report.FINAL].due == date(2026, 12, 20)


def test_a_suspected_wrongful_purpose_gives_sixty_days_for_the_final_report_alone() -> None:
    found = clocks(KNOWN, wrongful=True)

    assert found[Report.PRELIMINARY].due == date(2026, 11, 25)
    assert found[Report.FINAL].due == date(2027, 1, 19)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, Clock.RUNNING), (2, Clock.SOON), (4, Clock.SOON), (5, Clock.OVERDUE)],
)
def test_a_preliminary_report_runs_then_hurries_then_is_overdue(days: int, expected: Clock) -> None:
    assert clocks(KNOWN + timedelta(days=days))[Report.PRELIMINARY].clock is expected


def test_what_was_sent_is_never_overdue_and_the_insurers_report_is_not_ours() -> None:
    late = KNOWN + timedelta(days=90)

    assert clocks(late, sent={Report.FINAL: KNOWN})[Report.FINAL].clock is Clock.SENT
    assert {each.clock for each in clocks(late, Duty.INSURERS).values()} == {Clock.NOT_OURS}
    assert {each.clock for each in clocks(late, Duty.UNANSWERED).values()} == {Clock.OVERDUE}


@given(st.booleans(), st.booleans(), st.booleans())
def test_one_yes_makes_the_report_ours(printed: bool, stored: bool, passed_on: bool) -> None:
    found = duty(Handling(printed, stored, passed_on))

    assert found is (Duty.OURS if printed or stored or passed_on else Duty.INSURERS)
    assert duty(None) is Duty.UNANSWERED
