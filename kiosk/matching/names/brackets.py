"""Remarks in brackets: 佐藤［鈴木］ shows a former name, KIM MIHON（金田 美本） another one."""

from __future__ import annotations

import re

OPENING = frozenset("([<{【〔〈《「『")
_BRACKETED = re.compile(r"[(\[<{【〔〈《「『]([^()\[\]<>{}【】〔〕〈〉《》「」『』]*)[)\]>}】〕〉》」』]")
_FORMER = re.compile(r"^(?:旧姓|旧氏|通称名?|本名|キュウセイ|ツウショウ)[ ::]*")


def without_brackets(text: str) -> str:
    """`text` (width folded) without bracketed remarks, or as it is when nothing else would be left."""
    if OPENING.isdisjoint(text):
        return text
    return " ".join(_BRACKETED.sub("", text).split()) or text


def in_brackets(text: str) -> tuple[str, ...]:
    """What stands in the brackets, without the word that says what it is."""
    if OPENING.isdisjoint(text):
        return ()
    return tuple(inner for each in _BRACKETED.findall(text) if (inner := _FORMER.sub("", each.strip())))
