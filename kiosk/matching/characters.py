"""When two characters of a written name are one, and by which rule."""

from __future__ import annotations

import re

from kiosk.matching import kana
from kiosk.matching.variants import variant_rule

HIDDEN = "●"
"""What the national side shows for a character that it cannot carry."""
_ITERATION = re.compile(r"(.)[々〻仝]")


def expand_iteration(text: str) -> str:
    """佐々木 as 佐佐木; the number of characters stays."""
    return _ITERATION.sub(r"\1\1", text)


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
    whole_one, whole_other = expand_iteration(one), expand_iteration(other)
    reasons = [explain_character(left, right) for left, right in zip(whole_one, whole_other, strict=True)]
    if None in reasons:
        return None
    repeated = ["K8"] if expand_differs(one, other) else []
    return tuple(dict.fromkeys(reason for reason in [*reasons, *repeated] if reason))


def expand_differs(one: str, other: str) -> bool:
    """Whether a repetition mark on one side stands against the repeated character on the other."""
    return any((left in "々〻仝") != (right in "々〻仝") for left, right in zip(one, other, strict=True))


def same_word(one: str, other: str) -> bool:
    return explain_characters(one, other) is not None
