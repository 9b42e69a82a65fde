"""What stood beside the names that were compared, in the finding: set aside, warned about, or a child without a name yet."""

from __future__ import annotations

from kiosk.matching.names.taken_apart import WrittenName
from kiosk.matching.parts import AGREES, Finding
from kiosk.matching.report import Outcome
from kiosk.matching.text.normalise import squeezed


def set_aside(
    displayed: str | None, held: str | None, one: WrittenName, other: WrittenName
) -> tuple[str, ...]:
    """The rules that say what was left out so that two fields agree; () where the fields are equal as they stand."""
    if one.alone and other.alone:
        return ()
    rules = tuple(dict.fromkeys((*one.set_aside, *other.set_aside)))
    return () if not rules or squeezed(displayed or "") == squeezed(held or "") else rules


def remarked(found: Finding, one: WrittenName, other: WrittenName) -> Finding:
    """A placeholder is no other name, and a remark that warns asks whatever agrees."""
    if (one.placeholder or other.placeholder) and found.outcome not in AGREES:
        found = Finding(Outcome.NEAR, ("newborn",), "given")
    if not (one.warns or other.warns):
        return found
    if found.outcome in AGREES or found.outcome is Outcome.NEAR:
        return Finding(
            Outcome.NEAR, (*(each for each in found.rules if each != "same"), "warned"), found.part
        )
    return Finding(found.outcome, (*found.rules, "warned"), found.part)
