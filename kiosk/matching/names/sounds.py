"""カナ氏名: two spellings of one reading, or two readings."""

from __future__ import annotations

from functools import lru_cache

from kiosk.matching.names import kana
from kiosk.matching.names.latin import same_words, turned
from kiosk.matching.names.taken_apart import take_apart
from kiosk.matching.parts import ABSENT, SAME, UNREADABLE, Finding, differing_part
from kiosk.matching.report import Outcome
from kiosk.matching.text.normalise import blank

CUT_FROM = 8
"""Letters or kana from which on a name may have been cut by a field of a receipt computer: 10 with their spaces."""


def compare_kana(displayed: str | None, held: str | None) -> Finding:
    """The kana field of two persons, without the names beside it."""
    if blank(displayed) or blank(held):
        return ABSENT
    return compare_readings(take_apart(displayed).registered, take_apart(held).registered)


@lru_cache(maxsize=1 << 12)
def compare_readings(one: str, other: str) -> Finding:
    """Two readings in any kana; what is not kana cannot be compared."""
    words_one, words_other = kana.words(one), kana.words(other)
    if words_one and "".join(words_one) == "".join(words_other):
        return SAME
    if not (kana.all_kana(words_one) and kana.all_kana(words_other)):
        return UNREADABLE
    rules = kana.explanation("".join(words_one), "".join(words_other))
    if rules is not None:
        return Finding(Outcome.EXPLAINED, rules)
    folded = _folded(words_one), _folded(words_other)
    if sorted(folded[0]) == sorted(folded[1]) or turned(*folded):
        return Finding(Outcome.EXPLAINED, ("K7",))
    if same_words(*folded, shortest=1):
        return Finding(Outcome.NEAR, ("shorter",), "given")
    if cut("".join(folded[0]), "".join(folded[1])):
        return Finding(Outcome.NEAR, ("cut",), "given")
    return _difference(words_one, words_other)


def cut(one: str, other: str) -> bool:
    """Whether one long name is the beginning of the other."""
    short, long = sorted((one, other), key=len)
    return len(short) >= CUT_FROM and long.startswith(short)


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kana.folded(word) for word in words)


def _difference(one: tuple[str, ...], other: tuple[str, ...]) -> Finding:
    part = differing_part(one, other, lambda left, right: kana.explanation(left, right) is not None)
    if _is_slip(one, other, part):
        return Finding(Outcome.NEAR, ("slip",), part)
    if part == "both" and len(one) == len(other) == 2 and kana.slip(one[1], other[1]):
        # Beside another surname, a slip in the given name makes it no other given name.
        part = "family"
    if part == "both" and not set(_folded(one)).isdisjoint(_folded(other)):
        # Written in another order, with one word in common: the family's.
        part = "given"
    return Finding(Outcome.DIFFER, (part,), part)


def _is_slip(one: tuple[str, ...], other: tuple[str, ...], part: str) -> bool:
    if len(one) > 1 and len(other) > 1:
        pairs = {"family": (one[0], other[0]), "given": ("".join(one[1:]), "".join(other[1:]))}
        return part in pairs and kana.slip(*pairs[part])
    return kana.slip("".join(one), "".join(other))
