"""Lists are kept: who waits, for how long, and what is still known when the line, or the list, says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hardware_mocks.pki.issuing import Pki
from hardware_mocks.pki.status import LIST_LIFETIME, Revocation
from kiosk.clock import JAPAN, Moment
from kiosk.identity.anchors import demo_anchors
from kiosk.identity.certificate import Cause
from kiosk.identity.chain import UserCertificate, read_certificate
from kiosk.identity.revocation import ABSENT, STALE, UNKNOWN, NotRevoked, RevocationEvidence, RevokedSince
from kiosk.qualification.port import ServiceUnreachable
from kiosk.station.lists.kept import FIRST_PAUSE, KEPT, KeptLists, place_of
from kiosk.station.lists.shelf import ListShelf
from tests.identity.lists import made

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)


@dataclass
class Hours:
    """A clock that the test moves."""

    past: float = 0.0

    def now(self) -> Moment:
        return Moment(NOW + timedelta(seconds=self.past), self.past)


@dataclass
class Publisher:
    """Serves a world's municipal lists; counts what it was asked, and may be away or babble."""

    pki: Pki
    clock: Hours
    asked: list[str] = field(default_factory=list)
    away: bool = False
    babbles: bool = False
    late: timedelta = timedelta()
    short: bool = False
    """Takes everybody off its list, and does not say how long it keeps them."""

    def fetch(self, place: str) -> bytes:
        self.asked.append(place)
        if self.away:
            raise ServiceUnreachable("down")
        if self.short:
            return made(self.pki.user_ca, self.clock.now().wall)
        return b"babble" if self.babbles else self.pki.municipal_crl(place, self.clock.now().wall - self.late)


@dataclass
class Desk:
    publisher: Publisher
    clock: Hours
    card: UserCertificate
    shelf: ListShelf
    start: Callable[[Callable[[], None]], None] = lambda work: work()

    def __post_init__(self) -> None:
        self.opened()

    def opened(self) -> None:
        """As after a restart: only the disk is remembered."""
        self.lists = KeptLists(
            self.publisher.fetch,
            self.clock,
            self.shelf,
            start=lambda work: self.start(work),  # noqa: PLW0108 - the test changes it
        )

    def says(self) -> RevocationEvidence:
        return self.lists.evidence(self.card, self.clock.now().wall)

    def revoke(self, *, on_hold: bool = False) -> None:
        self.publisher.pki.ledger.revoked[self.card.serial] = Revocation(NOW - timedelta(days=1), on_hold)

    def forgive(self) -> None:
        self.publisher.pki.ledger.revoked.clear()


@pytest.fixture(scope="module")
def world() -> Pki:
    return Pki.make(NOW)


@pytest.fixture
def desk(world: Pki, tmp_path: Path) -> Desk:
    world.ledger.revoked.clear()
    issued = world.user_certificate("a card", "13101", NOW - timedelta(days=9), NOW + timedelta(days=9))
    card = read_certificate(issued.der, demo_anchors(world.user_ca_certificate))
    assert isinstance(card, UserCertificate)
    clock = Hours()
    return Desk(Publisher(world, clock), clock, card, ListShelf(tmp_path / "lists"))


def test_a_list_is_fetched_once_by_the_place_that_the_card_names_and_then_serves_all(desk: Desk) -> None:
    assert isinstance(desk.says(), NotRevoked)
    assert isinstance(desk.says(), NotRevoked)
    assert desk.publisher.asked == [place_of(desk.card)]


def test_an_old_list_serves_at_once_and_is_renewed_beside_the_visit(desk: Desk) -> None:
    desk.says()
    desk.clock.past = KEPT
    begun: list[Callable[[], None]] = []
    desk.start = begun.append
    assert isinstance(desk.says(), NotRevoked)
    assert isinstance(desk.says(), NotRevoked)
    assert len(begun) == len(desk.publisher.asked) == 1
    begun[0]()
    assert len(desk.publisher.asked) == 2


def test_between_visits_every_list_whose_time_has_come_is_renewed(desk: Desk) -> None:
    desk.says()
    desk.lists.renew_due()
    assert len(desk.publisher.asked) == 1
    desk.clock.past = KEPT
    desk.lists.renew_due()
    assert len(desk.publisher.asked) == 2


