"""When two characters of a written name are one, and by which rule."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.matching.names import kana
from kiosk.matching.names.hidden import HIDDEN
from kiosk.matching.names.variants import variant_rule

_REPEATS = frozenset("々〻仝")
LOST_CHARACTER = "lost"
"""The rule of a character that a program could not write."""
_LOST = frozenset("〓■□?�")
_FIRST_OWN, _LAST_OWN = "\ue000", "\uf8ff"
"""Private use (外字): only the computers of one clinic know what stands there."""


def is_lost(character: str) -> bool:
    return character in _LOST or _FIRST_OWN <= character <= _LAST_OWN


def expand_iteration(text: str) -> str:
    """佐々木 as 佐佐木; the number of characters stays."""
    if _REPEATS.isdisjoint(text):
        return text
    out = text[:1]
    for character in text[1:]:
        out += out[-1] if character in _REPEATS else character
    return out


def explain_character(one: str, other: str) -> str | None:
    """The rule by which two characters are one: "" when equal, None when there is none."""
    if HIDDEN in {one, other}:
        return "K3"
    if one == other:
        return ""
    if is_lost(one) or is_lost(other):
        return LOST_CHARACTER
    if (rule := variant_rule(one, other)) is not None:
        return rule
    return "K9" if kana.is_kana(one) and kana.is_kana(other) and kana.key(one) == kana.key(other) else None


def explain_characters(one: str, other: str) -> tuple[str, ...] | None:
    """The rules by which two names of equal length are one, character by character; None when a character has none."""
    if len(one) != len(other):
        return None
    if one == other:
        return ("K3",) if HIDDEN in one else ()
    reasons: list[str] = []
    for left, right in zip(expand_iteration(one), expand_iteration(other), strict=True):
        if left == right != HIDDEN:
            continue
        reason = explain_character(left, right)
        if reason is None:
            return None
        reasons.append(reason)
    if _repeats_differ(one, other):
        reasons.append("K8")
    return tuple(dict.fromkeys(filter(None, reasons)))


def explain_words(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...] | None:
    """The same word by word, where a word in kana is spelled with more kana: ヴィクトリア and ビクトリア."""
    if len(one) != len(other):
        return None
    found: list[str] = []
    for left, right in zip(one, other, strict=True):
        rules = explain_characters(left, right)
        if rules is None and kana.is_kana(left) and kana.is_kana(right) and kana.key(left) == kana.key(right):
            rules = ("K9",)
        if rules is None:
            return None
        found += rules
    return tuple(dict.fromkeys(found))


def _repeats_differ(one: str, other: str) -> bool:
    """Whether a repetition mark on one side stands against the repeated character on the other."""
    if _REPEATS.isdisjoint(one) and _REPEATS.isdisjoint(other):
        return False
    return any((left in _REPEATS) != (right in _REPEATS) for left, right in zip(one, other, strict=True))


def same_word(one: str, other: str) -> bool:
    return explain_characters(one, other) is not None
