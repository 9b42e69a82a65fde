"""The names that stand beside a registered one: another registered name (通称), a former surname, in a field or in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.matching.names.brackets import in_brackets, without_brackets
from kiosk.matching.text.normalise import blank, plain

Spelling = tuple[str, str]
"""A name, and the rule that says why it may stand for the registered one."""


def pairs_beside(
    displayed: tuple[str | None, str | None], held: tuple[str | None, str | None]
) -> Iterator[tuple[str, str, str]]:
    """Each side is (registered, of other). Every pair of names of which at least one is not registered, and the rule."""
    ours, theirs = tuple(_others(*displayed)), tuple(_others(*held))
    mine, other = (without_brackets(plain(side[0] or "")) for side in (displayed, held))
    yield from ((each, other, rule) for each, rule in ours if other)
    yield from ((mine, each, rule) for each, rule in theirs if mine)
    yield from ((one, two, rule) for one, rule in ours for two, _ in theirs)


def _others(registered: str | None, of_other: str | None) -> Iterator[Spelling]:
    """Each other name as it stands, and as a surname alone with the registered given name."""
    if registered is None and of_other is None:
        return
    name = plain(registered or "")
    shown = [(each, "K4") for each in in_brackets(name)]
    if of_other is not None and not blank(of_other):
        shown.append((plain(of_other), "K5"))
    given = without_brackets(name).split()[1:] if shown else []
    for other, rule in shown:
        yield other, rule
        if given and " " not in other:
            yield " ".join((other, *given)), rule
