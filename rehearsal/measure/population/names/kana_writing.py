"""カナ as a side writes it: half-width, small kana large, hiragana, ー for a long vowel, slips."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from random import Random

_LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
_LONG = re.compile(r"(?<=[オコソトノホモヨロゴゾドボポョ])[ウオ]|(?<=[ウクスツヌフムユルグズブプュ])ウ")
_VOICED = dict(
    zip("カキクケコサシスセソタチツテトハヒフヘホ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボ", strict=True)
)
_TURNED = {**_VOICED, **{voiced: plain for plain, voiced in _VOICED.items()}}
_OTHER = dict(
    zip("アイウエオカキクケコタチナマミラリル", "イアオイウキカスコケサシマナニリラレ", strict=True)
)


@lru_cache(maxsize=1)
def _half() -> dict[int, str]:
    """Full-width katakana → half-width, sound marks detached."""
    narrow = [chr(code) for code in range(0xFF66, 0xFF9E)]
    table = {ord(unicodedata.normalize("NFKC", each)): each for each in narrow}
    for each in narrow:
        for mark in "ﾞﾟ":
            whole = unicodedata.normalize("NFKC", each + mark)
            if len(whole) == 1:
                table[ord(whole)] = each + mark
    return table | {ord("　"): " "}


def half_width(text: str) -> str:
    return text.translate(_half())


def large(text: str) -> str:
    """ショウイチ → シヨウイチ, as programs without small kana write it."""
    return text.translate(_LARGE)


def hiragana(text: str) -> str:
    return "".join(chr(ord(each) - 0x60) if "ァ" <= each <= "ヴ" else each for each in text)


def long_vowel_marked(text: str) -> str:
    """オオノ → オーノ: the first long vowel as ー."""
    return _LONG.sub("ー", text, count=1)


def slipped(text: str, rng: Random) -> str:
    """One kana misread: its sound mark turned, or another kana in its place."""
    at = int(rng.random() * len(text))
    for place in (*range(at, len(text)), *range(at)):
        table = _TURNED if rng.random() < 0.7 else _OTHER
        if text[place] in table:
            return text[:place] + table[text[place]] + text[place + 1 :]
    return text
