"""The check-in as a page: a diagram, every move in a table, the waiting times. Made from the walk, never by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from kiosk.checkin.machine import effects, events, steps
from kiosk.checkin.machine.timeouts import WAITS
from kiosk.checkin.machine.turn import Lane
from kiosk.checkin.walk import Move

ANYWHERE = (events.CardInserted, events.CardRemoved, events.TakenOver, events.Cancelled)
"""They lead to the same places from nearly every step: drawn, they would hide all the rest."""

FRAME = (
    (steps.Attract, events.CardInserted),
    (steps.TakeCard, events.CardRemoved),
    (steps.CardLeft, events.CardRemoved),
    (steps.Closed, events.TimePassed),
)
"""Drawn all the same: where a visit comes from and where it goes."""

ORDER: dict[type, int] = {
    kind: place
    for place, kind in enumerate((*steps.ALL_STEPS, *get_args(events.Event), *get_args(effects.Effect)))
}

HEAD = """# The check-in, step by step

Made by `scripts/docs` from an exhaustive walk over the machine (`kiosk/checkin/walk.py`); a test fails when this page
lags behind it. The types named here stand in `kiosk/checkin/machine/steps.py`, `events.py`, `presses.py`, `staff_acts.py` and
`effects.py`, each with a sentence.
"""


@dataclass(frozen=True, slots=True)
class Edge:
    """All moves from one step to another by one event: what each of them asks for, and what only some do."""

    before: type
    event: type
    after: type
    always: frozenset[type]
    sometimes: frozenset[type]

    def asks(self) -> str:
        shown = [(ORDER[each], _code(each)) for each in self.always]
        shown += [(ORDER[each], f"({_code(each)})") for each in self.sometimes]
        return ", ".join(text for _, text in sorted(shown))


def page(moves: Iterable[Move]) -> str:
    """The whole page as Markdown."""
    found = tuple(moves)
    reader, desk = (edges_of(found, lane) for lane in (Lane.READER, Lane.DESK))
    parts = (
        HEAD,
        "## At the reader\n\nLeft out of the picture: what may happen anywhere, and the ends of waiting. Both have their table.\n",
        diagram(reader),
        "## What may happen anywhere\n",
        _anywhere(reader),
        "## Every move at the reader\n\nIn brackets: asked for in some of these moves only.\n",
        _table(each for each in reader if each.event not in (*ANYWHERE, events.TimePassed)),
        "## At the desk\n\nA visit that begins at the desk has no card and no screen of its own: a settled one closes at once.\n",
        diagram(desk),
        _table(each for each in desk if each.event is not events.TimePassed),
        "## How long each step waits\n\n`MoreTime` gives a person the whole time once more, as often as wanted.\n",
        _waits((*reader, *desk)),
    )
    return "\n".join(parts)


def edges_of(moves: Iterable[Move], lane: Lane) -> tuple[Edge, ...]:
    """The moves of one lane, told apart by step, event and next step alone; in the order of their definitions."""
    asked: dict[tuple[type, type, type], list[frozenset[type]]] = {}
    for move in moves:
        if move.before.lane is lane:
            key = (type(move.before.step), type(move.event), type(move.after.step))
            asked.setdefault(key, []).append(frozenset(map(type, move.effects)))
    ordered = sorted(asked, key=lambda key: tuple(ORDER[each] for each in key))
    return tuple(_edge(key, asked[key]) for key in ordered)


def _edge(key: tuple[type, type, type], asked: list[frozenset[type]]) -> Edge:
    always = frozenset.intersection(*asked)
    return Edge(*key, always, frozenset.union(*asked) - always)


def diagram(edges: Iterable[Edge]) -> str:
    """Mermaid. Several events between the same two steps share one arrow."""
    arrows: dict[tuple[type, type], list[str]] = {}
    for edge in edges:
        if _is_drawn(edge):
            arrows.setdefault((edge.before, edge.after), []).append(edge.event.__name__)
    drawn = (
        f"    {before.__name__} --> {after.__name__} : {', '.join(names)}"
        for (before, after), names in arrows.items()
    )
    return "\n".join(("```mermaid", "stateDiagram-v2", *drawn, "```", ""))


def _is_drawn(edge: Edge) -> bool:
    if edge.event in (*ANYWHERE, events.TimePassed):
        return (edge.before, edge.event) in FRAME
    return edge.before is not edge.after


def _anywhere(edges: tuple[Edge, ...]) -> str:
    found: dict[tuple[type, type], list[Edge]] = {}
    for edge in edges:
        if edge.event in ANYWHERE:
            found.setdefault((edge.event, edge.after), []).append(edge)
    rows = (
        (_code(event), _from(each.before for each in same), _code(after), _merged(same).asks())
        for (event, after), same in sorted(
            found.items(), key=lambda each: tuple(ORDER[kind] for kind in each[0])
        )
    )
    return _markdown(("event", "from", "to", "asks for"), rows)


def _merged(edges: list[Edge]) -> Edge:
    always = frozenset.intersection(*(each.always for each in edges))
    ever = frozenset.union(*(each.always | each.sometimes for each in edges))
    return Edge(edges[0].before, edges[0].event, edges[0].after, always, ever - always)


def _from(found: Iterable[type]) -> str:
    there = set(found)
    missing = [each for each in steps.ALL_STEPS if each not in there]
    if len(missing) >= len(there):
        return _codes(each for each in steps.ALL_STEPS if each in there)
    return f"every step but {_codes(missing)}" if missing else "every step"


def _table(edges: Iterable[Edge]) -> str:
    rows = ((_code(each.before), _code(each.event), _code(each.after), each.asks()) for each in edges)
    return _markdown(("step", "event", "next", "asks for"), rows)


def _waits(edges: tuple[Edge, ...]) -> str:
    return _markdown(("step", "what it is", "seconds", "waits for", "then"), _waiting(edges))


def _waiting(edges: tuple[Edge, ...]) -> Iterator[tuple[str, ...]]:
    for step in steps.ALL_STEPS:
        wait = WAITS.get(step)
        over = {each.after for each in edges if each.before is step and each.event is events.TimePassed}
        then = _codes(sorted(over, key=ORDER.__getitem__))
        patience = (
            (f"{wait.seconds:g}", "a person" if wait.person else "a machine") if wait else ("", "nobody")
        )
        yield (_code(step), _said(step), *patience, then)


def _said(step: type) -> str:
    """The first sentence of its docstring; what dataclasses write by themselves says nothing."""
    text = (step.__doc__ or "").split("\n")[0].replace("|", "\\|")
    return "" if text.startswith(f"{step.__name__}(") else text


def _code(kind: type) -> str:
    return f"`{kind.__name__}`"


def _codes(kinds: Iterable[type]) -> str:
    return ", ".join(map(_code, kinds))


def _markdown(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in lines) + "\n"
