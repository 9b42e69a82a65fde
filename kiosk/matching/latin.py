"""Names made of words in no fixed order: Latin letters, or katakana for a foreign name."""

from __future__ import annotations

import re
import unicodedata

_NO_LETTER = re.compile(r"[^A-Z ]+")
_BETWEEN = re.compile(r"[-,.・_/ ]+")


def is_latin(text: str) -> bool:
    """Whether the text has Latin letters and no others."""
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(letter, "") for letter in letters)


def latin_words(text: str) -> tuple[str, ...]:
    """Upper-case words without accents, apostrophes and punctuation."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return tuple(_NO_LETTER.sub("", _BETWEEN.sub(" ", bare).upper()).split())


def same_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the shorter name's words are all among the longer's, each used once; an initial stands for its word.

    At least two whole words must agree: one word in common is a family, not a person.
    """
    few, many = sorted((one, other), key=len)
    left = list(many)
    whole = 0
    for word in sorted(few, key=len, reverse=True):
        found = next((each for each in left if each == word), None) or next(
            (each for each in left if 1 in {len(each), len(word)} and each[0] == word[0]), None
        )
        if found is None:
            return False
        whole += found == word and len(word) > 1
        left.remove(found)
    return whole >= 2
