"""What spreadsheets wrap around a cell, and which characters of a name ask for a remark."""

from __future__ import annotations

import re

from kiosk.intake.remarks import Reason

_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""How Excel is made to keep leading zeros: ="00012"."""
_MARKED_AS_TEXT = re.compile(r"'(?=[\d０-９])")

OWN = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""Characters for private use (外字, EUDC): only the clinic's own computers show them."""
SHAPE = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors (異体字セレクタ, IVS)."""
LOST = re.compile("[〓■□�?？]")
"""What programs put where they could not write a character."""
ODD = re.compile(f"{OWN.pattern}|{SHAPE.pattern}|{LOST.pattern}")
REMARKED = ((LOST, Reason.LOST), (OWN, Reason.OWN_CHARACTER), (SHAPE, Reason.SHAPE))


def unwrapped(cell: str) -> str:
    """The cell without what made a spreadsheet keep it as text, and without space at its ends."""
    bare = cell.strip()
    if bare[:2] == '="' and (inner := _AS_TEXT.fullmatch(bare)):
        return inner[1].replace('""', '"').strip()
    return _MARKED_AS_TEXT.sub("", bare, count=1) if bare[:1] == "'" else bare
