"""申立書の提出とみなす: a known patient says that nothing has changed, and the clinic holds every item of the form. Pure.

Source: 保発0710第1号 (2023-07-10) and the desk manual www.jda.or.jp/dentist/mynumber-online/. Which items "the form would
contain" is our reading (unverified): the employer only serves to find the insurer, whose name is held here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.declaration.model import Declaration, InsuranceKind

ITEMS = (
    "name",
    "kana",
    "birthdate",
    "sex",
    "address",
    "phone",
    "insurance_kind",
    "insurer_name",
    "share_percent",
)


@dataclass(frozen=True, slots=True)
class Deemed:
    """Made by `deem` alone: `heard_by` asked and heard "unchanged", `record` is the visit whose record holds `held`."""

    heard_by: str
    record: str
    held: Declaration = field(repr=False)

    def __post_init__(self) -> None:
        if not self.heard_by or not self.record or lacking(self.held):
            raise ValueError("not deemed submitted: nobody heard it, or an item is not held")


@dataclass(frozen=True, slots=True)
class Unheard:
    """Nobody asked the patient, or the patient did not say "unchanged"."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """The items that the clinic does not hold, in the form's order: a declaration is to be filled in."""

    items: tuple[str, ...]


def lacking(held: Declaration) -> tuple[str, ...]:
    """A kind of insurance that is not known is not held."""
    blank = {None, "", InsuranceKind.UNKNOWN}
    return tuple(name for name in ITEMS if getattr(held, name) in blank)


def deem(held: Declaration, record: str, heard_by: str, *, unchanged: bool) -> Deemed | Unheard | Lacking:
    """Both are needed; what was not said comes before what is not held."""
    if not unchanged or not heard_by:
        return Unheard()
    missing = lacking(held)
    return Lacking(missing) if missing or not record else Deemed(heard_by, record, held)
