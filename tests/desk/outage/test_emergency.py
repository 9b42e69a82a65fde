"""The operating body's emergency function, and disasters: what comes next at every hour."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import JAPAN
from kiosk.outage.disaster import Disaster, SpokenConsent, in_force
from kiosk.outage.emergency import (
    ORDER,
    CentreClosed,
    Due,
    EmergencyStep,
    Taken,
    is_active,
    is_staffed,
    next_step,
    opens_after,
)
from kiosk.storage.faults import RecordConflict
from tests.desk.outage.conftest import noted

SATURDAY = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=JAPAN)
TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=JAPAN))  # noqa: DTZ001 - the zone follows


def taken(*steps):
    return [Taken(step, "suzuki", MONDAY) for step in steps]


def test_on_a_saturday_one_notes_now_and_phones_on_monday():
    assert next_step([], SATURDAY) == CentreClosed(MONDAY)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (datetime(2026, 11, 23, 8, 59, tzinfo=JAPAN), MONDAY),
        (datetime(2026, 11, 20, 17, 0, tzinfo=JAPAN), MONDAY),
        (datetime(2026, 11, 23, 17, 0, tzinfo=JAPAN), MONDAY + timedelta(days=1)),
        (MONDAY, MONDAY),
    ],
)
def test_the_centre_opens_at_nine_on_the_next_workday(at, opens):
    assert opens_after(at) == opens


@given(TIMES)
def test_at_every_hour_it_is_either_staffed_or_says_when_it_will_be(at):
    match next_step([], at):
        case Due(step=step):
            assert step is EmergencyStep.PHONED
            assert is_staffed(at)
        case CentreClosed(opens=opens):
            assert not is_staffed(at)
            assert is_staffed(opens)
            assert at < opens <= at + timedelta(days=3)


@given(TIMES, st.integers(0, len(ORDER)))
def test_every_state_names_a_next_step_and_the_order_is_kept(at, so_far):
    steps = taken(*ORDER[:so_far])
    following = next_step(steps, at)
    if 0 < so_far < len(ORDER):
        assert following == Due(ORDER[so_far])
    else:
        assert following == next_step([], at)


@pytest.mark.parametrize("so_far", range(len(ORDER) + 1))
def test_it_is_open_from_its_activation_until_it_is_ended(so_far):
    assert is_active(taken(*ORDER[:so_far])) == (so_far == ORDER.index(EmergencyStep.ACTIVATED) + 1)


def test_a_disaster_holds_for_the_days_that_were_named():
    noto = Disaster("石川県", date(2026, 1, 1), date(2026, 3, 7), "kanri")
    assert [in_force([noto], day) for day in (date(2025, 12, 31), date(2026, 3, 8))] == [None, None]
    assert in_force([noto], date(2026, 3, 7)) is noto
    assert in_force([Disaster("新潟県", date(2026, 1, 1), None, "kanri")], date(2030, 1, 1))


def test_what_was_said_is_kept_with_who_heard_it_and_asked_once(storage):
    (visit,) = noted(storage, 1)
    with storage.unit_of_work(SATURDAY) as work:
        work.emergencies.heard(visit, SpokenConsent.UNCONSCIOUS, "suzuki")
        work.commit()
    with storage.reading() as reading:
        assert reading.emergencies.said(visit) is SpokenConsent.UNCONSCIOUS
    with pytest.raises(RecordConflict), storage.unit_of_work(SATURDAY) as work:
        work.emergencies.heard(visit, SpokenConsent.GIVEN, "suzuki")


def test_an_announcement_without_an_end_gets_its_last_day_when_it_is_over(storage):
    with storage.unit_of_work(SATURDAY) as work:
        work.emergencies.announce("石川県", date(2026, 11, 1), None, "kanri")
        (announced,) = work.emergencies.disasters()
        work.emergencies.end(announced, SATURDAY.date())
        work.emergencies.take(EmergencyStep.PHONED, "kanri", "担当 山本")
        work.commit()
    with storage.reading() as reading:
        assert reading.emergencies.disasters() == (
            Disaster("石川県", date(2026, 11, 1), SATURDAY.date(), "kanri"),
        )
        assert [each.words for each in reading.emergencies.taken()] == ["担当 山本"]
