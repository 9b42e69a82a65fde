"""Half-width kana (JIS X 0201), as NameKana carries them. Built by inverting what NFKC says about the half-width block."""

from __future__ import annotations

import unicodedata

_SINGLE = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF61, 0xFF9E)}
_MARKS = {"\u3099": "ﾞ", "\u309a": "ﾟ"}
_TABLE = _SINGLE | _MARKS | {"　": " ", "ー": "ｰ"}


def halfwidth_kana(text: str) -> str:
    """Full-width katakana to half width, voiced marks on their own; what has no half-width form stays."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(_TABLE.get(character, character) for character in decomposed)
