"""When two characters of a written name are one, and by which rule."""

from __future__ import annotations

from kiosk.matching.names import kana
from kiosk.matching.names.hidden import HIDDEN
from kiosk.matching.names.variants import variant_rule

_REPEATS = frozenset("々〻仝")


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


def _repeats_differ(one: str, other: str) -> bool:
    """Whether a repetition mark on one side stands against the repeated character on the other."""
    if _REPEATS.isdisjoint(one) and _REPEATS.isdisjoint(other):
        return False
    return any((left in _REPEATS) != (right in _REPEATS) for left, right in zip(one, other, strict=True))


def same_word(one: str, other: str) -> bool:
    return explain_characters(one, other) is not None
