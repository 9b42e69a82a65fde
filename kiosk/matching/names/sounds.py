"""カナ氏名: two spellings of one reading, or two readings."""

from __future__ import annotations

from functools import lru_cache

from kiosk.matching.names import kana
from kiosk.matching.names.brackets import without_brackets
from kiosk.matching.names.latin import same_words, turned
from kiosk.matching.parts import ABSENT, SAME, UNREADABLE, Finding, differing_part
from kiosk.matching.report import Outcome
from kiosk.matching.text.normalise import blank, plain


def compare_kana(displayed: str | None, held: str | None) -> Finding:
    """The kana field of two persons."""
    if displayed is None or held is None or blank(displayed) or blank(held):
        return ABSENT
    return compare_readings(displayed, held)


@lru_cache(maxsize=1 << 12)
def compare_readings(one: str, other: str) -> Finding:
    """Two readings in any kana; what is not kana cannot be compared."""
    words_one, words_other = kana.words(one), kana.words(other)
    if words_one and "".join(words_one) == "".join(words_other):
        return SAME
    bare_one, bare_other = _bare(one, words_one), _bare(other, words_other)
    brackets = ("K4",) if (bare_one, bare_other) != (words_one, words_other) else ()
    if not (kana.all_kana(bare_one) and kana.all_kana(bare_other)):
        return UNREADABLE
    rules = kana.explanation("".join(bare_one), "".join(bare_other))
    if rules is not None:
        return Finding(Outcome.EXPLAINED, (*rules, *brackets))
    folded = _folded(bare_one), _folded(bare_other)
    if same_words(*folded, shortest=1) or turned(*folded):
        return Finding(Outcome.EXPLAINED, ("K7", *brackets))
    return _difference(bare_one, bare_other)


def _bare(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without remarks in brackets."""
    return words if kana.all_kana(words) else kana.words(without_brackets(plain(text)))


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kana.folded(word) for word in words)


def _difference(one: tuple[str, ...], other: tuple[str, ...]) -> Finding:
    part = differing_part(one, other, lambda left, right: kana.explanation(left, right) is not None)
    if _is_slip(one, other, part):
        return Finding(Outcome.NEAR, ("slip",), part)
    if part == "both" and len(one) == len(other) == 2 and kana.slip(one[1], other[1]):
        # Beside another surname, a slip in the given name makes it no other given name.
        part = "family"
    return Finding(Outcome.DIFFER, (part,), part)


def _is_slip(one: tuple[str, ...], other: tuple[str, ...], part: str) -> bool:
    if len(one) > 1 and len(other) > 1:
        pairs = {"family": (one[0], other[0]), "given": ("".join(one[1:]), "".join(other[1:]))}
        return part in pairs and kana.slip(*pairs[part])
    return kana.slip("".join(one), "".join(other))
