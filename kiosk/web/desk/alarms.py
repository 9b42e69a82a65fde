"""What hangs over every page of the desk until it is mended."""

from __future__ import annotations

from kiosk.checkin.conductor.conductor import READER
from kiosk.checkin.machine.steps import CardLeft
from kiosk.desk.arrivals import listing as arrivals
from kiosk.house import House
from kiosk.outage.health import Health
from kiosk.troubles import BY_CODE, Trouble


def alarms(house: House) -> tuple[Trouble, ...]:
    """What will trouble the next visit too, with what to do: first what is looked at now, then what no turn has shown to work."""
    stood_in_for = house.at_home() or house.records_away()
    codes = (
        *_alarm("card_left", card_left(house)),
        *_alarm("reader_gone", not house.reader_connected()),
        *_alarm("records_here", house.at_home()),
        *_alarm("records_away", house.records_away() and not house.at_home()),
        *_alarm("records_strange", house.strange()),
        *_alarm("records_differ", bool(house.conflicts())),
        *_alarm("service_unreachable", house.health() is Health.OFFLINE),
        *arrivals.hanging(house),
        *(code for code in house.strips() if code != "storage_failed" or not stood_in_for),
    )
    return tuple(BY_CODE[code] for code in dict.fromkeys(codes))


def card_left(house: House) -> bool:
    """Whether a card lies on the reader that nobody took."""
    lane = house.conductor.lane(READER)
    return lane is not None and isinstance(lane.step, CardLeft)


def card_holders(house: House, hanging: tuple[Trouble, ...]) -> tuple[str, ...]:
    """Whom to close while another program holds the card."""
    return house.card_holders() if any(each.code == "reader_busy" for each in hanging) else ()


def _alarm(code: str, rings: bool) -> tuple[str, ...]:  # noqa: FBT001 - (code, rings) reads as the pair it is
    return (code,) if rings else ()
