"""The names that stand beside a registered one: another registered name (通称), a former surname, in a field or in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.matching.names.taken_apart import WrittenName


def pairs_beside(one: WrittenName, other: WrittenName) -> Iterator[tuple[str, str, str]]:
    """Every pair of names of which at least one is not registered, and the rule why it may stand for the registered one.

    Sisters carry one former surname and one alias of the family: a surname alone never meets a surname alone.
    """
    yield from ((each, other.registered, rule) for each, rule in (*one.beside, *one.lone) if other.registered)
    yield from ((one.registered, each, rule) for each, rule in (*other.beside, *other.lone) if one.registered)
    yield from ((mine, theirs, rule) for mine, rule in one.beside for theirs, _ in other.beside)
    yield from ((mine, theirs, rule) for mine, rule in one.lone for theirs, _ in other.beside)
    yield from ((mine, theirs, rule) for mine, rule in one.beside for theirs, _ in other.lone)
