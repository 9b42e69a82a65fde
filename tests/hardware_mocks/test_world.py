"""A kept world is of the people and faces it was made for; anything else is made anew."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hardware_mocks.personas.model import persona
from hardware_mocks.world import KEPT_FOR, Kept, fingerprint, is_current, kept_in, world

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def as_drawn(head):
    return head.encode()


def drawn_anew(head):
    return head.encode() + b" with another nose"


def test_the_same_people_are_the_same_world():
    assert fingerprint([persona("sato")], as_drawn) == fingerprint([persona("sato")], as_drawn)


def test_people_drawn_anew_are_another_world():
    """Their cards would hold faces that no camera sees any more."""
    assert fingerprint([persona("sato")], as_drawn) != fingerprint([persona("sato")], drawn_anew)


def test_another_pin_is_another_world():
    sato = persona("sato")
    other = replace(sato, card=replace(sato.card, pin="4321"))
    assert fingerprint([sato], as_drawn) != fingerprint([other], as_drawn)


def test_somebody_without_a_card_needs_no_face():
    assert fingerprint([persona("document_only")], as_drawn)


def test_a_kept_world_comes_back_as_it_was_made(tmp_path):
    made = world(tmp_path, NOW)

    again = world(tmp_path, NOW + timedelta(days=1))

    assert (again.made, again.cards) == (made.made, made.cards)
    assert (tmp_path / "world.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("told", ['{"version": 1}', "not JSON", '{"version": 2, "made": "yesterday"}'])
def test_a_world_of_another_version_is_not_read(tmp_path, told):
    (tmp_path / "world.json").write_text(told)

    assert kept_in(tmp_path / "world.json") is None


@pytest.mark.parametrize(
    ("made", "of", "current"),
    [
        (NOW, "these people", True),
        (NOW, "other people", False),
        (NOW - KEPT_FOR, "these people", False),
        (NOW + timedelta(days=1), "these people", False),
    ],
)
def test_a_world_serves_its_own_people_for_two_weeks(made, of, current):
    assert is_current(Kept(made=made, of=of, cards={}), "these people", NOW) is current
