"""A card that was left on the reader: to its owner, else to the police without delay (遺失物法 article 13)."""

from __future__ import annotations

from enum import Enum

from kiosk.desk.acting import Desk, NotNow, first_come


class Went(Enum):
    """Where a found card went."""

    OWNER = "owner"
    FAMILY = "family"
    POLICE = "police"


def found_card_given(desk: Desk, number: str, to: Went) -> None:
    """Somebody gave the card away: the record is closed. Raises NotNow where none is open."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work, first_come():
        work.visits.hold(number, desk.seen)
        found = work.found.of(number)
        if found is None or found.given_to is not None:
            raise NotNow("moved_on")
        work.found.given(number, to.value, desk.by)
        work.audit("found_card_given", number, {"by": desk.by, "to": to.value})
        work.commit()
    desk.house.conductor.touch()
