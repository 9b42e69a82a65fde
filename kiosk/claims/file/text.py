"""Text as a claim file can carry it: JIS X 0208 in full width. What it cannot carry becomes ？, and is said.

The rows that vendors added (NEC row 13, NEC-selected and IBM extensions, 0x87, 0xED to 0xFC) are outside the standard, so 髙
and ① cannot stand in a claim, though cp932 could carry them. They become their standard form where they have one (高, １).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace

from kiosk.matching.names.variants import common_shape

REPLACEMENT = "？"
_HALF = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
# What differs between Unicode's readings of JIS X 0208, and two signs whose wide forms it lacks.
_SAME_CHARACTER = {
    ord("〜"): "～",
    ord("−"): "－",
    ord("‖"): "∥",
    ord("—"): "―",
    ord("–"): "－",
    ord("‐"): "－",
    ord("¢"): "￠",
    ord("£"): "￡",
    ord("¬"): "￢",
    ord("¥"): "￥",
    ord('"'): "”",
    ord("'"): "’",
    ord(" "): "　",
}
_WIDE = _HALF | _SAME_CHARACTER
_STANDS_FOR = {
    "㈱": "（株）",
    "㈲": "（有）",
    "㈹": "（代）",
    "№": "Ｎｏ．",
    "℡": "ＴＥＬ",
    "㏍": "（株）",
    "㍿": "株式会社",
}
"""Signs whose usual written form is not what Unicode makes of them."""
_LEADS = frozenset({*range(0x81, 0x85), *range(0x88, 0xA0), *range(0xE0, 0xEB)})


@dataclass(frozen=True, slots=True)
class Written:
    """`data` is cp932; `lost` are the characters that ？ stands for, or whose variant form was dropped.

    `replaced` are those that stand in another form now, as 髙→高.
    """

    data: bytes = field(repr=False)
    lost: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        return len(self.data) // 2


def wide(text: str) -> Written:
    """Full-width text. A variation selector is dropped, since its base character says the same name."""
    out = bytearray()
    lost, replaced = [], []
    for character in unicodedata.normalize("NFC", _kana_wide(text)):
        if _is_selector(character):
            lost.append(character)
            continue
        data = _encoded(character.translate(_WIDE))
        if data is None and (standard := _standard(character)):
            replaced.append(f"{character}→{standard.decode('cp932')}")
            data = standard
        elif data is None:
            lost.append(character)
        out += data or REPLACEMENT.encode("cp932")
    return Written(bytes(out), tuple(lost), tuple(replaced))


def _standard(character: str) -> bytes | None:
    """The standard form of a character that JIS X 0208 lacks: by the table of variants, else by its compatibility; None without one."""
    if character in _STANDS_FOR or (shape := common_shape(character)) == character:
        shape = _STANDS_FOR.get(character) or unicodedata.normalize("NFKC", character)
    parts = [_encoded(each.translate(_WIDE)) for each in shape]
    whole = b"".join(filter(None, parts))
    return whole if parts and None not in parts and shape.isprintable() and whole != b"\x81\x40" else None


def half(text: str) -> bytes | None:
    """ASCII text as it stands, or None when it holds anything else."""
    plain = unicodedata.normalize("NFKC", text)
    return plain.encode("ascii") if plain.isascii() and plain.isprintable() and "," not in plain else None


def printable(text: str) -> str:
    """For a terminal or a paper: control characters, which a file can hide in a field, become U+FFFD."""
    return "".join(each if each.isprintable() or each == "　" else "\ufffd" for each in text)


def cut(written: Written, characters: int) -> tuple[Written, Written]:
    """The first so many characters, and the rest."""
    at = characters * 2
    return replace(written, data=written.data[:at]), Written(written.data[at:])


def _kana_wide(text: str) -> str:
    """Half-width katakana, whose sound marks are characters of their own, as full-width ones."""
    return "".join(
        unicodedata.normalize("NFKC", each) if "\uff61" <= each <= "\uff9f" else each for each in text
    )


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _encoded(character: str) -> bytes | None:
    try:
        data = character.encode("cp932")
    except UnicodeEncodeError:
        return None
    return data if len(data) == 2 and data[0] in _LEADS else None


def foreign_characters(data: bytes) -> tuple[str, ...]:
    """What of a field is outside JIS X 0208 and JIS X 0201: vendors' rows, and bytes that are no character."""
    return tuple(dict.fromkeys(each for each in data.decode("cp932", "replace") if not _belongs(each)))


def _belongs(character: str) -> bool:
    return character.isascii() or "\uff61" <= character <= "\uff9f" or _encoded(character) is not None