def test_a_dead_line_is_tried_again_at_growing_distances_and_nobody_waits_in_between(desk: Desk) -> None:
    desk.publisher.away = True
    for past, asked in (
        (0.0, 1),
        (FIRST_PAUSE - 1, 1),
        (FIRST_PAUSE, 2),
        (FIRST_PAUSE * 2, 2),
        (FIRST_PAUSE * 3, 3),
    ):
        desk.clock.past = past
        assert desk.says() == ABSENT
        assert len(desk.publisher.asked) == asked


def test_what_is_brought_and_is_no_list_of_the_issuer_is_another_thing_than_nothing(desk: Desk) -> None:
    desk.publisher.babbles = True
    assert desk.says() == UNKNOWN


def test_hazard_babble_does_not_take_the_place_of_a_list(desk: Desk) -> None:
    desk.revoke()
    desk.says()
    desk.publisher.babbles = True
    desk.clock.past = KEPT
    desk.lists.renew_due()
    assert isinstance(desk.says(), RevokedSince)


def test_hazard_an_older_list_does_not_take_the_place_of_a_newer_one(desk: Desk) -> None:
    desk.revoke()
    desk.says()
    desk.forgive()
    desk.publisher.late = timedelta(days=1)
    desk.clock.past = KEPT
    desk.lists.renew_due()
    assert isinstance(desk.says(), RevokedSince)


def test_a_hold_is_asked_anew_before_it_refuses_and_its_end_opens_the_way_at_once(desk: Desk) -> None:
    desk.revoke(on_hold=True)
    found = desk.says()
    assert isinstance(found, RevokedSince)
    assert found.cause is Cause.HOLD
    desk.clock.past = 1
    desk.forgive()
    assert isinstance(desk.says(), NotRevoked)


def test_a_hold_without_a_line_refuses_by_what_is_known(desk: Desk) -> None:
    desk.revoke(on_hold=True)
    desk.says()
    desk.publisher.away = True
    assert isinstance(desk.says(), RevokedSince)


def test_a_revocation_with_its_reason_is_final_and_asks_nobody(desk: Desk) -> None:
    desk.revoke()
    desk.says()
    desk.says()
    assert len(desk.publisher.asked) == 1


def test_a_list_past_its_date_is_asked_anew_and_stale_without_a_line(desk: Desk) -> None:
    desk.says()
    desk.clock.past = LIST_LIFETIME.total_seconds() + 1
    desk.publisher.away = True
    assert desk.says() == STALE
    desk.publisher.away = False
    desk.clock.past += FIRST_PAUSE
    assert isinstance(desk.says(), NotRevoked)


@pytest.mark.parametrize("on_hold", [False, True])
def test_hazard_after_a_restart_without_a_line_the_revoked_are_still_known(desk: Desk, on_hold: bool) -> None:
    desk.revoke(on_hold=on_hold)
    desk.says()
    desk.publisher.away = True
    desk.opened()
    assert isinstance(desk.says(), RevokedSince)


def test_a_disk_that_holds_something_else_costs_only_what_it_would_have_known(desk: Desk) -> None:
    desk.says()
    for each in desk.shelf.folder.iterdir():
        each.write_bytes(b"[1, 2")
    desk.publisher.away = True
    desk.opened()
    assert desk.says() == ABSENT


@pytest.mark.parametrize("on_hold", [False, True])
def test_hazard_who_was_revoked_does_not_come_back_to_life_when_the_certificate_ends(
    desk: Desk,
    on_hold: bool,
) -> None:
    desk.revoke(on_hold=on_hold)
    desk.says()
    later = desk.clock.now().wall + timedelta(days=10)
    desk.clock.past = timedelta(days=10).total_seconds()
    desk.publisher.short = True
    desk.lists.renew_due()
    ended = replace(desk.card, end=NOW + timedelta(days=9))
    found = desk.lists.evidence(ended, later)
    assert isinstance(found, RevokedSince)
    desk.opened()
    desk.publisher.away = True
    assert desk.lists.evidence(ended, later) == found


def test_a_hold_that_was_lifted_while_the_certificate_counted_is_not_remembered_against_it(
    desk: Desk,
) -> None:
    desk.revoke(on_hold=True)
    desk.says()
    desk.forgive()
    desk.clock.past = KEPT
    desk.lists.renew_due()
    later = NOW + timedelta(days=10)
    desk.clock.past = timedelta(days=10).total_seconds()
    desk.publisher.short = True
    desk.lists.renew_due()
    assert desk.lists.evidence(desk.card, later) == UNKNOWN
