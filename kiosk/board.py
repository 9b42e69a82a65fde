"""What the desk shows on the patient's glass: which items it asks about, never a value of one.

It is answered by mouth or on paper, so that nobody has to call a name or an address across the room.
"""

from __future__ import annotations

from dataclasses import dataclass

ASKABLE = ("name", "kana", "sex", "birthdate", "address")
"""The items that a question may be about, in the order in which they are asked."""
SHOWN_SECONDS = 180.0
"""How long a question stands on a glass that nobody takes it from."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a visit: the names of its items, and until when (monotonic seconds) it is shown."""

    visit: str
    items: tuple[str, ...]
    until: float


class Board:
    """At most one question, held in memory. The card of anybody else takes it down."""

    def __init__(self) -> None:
        self._asked: Asked | None = None

    def show(self, asked: Asked) -> None:
        self._asked = asked

    def take_down(self) -> None:
        self._asked = None

    def asked(self, visit: str | None, ticks: float) -> Asked | None:
        """The question for a glass at which this visit stands, or nobody."""
        asked = self._asked
        if asked is None:
            return None
        if ticks >= asked.until or (visit is not None and visit != asked.visit):
            self._asked = None
            return None
        return asked
