"""The count of the walk for docs/figures.md: every combination of what may come together at the door, and where it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.checkin.walk import make_hand
from rehearsal.measure.dead_ends.cases import Paper
from rehearsal.measure.dead_ends.clinic import Clinic
from rehearsal.measure.dead_ends.following import Claim, Rules
from rehearsal.measure.dead_ends.sentences import said_everywhere
from rehearsal.measure.dead_ends.walk import Found, Walk

DIMENSIONS = ("card", "answer of the service", "what else is wrong", "instead", "patient", "hour")
HEAD = """
## No dead end

Every combination of card, answer, outage, evidence, known or new patient and hour: **{cases:,} cases**, driven through the
check-in's machine, the tables of evidence and the desk's own functions, and followed until a claim can be made: {followed:,}
visits that differ in more than their day went through the books. **{dead:,} dead ends.** In {whole:,} of them the whole price
was collected. Each read a next step at the desk on the way ({steps} different sentences, in both languages). "Later" is a
claim with current numbers once the paper's numbers are typed, or brought another day; until then the clerk has the visit on
a list. "Ticket" is 医療扶助: no insurer is billed, and nothing is collected. What the service answers is this walk's own choice.

| | | cases | {claims} |
| --- | --- | --- | {rule} |
"""
SHORT = {
    Claim.CURRENT: "current",
    Claim.PAST: "past",
    Claim.UNKNOWN: "unknown",
    Claim.LATER: "later",
    Claim.TICKET: "ticket",
}


def section() -> str:
    """The table as Markdown; half a minute."""
    return counted(*walked())


def walked() -> tuple[tuple[Found, ...], int]:
    """Every case with its end, and how many visits that differ were followed."""
    with TemporaryDirectory(prefix="walk-") as folder:
        clinic = Clinic(Path(folder))
        try:
            walk = Walk(clinic, make_hand(), Rules(said_everywhere()))
            found = tuple(walk.found())
            return found, len(walk.ends)
        finally:
            clinic.close()


def counted(found: tuple[Found, ...], followed: int) -> str:
    head = HEAD.format(
        cases=len(found),
        followed=followed,
        dead=sum(each.ending is None for each in found),
        whole=sum("whole price" in each.dead for each in found),
        steps=len({step for each in found if each.ending for step in each.ending.steps}),
        claims=" | ".join(SHORT[each] for each in Claim),
        rule=" | ".join("---" for _ in Claim),
    )
    return head + "".join(_lines(found))


def _lines(found: tuple[Found, ...]) -> Iterator[str]:
    for place, dimension in enumerate(DIMENSIONS):
        for value in dict.fromkeys(each.case.values[place] for each in found):
            mine = [each for each in found if each.case.values[place] == value]
            ends = Counter(each.ending.claim for each in mine if each.ending)
            cells = " | ".join(f"{ends[claim]:,}" for claim in Claim)
            yield f"| {dimension} | {_named(value)} | {len(mine):,} | {cells} |\n"


def _named(value: object) -> str:
    return value.name if isinstance(value, Paper) else str(getattr(value, "value", value))
