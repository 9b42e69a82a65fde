"""Between visits: the server is the truth again, spare stores are made, and what was kept here is handed in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from kiosk.clock import JAPAN, Moment
from kiosk.station.homecoming import PREPARED_EVERY, Homecoming
from kiosk.storage.away.handing_in import Came
from kiosk.storage.faults import StorageUnavailable


@dataclass
class Stores:
    """What is asked of the two stores; `breaks` names what fails."""

    is_at_home: bool = False
    lacks_spare: bool = False
    back: bool = False
    waiting: tuple[str, ...] = ()
    breaks: str = ""
    did: list[str] = field(default_factory=list)

    def come_back(self, carried: Collection[str]) -> bool:
        del carried
        came, self.back = self.back, False
        return came

    def prepare(self, now: datetime) -> None:
        self._do("prepare", now)
        self.lacks_spare = False

    def hand_in(self, now: datetime) -> Came:
        self._do("hand_in", now)
        came, self.waiting = self.waiting, ()
        return Came(kept=came)

    def _do(self, what: str, now: datetime) -> None:
        assert now.tzinfo
        if self.breaks == what:
            raise StorageUnavailable("the line")
        self.did.append(what)


@dataclass
class Told:
    renewed: int = 0
    logged: list[str] = field(default_factory=list)
    ticks: float = 0.0

    def now(self) -> Moment:
        return Moment(datetime(2026, 11, 21, 9, tzinfo=JAPAN), self.ticks)

    def changed(self) -> None:
        self.renewed += 1


@pytest.fixture
def stores() -> Stores:
    return Stores()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def homecoming(stores: Stores, told: Told) -> Homecoming:
    return Homecoming(stores, told, frozenset, told.changed, lambda event, _: told.logged.append(event))


def test_while_the_own_store_is_the_truth_nothing_is_prepared_or_handed_in(
    homecoming: Homecoming, stores: Stores
) -> None:
    stores.is_at_home = stores.lacks_spare = True
    homecoming.look()
    assert stores.did == []


def test_screens_are_told_when_the_server_is_the_truth_again_and_when_visits_came_over(
    homecoming: Homecoming, stores: Stores, told: Told
) -> None:
    stores.back = True
    homecoming.look()
    assert told.renewed == 1
    stores.waiting = ("20261121-100001",)
    assert homecoming.look().kept == ("20261121-100001",)
    homecoming.look()
    assert told.renewed == 2


def test_hazard_a_line_that_goes_while_spares_are_made_leaves_that_to_the_next_look(
    homecoming: Homecoming, stores: Stores, told: Told
) -> None:
    homecoming.look()
    stores.did.clear()
    stores.back, stores.lacks_spare, stores.breaks = True, True, "prepare"
    homecoming.look()
    assert (told.renewed, told.logged) == (1, ["storage_failed"])
    stores.breaks = ""
    homecoming.look()
    assert stores.did == ["prepare", "hand_in"]


def test_accounts_are_copied_now_and_then_and_not_at_every_look(
    homecoming: Homecoming, stores: Stores, told: Told
) -> None:
    homecoming.look()
    homecoming.look()
    told.ticks += PREPARED_EVERY
    homecoming.look()
    assert stores.did.count("prepare") == 2
