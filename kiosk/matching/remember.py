"""What staff confirmed once: a keyed digest of the display, so that a return visit with the same display is not asked again."""

from __future__ import annotations

import hashlib
import hmac
import json

from kiosk.matching.report import Person
from kiosk.matching.text.normalise import plain


def confirmation_digest(key: bytes, displayed: Person, insurer_number: str, number: str) -> str:
    """HMAC-SHA-256 in hex over the displayed person with insurer and insured number.

    It says nothing without the key and changes with every item shown. It does not name the clinic's patient: keep it
    with that patient's record, so that one patient's confirmation is never another's.
    """
    items = (
        displayed.name,
        displayed.name_of_other,
        displayed.kana,
        displayed.kana_of_other,
        displayed.sex,
        displayed.birthdate.isoformat() if displayed.birthdate else displayed.birthdate_written,
        displayed.address,
        displayed.postcode,
        insurer_number,
        number,
    )
    # JSON keeps the items apart: no two different displays can run together into one text.
    text = json.dumps([None if item is None else plain(item) for item in items], ensure_ascii=False)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
