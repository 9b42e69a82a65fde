"""Numbers written in kanji (漢数字): 二十三, 二三, 一〇, 弐, 廿, 千二百."""

from __future__ import annotations

_DIGITS = {
    kanji: value
    for value, row in enumerate(
        ("〇零", "一壱壹弌", "二弐貳弍", "三参參弎", "四肆", "五伍", "六陸", "七漆", "八捌", "九玖")
    )
    for kanji in row
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "阡": 1000}
_SHORT_TENS = {"廿": 20, "卅": 30}
CHARACTERS = "".join((*_DIGITS, *_UNITS, *_SHORT_TENS))


def kanji_number(text: str) -> int | None:
    """The number, by position (二三) or by units (二十三); None where the text is no kanji number."""
    if not text or any(character not in CHARACTERS for character in text):
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _by_units(text)


def _by_units(text: str) -> int | None:
    total = 0
    ceiling = 10_000
    digits = ""
    for character in text:
        if character in _DIGITS:
            digits += str(_DIGITS[character])
            continue
        unit = _UNITS.get(character, 10)
        if unit >= ceiling or len(digits) > 1 or (digits and character in _SHORT_TENS):
            return None
        total += _SHORT_TENS.get(character, unit * int(digits or 1))
        ceiling, digits = unit, ""
    if len(digits) > 1:
        return None
    return total + int(digits or 0)
