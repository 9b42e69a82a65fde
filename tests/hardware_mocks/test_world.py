"""A kept world is of the people and faces it was made for; anything else is made anew."""

from dataclasses import replace

from hardware_mocks.personas.model import persona
from hardware_mocks.world import fingerprint


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
