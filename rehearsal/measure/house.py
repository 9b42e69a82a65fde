"""The house drawn from its imports: `python -m rehearsal.measure.house docs/pictures/house.svg`.

Rooms only, in the layers of the import contracts. An arrow that follows from two others is left out.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import grimp

PROJECT = Path(__file__).parents[2]
PACKAGES = ("rehearsal", "kiosk", "hardware_mocks", "reader")
WIRING = "bootstrap"
"""The one file among the rooms that everything passes through."""
WIDTH = 1280
TOP, ROW, HEIGHT, GAP = 84, 86, 38, 22
SIDE = 190
"""The kiosk stands between its mocks on the left and the margin on the right."""

STAGGER = 70
MANY = 4
"""Rows stand aside by turns, so that an arrow that passes a row passes beside its boxes."""
FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="sans-serif" \
role="img" aria-label="The rooms of the house and who imports whom">
<rect width="{width}" height="{height}" fill="#fff"/>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
<path d="M0 0L8 4L0 8Z" fill="#567"/></marker></defs>
<text x="24" y="34" font-size="20" fill="#123">Rooms of the house: an arrow is an import, and every arrow points down</text>
<text x="24" y="58" font-size="14" fill="#456">Arrows that follow from two others are left out. Drawn from the code by scripts/docs.</text>
{inside}
</svg>
"""

Arrows = Mapping[str, frozenset[str]]


def room_of(module: str) -> str:
    """The room of a module, `desk` of `kiosk.desk.visit.page`; other packages are one room each."""
    package, _, rest = module.partition(".")
    return rest.split(".")[0] if package == "kiosk" and rest else package


def rooms() -> frozenset[str]:
    """The kiosk's folders, the wiring, and the three packages beside it."""
    folders = {each.parent.name for each in (PROJECT / "kiosk").glob("*/__init__.py")}
    return frozenset(folders | {WIRING} | set(PACKAGES) - {"kiosk"})


def arrows() -> Arrows:
    """Who imports whom, room by room, as the code says."""
    graph = grimp.build_graph(*PACKAGES)
    shown = rooms()
    found: dict[str, set[str]] = {each: set() for each in shown}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            one, other = room_of(importer), room_of(imported)
            if one != other and {one, other} <= shown:
                found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}


def layers() -> tuple[tuple[str, ...], ...]:
    """From the contracts of pyproject.toml, top to bottom; only what is a room."""
    table = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    contracts = table["tool"]["importlinter"]["contracts"]
    kiosk = next(each for each in contracts if each.get("containers") == ["kiosk"])
    shown = rooms()
    named = [[name.strip() for name in layer.replace(":", "|").split("|")] for layer in kiosk["layers"]]
    inside = [tuple(sorted(name for name in layer if name in shown)) for layer in named]
    return (("rehearsal",), *filter(None, inside))


def reduced(found: Arrows) -> Arrows:
    """Without the arrows that follow from others; the rooms have no circle."""

    def beyond(room: str) -> frozenset[str]:
        return found[room].union(*(beyond(each) for each in found[room]))

    return {
        room: frozenset(
            each for each in below if not any(each in beyond(other) for other in below if other != each)
        )
        for room, below in found.items()
    }


def picture(found: Arrows, rows: Sequence[Sequence[str]]) -> str:
    """The drawing as SVG text; the same text for the same house."""
    places = _places(rows)
    lines = [_arrow(places[one], places[other]) for one in sorted(found) for other in sorted(found[one])]
    boxes = [_box(name, *place) for name, place in sorted(places.items())]
    return FRAME.format(width=WIDTH, height=TOP + ROW * len(rows), inside="\n".join([*lines, *boxes]))


def _places(rows: Sequence[Sequence[str]]) -> dict[str, tuple[float, float, float]]:
    """(left, top, width) of every box."""
    places: dict[str, tuple[float, float, float]] = {}
    for row, names in enumerate(rows):
        room = WIDTH - SIDE - 24
        width = min(150.0, room / len(names) - GAP)
        aside = 0 if len(names) > MANY else STAGGER * (1 if row % 2 else -1)
        left = SIDE + aside + (room - len(names) * (width + GAP) + GAP) / 2
        for place, name in enumerate(names):
            places[name] = (left + place * (width + GAP), float(TOP + row * ROW), width)
    places["reader"] = (24.0, float(TOP + ROW * (len(rows) - 1)), 150.0)
    places["hardware_mocks"] = (24.0, float(TOP + ROW * (len(rows) // 2)), 150.0)
    return places


def _box(name: str, left: float, top: float, width: float) -> str:
    fill = "#e8eef6" if name in PACKAGES else "#f6f2e6" if name == WIRING else "#fff"
    return (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{HEIGHT}" rx="5" fill="{fill}" stroke="#345"/>'
        f'<text x="{left + width / 2:.0f}" y="{top + HEIGHT / 2 + 6:.0f}" font-size="16" text-anchor="middle" fill="#123">'
        f"{escape(name)}</text>"
    )


def _arrow(one: tuple[float, float, float], other: tuple[float, float, float]) -> str:
    x1, y1 = one[0] + one[2] / 2, one[1] + HEIGHT
    x2, y2 = other[0] + other[2] / 2, other[1] - 2
    bend = max(24.0, (y2 - y1) / 2)
    return (
        f'<path d="M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}" '
        'fill="none" stroke="#567" stroke-opacity="0.55" marker-end="url(#head)"/>'
    )


def drawn() -> str:
    return picture(reduced(arrows()), layers())


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(drawn(), "utf-8")
