"""Folding that carries no meaning: width, spaces, variation selectors, detached sound marks, look-alike hyphens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SELECTORS = re.compile("[\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
# NFKC turns a detached sound mark into a space with a combining mark, so it is made combining before.
_SOUND_MARKS = str.maketrans({"\u309b": "\u3099", "\u309c": "\u309a", "ﾞ": "\u3099", "ﾟ": "\u309a"})
_DETACHED = frozenset(map(chr, _SOUND_MARKS))
HYPHENS = "-‐‑‒–—―−⁃─━\u1173"
_NOTHING = HYPHENS + "ーｰ"
_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, "-"))


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """NFKC without variation selectors, runs of space as one space, none at the ends."""
    if text.isascii():
        return " ".join(text.split())
    joined = text if _DETACHED.isdisjoint(text) else text.translate(_SOUND_MARKS)
    folded = unicodedata.normalize("NFKC", joined)
    words = folded.split()
    # Letters and digits alone hold no selector: most names need no search for one.
    if all(map(str.isalnum, words)):
        return " ".join(words)
    return _SPACES.sub(" ", _SELECTORS.sub("", folded)).strip()


def squeezed(text: str) -> str:
    """`plain` without any space."""
    return plain(text).replace(" ", "")


def one_hyphen(text: str) -> str:
    """Every dash and hyphen as "-". The long-vowel mark ー stays: what it means depends on its neighbours."""
    return text.translate(_HYPHENS)


def blank(text: str | None) -> bool:
    """Whether a field holds nothing to compare; "　" and "－" are what receipt computers write for nothing."""
    if text is None:
        return True
    # Nearly every field begins with a letter or digit, and need not be folded to know that it says something.
    written = text[:1].isalnum() and text[0] not in _NOTHING
    return not written and not squeezed(text).strip(_NOTHING)
