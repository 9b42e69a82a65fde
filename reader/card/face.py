"""What 照合番号B opens, from both applications that it opens, held against each other."""

from __future__ import annotations

from reader.card import card_face, text_support
from reader.card.answers import CardFace, CardItems, Genuineness, NumberBLocked, NumberBWrong
from reader.card.authenticity import pinned_key
from reader.card.card_face import Surface
from reader.card.number_b_dialogue import is_number_b
from reader.port import CardSession


def open_face(
    session: CardSession, number_b: str, *, card_ca: bytes, nonce: bytes
) -> CardFace | NumberBWrong | NumberBLocked:
    """Read photograph and four items. Each of the two applications gets at most one VERIFY.

    Args:
        session: an open card.
        number_b: 照合番号B, fourteen digits.
        card_ca: the pinned card authority's key, SubjectPublicKeyInfo DER; empty where there is none: then what is
            read is UNCHECKED.
        nonce: fresh bytes for the chip to sign, so that a copy of its files is told from it.

    Raises:
        ValueError: not fourteen digits; the card was not asked.
        ReaderFault: the card's answer is lost, refused or unreadable.
    """
    if not is_number_b(number_b):
        raise ValueError("照合番号B has fourteen digits")
    authority = pinned_key(card_ca) if card_ca else None
    surface = card_face.read_surface(session, number_b, authority, nonce)
    if not isinstance(surface, Surface):
        return surface
    opened = text_support.read_items(session, number_b, authority, nonce)
    if not isinstance(opened, tuple):
        return opened
    items, genuineness = opened
    return CardFace(items, surface.photo, surface.expires, _combined(surface, items, genuineness))


def _combined(surface: Surface, items: CardItems, of_items: Genuineness) -> Genuineness:
    for each in (surface.genuineness, of_items):
        if each is not Genuineness.GENUINE:
            return each
    same = (surface.birthdate, surface.sex) == (items.birthdate, items.sex)
    return Genuineness.GENUINE if same else Genuineness.MIXED
