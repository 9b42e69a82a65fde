"""Two written names as text: Latin letters, kana or kanji."""

from __future__ import annotations

from functools import lru_cache

from kiosk.matching.names import kana
from kiosk.matching.names.characters import LOST_CHARACTER, explain_characters, explain_words, same_word
from kiosk.matching.names.hidden import HIDDEN
from kiosk.matching.names.latin import is_latin, latin_words, one_letter_apart, same_latin, shorter_latin
from kiosk.matching.names.readings import homophones
from kiosk.matching.names.site import Site
from kiosk.matching.names.sounds import compare_readings, cut
from kiosk.matching.parts import AGREES, SAME, UNREADABLE, Finding, differing_part
from kiosk.matching.report import Outcome
from kiosk.matching.text.normalise import plain

_TOO_HIDDEN = Finding(Outcome.UNKNOWN, ("hidden",))
_COULD_BE_SHOWN = Finding(Outcome.UNKNOWN, ("shown",))


@lru_cache(maxsize=1 << 12)
def compare_texts(one: str, other: str, reading: Finding, site: Site) -> Finding:
    """Two written names; a Latin name against a Japanese one says nothing."""
    one, other = plain(one), plain(other)
    if HIDDEN not in one and one.replace(" ", "") == other.replace(" ", ""):
        return SAME
    latin = is_latin(one), is_latin(other)
    if any(latin):
        return _compare_latin(one, other) if all(latin) else UNREADABLE
    if kana.is_kana(one) and kana.is_kana(other):
        return compare_readings(one, other)
    return _compare_kanji(one, other, reading, site)


def _compare_latin(one: str, other: str) -> Finding:
    if same_latin(one, other):
        return Finding(Outcome.EXPLAINED, ("K7",))
    words_one, words_other = latin_words(one), latin_words(other)
    if shorter_latin(one, other):
        return Finding(Outcome.NEAR, ("shorter",), "given")
    if cut("".join(words_one), "".join(words_other)):
        return Finding(Outcome.NEAR, ("cut",), "given")
    part = differing_part(words_one, words_other, lambda left, right: left == right)
    if part == "both" and not set(words_one).isdisjoint(words_other):
        part = "given"
    if one_letter_apart(words_one, words_other):
        return Finding(Outcome.NEAR, ("slip",), part)
    return Finding(Outcome.DIFFER, (part,), part)


def _compare_kanji(one: str, other: str, reading: Finding, site: Site) -> Finding:
    solid_one, solid_other = one.replace(" ", ""), other.replace(" ", "")
    rules = explain_characters(solid_one, solid_other)
    if rules is None:
        rules = explain_words(one.split(), other.split())
    if rules is None:
        return _difference(one, other, reading, site)
    if LOST_CHARACTER in rules:
        outcome = Outcome.NEAR if reading.outcome in AGREES else Outcome.UNKNOWN
        return Finding(outcome, rules)
    if HIDDEN not in solid_one and HIDDEN not in solid_other:
        return Finding(Outcome.EXPLAINED, rules)
    return _hidden(solid_one, solid_other, reading, site) or Finding(Outcome.EXPLAINED, rules)


def _hidden(one: str, other: str, reading: Finding, site: Site) -> Finding | None:
    """Why a name with ● cannot be told; None where each ● is one character that the reading supports.

    A name that is mostly ● fits many people, one that the reading does not support fits any, and a ● in the place of a
    character that the display could have shown is perhaps another character.
    """
    if reading.outcome not in AGREES or max(one.count(HIDDEN), other.count(HIDDEN)) * 2 > len(one):
        return _TOO_HIDDEN
    opposite = [pair for pair in zip(one, other, strict=True) if HIDDEN in pair and pair[0] != pair[1]]
    known = (left if right == HIDDEN else right for left, right in opposite)
    return None if all(map(site.hides.may_stand_for, known)) else _COULD_BE_SHOWN


def _difference(one: str, other: str, reading: Finding, site: Site) -> Finding:
    """Which part is another one. A part that may be converted wrongly is a slip, and beside another part it is none."""
    words_one, words_other = tuple(one.split()), tuple(other.split())
    part = differing_part(words_one, words_other, same_word)
    (family_one, given_one), (family_other, given_other) = _split(words_one, words_other)
    parts = {"family": (family_one, family_other), "given": (given_one, given_other)}
    alike = [each for each in parts if _said_alike(each, reading)]
    converted = [each for each in alike if _one_character(*parts[each])]
    if part in alike and homophones(site.readings, part, *parts[part]):
        return Finding(Outcome.NEAR, ("conversion",), part)
    if part in converted:
        return Finding(Outcome.NEAR, ("one_character",), part)
    if part == "both" and len(converted) == 1:
        part = "given" if converted == ["family"] else "family"
    return Finding(Outcome.DIFFER, (part,), part)


def _said_alike(part: str, reading: Finding) -> bool:
    return reading.outcome in AGREES or reading.part not in {"", "both", part}


def _one_character(one: str, other: str) -> bool:
    """Whether a single character differs: where all others are equal and the whole is said alike, it is said alike too."""
    shown = HIDDEN not in one and HIDDEN not in other
    return shown and len(one) == len(other) > 1 and sum(map(str.__ne__, one, other)) == 1


def _split(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[tuple[str, str], tuple[str, str]]:
    """(family, given) of both names; a side that is not split is cut where the other is, or not at all."""
    family = next((words[0] for words in (one, other) if len(words) > 1), "")
    given = next(("".join(words[1:]) for words in (one, other) if len(words) > 1), "")
    return _cut(one, len(family), len(given)), _cut(other, len(family), len(given))


def _cut(words: tuple[str, ...], family: int, given: int) -> tuple[str, str]:
    if len(words) > 1:
        return words[0], "".join(words[1:])
    solid = "".join(words)
    return solid[: len(solid) - given] or solid[:family], solid[len(solid) - given :]
