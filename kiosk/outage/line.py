"""When the records are away: nothing of theirs has answered for a while. Pure."""

from __future__ import annotations

LOOK_SECONDS = 1.0
"""Between two looks at the records."""
LATE_SECONDS = 3.0
"""Unanswered for so long, they are away: with the look before and the screen behind, a trouble is told within five."""


def is_away(unanswered_since: float | None, now: float) -> bool:
    """`unanswered_since`: when the first look began that nothing has answered since, in ticks; None when all is well."""
    return unanswered_since is not None and now - unanswered_since >= LATE_SECONDS
