"""What staff confirmed once: a keyed digest of the display, so that a return visit with the same display is not asked again."""

from __future__ import annotations

import hashlib
import hmac
import json

from kiosk.matching.names.hidden import HIDDEN
from kiosk.matching.report import Person
from kiosk.matching.text.normalise import plain

WITHOUT_NAME = "2"
"""The form of a display whose name showed a ●: the name is left out, because the character may come one day.

Insurer, insured number, reading, birth date, sex and address are in it, so it is still one person's. The first form, of
release 0.1.0, has no mark in front and all items. A form that is given away once is never changed: whoever needs another
adds one here, and what was confirmed stays confirmed.
"""


def confirmation_digest(key: bytes, displayed: Person, insurer_number: str, number: str) -> str:
    """HMAC-SHA-256 in hex over the displayed person with insurer and insured number.

    It says nothing without the key and changes with every item shown. It does not name the clinic's patient: keep it
    with that patient's record, so that one patient's confirmation is never another's.
    """
    return _digest(key, (displayed.name, displayed.name_of_other, *_rest(displayed, insurer_number, number)))


def nameless_digest(key: bytes, displayed: Person, insurer_number: str, number: str) -> str:
    """The same in the form WITHOUT_NAME: to be kept only of a display that hides a character (see `hides`)."""
    return _digest(key, (WITHOUT_NAME, *_rest(displayed, insurer_number, number)))


def hides(displayed: Person) -> bool:
    return HIDDEN in (displayed.name or "") + (displayed.name_of_other or "")


def _rest(displayed: Person, insurer_number: str, number: str) -> tuple[str | None, ...]:
    return (
        displayed.kana,
        displayed.kana_of_other,
        displayed.sex,
        displayed.birthdate.isoformat() if displayed.birthdate else displayed.birthdate_written,
        displayed.address,
        displayed.postcode,
        insurer_number,
        number,
    )


def _digest(key: bytes, items: tuple[str | None, ...]) -> str:
    # JSON keeps the items apart: no two different displays can run together into one text.
    text = json.dumps([None if item is None else plain(item) for item in items], ensure_ascii=False)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
