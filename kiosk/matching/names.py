"""漢字氏名: two ways of writing one name, or two names."""

from __future__ import annotations

from functools import lru_cache

from kiosk.matching import kana
from kiosk.matching.brackets import without_brackets
from kiosk.matching.characters import HIDDEN, explain_characters, same_word
from kiosk.matching.homophones import homophones
from kiosk.matching.latin import is_latin, latin_words, same_words
from kiosk.matching.normalise import blank, plain, squeezed
from kiosk.matching.parts import ABSENT, AGREES, SAME, UNREADABLE, Finding, agreed_by, differing_part
from kiosk.matching.report import Outcome, Person
from kiosk.matching.sounds import compare_readings

_TOO_HIDDEN = Finding(Outcome.UNKNOWN, ("hidden",))


def compare_names(displayed: Person, held: Person, reading: Finding) -> Finding:
    """The name field of two persons; `reading` is what their kana showed.

    The registered names are compared first, then each side's alias (通称, NameOfOther) with the other's name.
    """
    if displayed.name is None or held.name is None or blank(displayed.name) or blank(held.name):
        return ABSENT
    first = _compare_written(displayed, held, reading)
    if first.outcome in AGREES:
        return first
    for alias, name in ((displayed.name_of_other, held.name), (held.name_of_other, displayed.name)):
        if alias is None or blank(alias):
            continue
        second = compare_texts(alias, name, reading)
        if second.outcome in AGREES:
            return agreed_by(second, "K5")
    return first


def _compare_written(displayed: Person, held: Person, reading: Finding) -> Finding:
    one, other = displayed.name or "", held.name or ""
    shown_as_kana, held_as_kana = kana.is_kana(one), kana.is_kana(other)
    if shown_as_kana == held_as_kana:
        return compare_texts(one, other, reading)
    sound_one, sound_other = (one, held.kana) if shown_as_kana else (displayed.kana, other)
    if sound_one is None or sound_other is None or blank(sound_one) or blank(sound_other):
        return UNREADABLE
    found = compare_readings(sound_one, sound_other)
    if found.outcome in AGREES:
        return agreed_by(found, "K6")
    return found


@lru_cache(maxsize=1 << 12)
def compare_texts(one: str, other: str, reading: Finding) -> Finding:
    """Two written names; a Latin name against a Japanese one says nothing."""
    one, other = plain(one), plain(other)
    if HIDDEN not in one and one.replace(" ", "") == other.replace(" ", ""):
        return SAME
    if is_latin(one) and is_latin(other):
        return _compare_latin(one, other)
    if is_latin(one) or is_latin(other):
        return UNREADABLE
    if kana.is_kana(one) and kana.is_kana(other):
        return compare_readings(one, other)
    return _compare_kanji(one, other, reading)


def _compare_latin(one: str, other: str) -> Finding:
    words_one, words_other = latin_words(one), latin_words(other)
    if "".join(words_one) == "".join(words_other) or same_words(words_one, words_other):
        return Finding(Outcome.EXPLAINED, ("K7",))
    return Finding(Outcome.DIFFER, ("both",), "both")


def _compare_kanji(one: str, other: str, reading: Finding) -> Finding:
    bare_one, bare_other = without_brackets(one), without_brackets(other)
    rules = explain_characters(squeezed(bare_one), squeezed(bare_other))
    if rules is None:
        return _difference(bare_one, bare_other, reading)
    hidden = max(bare_one.count(HIDDEN), bare_other.count(HIDDEN))
    # A name that is mostly ● fits many people; one that the reading does not support fits any.
    if hidden and (reading.outcome not in AGREES or hidden * 2 > len(squeezed(bare_one))):
        return _TOO_HIDDEN
    brackets = ("K4",) if (bare_one, bare_other) != (one, other) else ()
    return Finding(Outcome.EXPLAINED, (*rules, *brackets))


def _difference(one: str, other: str, reading: Finding) -> Finding:
    words_one, words_other = tuple(one.split()), tuple(other.split())
    part = differing_part(words_one, words_other, same_word)
    if part == "family" and reading.outcome in AGREES and homophones(words_one[0], words_other[0], same_word):
        return Finding(Outcome.NEAR, ("conversion",), part)
    return Finding(Outcome.DIFFER, (part,), part)
