"""Readings (カナ): the same sound in another spelling. Length and voicing are never dropped: オオノ is not オノ.

Basis of the three foldings: half of all registers write small kana large; the national kana practice (現代仮名遣い, Cabinet
notice 1 of 1986) merged ヂ/ジ, ヅ/ズ, ヲ/オ in sound; a long vowel is written オウ, オオ or オー.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kiosk.matching.text.normalise import HYPHENS, plain

_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_MARKS = {ord(hyphen): "ー" for hyphen in HYPHENS} | {
    ord("・"): " ",
    ord("･"): " ",
    ord("."): " ",
    ord(","): " ",
}
_TO_KATAKANA = _HIRAGANA | _MARKS
_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_SOUNDS = str.maketrans("ヂヅヰヱヲ", "ジズイエオ")
_VU = re.compile("ヴ([アイエオァィェォ]?)")
_VU_ROW = {
    "": "ブ",
    "ア": "バ",
    "ァ": "バ",
    "イ": "ビ",
    "ィ": "ビ",
    "エ": "ベ",
    "ェ": "ベ",
    "オ": "ボ",
    "ォ": "ボ",
}
_ROWS = {
    "ア": "アカサタナハマヤラワガザダバパァャヮヵ",
    "イ": "イキシチニヒミリギジヂビピィヰ",
    "ウ": "ウクスツヌフムユルグズヅブプゥュヴ",
    "エ": "エケセテネヘメレゲゼデベペェヱヶ",
    "オ": "オコソトノホモヨロヲゴゾドボポォョ",
}
_VOWEL = {kana: vowel for vowel, row in _ROWS.items() for kana in row}
_LENGTHENS = {"ア": "ァア", "イ": "ィイ", "ウ": "ゥウ", "エ": "ェエィイ", "オ": "ォオゥウ"}
RULES = ("A1", "A2", "A3")
_SUBSETS = (("A1",), ("A2",), ("A3",), ("A1", "A2"), ("A1", "A3"), ("A2", "A3"), RULES)
_KANA = frozenset(map(chr, range(ord("ァ"), ord("ヺ") + 1))) | {"ー"}
_WORDS = _KANA | {" "}
_FIRST_KANJI, _LAST_KANJI = "\u3400", "\u9fff"
_FOREIGN = frozenset("ーヴァィゥェォ")
_UNVOICED = str.maketrans(
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ", "カキクケコサシスセソタチツテトハヒフヘホハヒフヘホ"
)


@lru_cache(maxsize=1 << 14)
def words(kana: str) -> tuple[str, ...]:
    """The reading in full-width katakana, split at its spaces: family name, then given name."""
    folded = plain(kana)
    return tuple((folded if _WORDS.issuperset(folded) else folded.translate(_TO_KATAKANA)).split())


def in_katakana(text: str) -> str:
    """Hiragana as katakana, everything else as it is."""
    return text.translate(_HIRAGANA)


def solid(kana: str) -> str:
    return "".join(words(kana))


def _long_vowels(kana: str) -> str:
    vowel = ""
    out = []
    for character in kana:
        if character == "ー" or (vowel and character in _LENGTHENS[vowel]):
            out.append("ー")
            continue
        vowel = _VOWEL.get(character, "")
        out.append(character)
    return "".join(out)


def folded(kana: str, rules: tuple[str, ...] = RULES) -> str:
    """Fold full-width katakana by the named rules; the number of kana stays as it was, but for ヴァ."""
    if "A1" in rules:
        kana = kana.translate(_LARGE)
    if "A2" in rules:
        if "ヴ" in kana:
            kana = _VU.sub(lambda match: _VU_ROW[match[1]], kana)
        kana = kana.translate(_SOUNDS)
    return _long_vowels(kana) if "A3" in rules else kana


@lru_cache(maxsize=1 << 14)
def key(kana: str) -> str:
    """What two spellings of one reading have in common; for indexes."""
    return folded(solid(kana))


def explanation(one: str, other: str) -> tuple[str, ...] | None:
    """The fewest rules that make two full-width readings equal; () when they are equal, None when nothing does."""
    if one == other:
        return ()
    if folded(one) != folded(other):
        return None
    return next((subset for subset in _SUBSETS if folded(one, subset) == folded(other, subset)), None)


def slip(one: str, other: str) -> bool:
    """Whether one mistyped kana, a sound mark or a length makes the difference.

    In a word of two kana one kana is half of the name (ミカ and リカ may be twins), so there it is no slip.
    """
    one, other = folded(one), folded(other)
    if one.translate(_UNVOICED) == other.translate(_UNVOICED) or one.replace("ー", "") == other.replace(
        "ー", ""
    ):
        return True
    return min(len(one), len(other)) >= 3 and within_one_edit(one, other)


def within_one_edit(one: str, other: str) -> bool:
    """One character replaced, added or left out."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, opposite = one[start:], other[start:]
    return rest[1:] == opposite[1:] or rest[1:] == opposite or rest == opposite[1:]


def is_kana(text: str) -> bool:
    """Whether every letter is hiragana or katakana."""
    if _FIRST_KANJI <= text[:1] <= _LAST_KANJI:
        return False
    return all_kana(words(text))


def all_kana(spoken: tuple[str, ...]) -> bool:
    """Whether these are the words of a reading, as `words` gives them."""
    return bool(spoken) and all(map(_KANA.issuperset, spoken))


def looks_foreign(kana: str) -> bool:
    """Whether the reading is spelled as Japanese names hardly are: with ー, ヴ, or a small vowel."""
    return not _FOREIGN.isdisjoint(solid(kana))


def is_vowel(text: str) -> bool:
    """Whether the text is one kana that can lengthen the one before it."""
    return text in set("アイウエオァィゥェォ")
