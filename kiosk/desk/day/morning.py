"""朝の点検: is everything there that the first patient will need?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from kiosk.clock import Moment
from kiosk.desk.day.line import Line, State, counted, line
from kiosk.house import Equipment, House
from kiosk.keeping.stamps import stamps

SOON = timedelta(days=60)
"""A clinic needs weeks to get another certificate."""
BACKED_UP = timedelta(days=2)
"""Once a night, and one night may fail."""
LITTLE_ROOM = 1 << 30
"""Bytes; a year of records takes far less."""


def morning_check(house: House, now: Moment) -> tuple[Line, ...]:
    """Everything is looked at anew: the camera is opened for one picture, which nobody sees."""
    return (*_reader(house, now), *_records(house, now))


def _reader(house: House, now: Moment) -> Iterator[Line]:
    if not house.settings.has_own_reader:
        for each in house.terminals():
            state = State.BAD if each.trouble else State.GOOD
            yield line("terminal", state, "staff.arrivals", number=each.label)
        return
    yield line("reader", State.GOOD if house.reader_connected() else State.BAD)
    yield line("camera", State.GOOD if house.face.live_picture() else State.BAD)
    if seen := house.equipment():
        yield from _equipment(seen, now)


def _backup(house: House, now: Moment) -> Line:
    """The last one that this home wrote; of a rehearsed restore `doctor` tells."""
    told = stamps(house.settings.home).backed_up
    if not told:
        return line("backup", State.LOOK, said="never")
    made = datetime.fromisoformat(told)
    day = f"{made.astimezone(now.wall.tzinfo):%Y-%m-%d %H:%M}"
    return line("backup", State.GOOD if now.wall - made < BACKED_UP else State.LOOK, at=day)


def _equipment(seen: Equipment, now: Moment) -> Iterator[Line]:
    yield line("models", State.LOOK if seen.lacking else State.GOOD, names=", ".join(seen.lacking))
    yield line("service", State.GOOD if seen.answers else State.BAD, "staff.mode")
    yield _lists(seen.lists, now.wall)
    yield _certificate(seen.certificate_until, now.wall)
    yield line("disk", State.GOOD if seen.free >= LITTLE_ROOM else State.BAD, free=f"{seen.free / 2**30:.1f}")


def _lists(ends: tuple[datetime | None, ...], now: datetime) -> Line:
    """The one that ends first: what is over speaks for nobody any more."""
    told = [each for each in ends if each is not None]
    if not told:
        return line("lists", State.GOOD, said="none")
    first = min(told)
    return line("lists", State.GOOD if first > now else State.LOOK, n=len(ends), until=_local(first, now))


def _certificate(until: datetime | None, now: datetime) -> Line:
    if until is None:
        return line("certificate", State.BAD, said="unreadable")
    state = State.BAD if until <= now else State.LOOK if until - now < SOON else State.GOOD
    return line("certificate", state, until=f"{until.astimezone(now.tzinfo):%Y-%m-%d}")


def _local(at: datetime, now: datetime) -> str:
    return f"{at.astimezone(now.tzinfo):%m-%d %H:%M}"


def _records(house: House, now: Moment) -> Iterator[Line]:
    with house.storage.reading() as books:
        listed = books.tomorrow.of_day(now.today)
        found = books.found.open()
        noted = books.outages.waiting()
    yield _backup(house, now)
    yield counted("strips", len(house.strips()), "staff.queue", State.BAD)
    if listed:
        known = sum(bool(each.causes) for each in listed)
        yield line(
            "appointments", State.LOOK if known else State.GOOD, "staff.tomorrow", n=known, all=len(listed)
        )
    else:
        yield line("appointments", State.GOOD, said="none")
    yield counted("found", len(found), "staff.queue")
    yield counted("noted", len(noted), "staff.mode")
