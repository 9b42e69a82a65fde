"""How the pages lie on a glass: every length in millimetres, and the layout for the millimetres there are.

What is promised (WCAG 2.2 asks for 24 CSS pixels, which is a size on no glass; voting kiosks, VVSG 2.0, for text of
4.9 mm): targets of 15 mm, keys of a PIN 18 mm and from ten inches 20, text of 4.9 mm, readings of 2.5 mm and from ten
inches 3. Where a glass is small, the design changes and not the promise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from math import hypot

from kiosk.settings.panels import LARGEST, MM_PER_INCH, SMALLEST, Panel

LEAST_TARGET = 15.0
LEAST_GAP = 3.0
LEAST_TEXT = 4.9
LEAST_SMALL_GLASS_KEY, LEAST_KEY = 18.0, 20.0
LEAST_SMALL_GLASS_RUBY, LEAST_RUBY = 2.5, 3.0
LARGE_FROM = 10.0
"""Inches from which keys and readings are larger."""

TEXT_SIZES: Mapping[str, float] = {"1": 1.0, "2": 1.15, "3": 1.3, "4": 1.5}
"""文字の大きさ: the text of each step against the usual one."""

REACH = 320.0
"""Millimetres from the lower edge within which everything lies in the low layout, for somebody who sits."""

NARROWEST, LOWEST = 145.0, 84.0
"""Millimetres below which no layout of ours keeps the promises."""

DRAWN_ACROSS, DRAWN_DOWN = 345.0, 194.0
"""The glass of 15.6 inches for which the lengths below are drawn."""
LEAST_WIDE_ACROSS, LEAST_WIDE_DOWN = 200.0, 135.0
"""What words beside a keypad of three rows need, with the button below it and the one to the next page."""
UPRIGHT_ACROSS, UPRIGHT_DOWN = 297.0, 400.0
"""The upright one of 24 inches, and the height that its pages need."""


class Layout(Enum):
    """How a page is laid out: everything in one row, words beside what they speak of, or one below the other."""

    COMPACT = "compact"
    WIDE = "wide"
    TALL = "tall"


@dataclass(frozen=True, slots=True)
class Lengths:
    """Lengths in millimetres, each with the least that it may be."""

    text: float
    small: float
    title: float
    gap: float
    edge: float
    target: float
    button: float
    key: float
    kana: float


DRAWN: Mapping[Layout, Lengths] = {
    Layout.COMPACT: Lengths(4.95, 4.95, 6.2, 3.0, 1.5, 15.0, 15.0, 18.1, 15.0),
    Layout.WIDE: Lengths(5.8, 4.95, 10.0, 4.0, 6.0, 16.0, 20.0, 21.0, 15.5),
    Layout.TALL: Lengths(8.0, 6.2, 14.0, 6.0, 14.0, 20.0, 28.0, 30.0, 22.0),
}


def layout_of(panel: Panel) -> Layout:
    """By the millimetres there are, never by pixels."""
    if panel.down > panel.across:
        return Layout.TALL
    return Layout.COMPACT if panel.down < LEAST_WIDE_DOWN or panel.across < LEAST_WIDE_ACROSS else Layout.WIDE


def kana_in_steps(panel: Panel) -> bool:
    """Whether fifty kana have no room beside one another: then first the row is pressed, and then the letter."""
    return panel.across < (200 if layout_of(panel) is Layout.TALL else 285)


def keys_in_three_rows(panel: Panel) -> bool:
    """Whether a keypad of four rows would be too high."""
    return layout_of(panel) is not Layout.TALL and panel.down < 172


def lies_within_reach(panel: Panel) -> bool:
    """Whether the whole glass is within the reach of the low layout, which then has nothing to do."""
    return panel.down <= REACH


def least_key(panel: Panel) -> float:
    """Millimetres of a key of the PIN."""
    return LEAST_KEY if panel.inches >= LARGE_FROM else LEAST_SMALL_GLASS_KEY


def least_ruby(panel: Panel) -> float:
    """Millimetres of a reading above a word."""
    return LEAST_RUBY if panel.inches >= LARGE_FROM else LEAST_SMALL_GLASS_RUBY


def lengths_of(panel: Panel) -> Lengths:
    """The drawn lengths, grown or shrunk with the glass down to what is promised."""
    layout = layout_of(panel)
    drawn = DRAWN[layout]
    match layout:
        case Layout.COMPACT:
            scale = 1.0
        case Layout.WIDE:
            scale = min(panel.across / DRAWN_ACROSS, panel.down / DRAWN_DOWN, 1.4)
        case Layout.TALL:
            scale = min(panel.across / UPRIGHT_ACROSS, panel.down / UPRIGHT_DOWN, 1.2)
    return Lengths(
        text=max(LEAST_TEXT + 0.05, drawn.text * scale),
        small=max(LEAST_TEXT + 0.05, drawn.small * scale),
        title=max(6.2, drawn.title * scale),
        gap=max(LEAST_GAP, drawn.gap * scale),
        edge=max(1.5, drawn.edge * scale),
        target=max(LEAST_TARGET, drawn.target * scale),
        button=max(LEAST_TARGET, drawn.button * scale),
        key=max(least_key(panel) + 0.1, drawn.key * scale),
        kana=max(LEAST_TARGET, drawn.kana * min(scale, 1.2)),
    )


def sheet(panel: Panel) -> str:
    """The lengths of a glass as a style sheet: custom properties in millimetres, and the factor of each text size."""
    rules = [
        f":root {{ --mm: {panel.per_mm:.4f}px; }}",
        _properties(":root, .screen", panel),
        *(f'.screen[data-size="{name}"] {{ --size: {factor:g}; }}' for name, factor in TEXT_SIZES.items()),
    ]
    if not lies_within_reach(panel):
        rules.append(_properties(".screen[data-low]", within_reach(panel)))
    return "\n".join(rules) + "\n"


def within_reach(panel: Panel) -> Panel:
    """The lower part of a glass, as if it were one by itself."""
    height = round(REACH * panel.per_mm)
    return Panel(hypot(panel.width, height) / panel.per_mm / MM_PER_INCH, panel.width, height)


def _properties(selector: str, panel: Panel) -> str:
    lengths = lengths_of(panel)
    scaled = {"text": lengths.text, "small": lengths.small, "title": lengths.title}
    fixed = {
        "gap": lengths.gap,
        "edge": lengths.edge,
        "target": lengths.target,
        "button": lengths.button,
        "key": lengths.key,
        "kana-key": lengths.kana,
        "ruby": least_ruby(panel) + 0.05,
        "frame": lengths.small,
        "reach": REACH,
    }
    said = [f"--{name}: calc({mm:.2f} * var(--mm) * var(--size, 1));" for name, mm in scaled.items()]
    said += [f"--{name}: calc({mm:.2f} * var(--mm));" for name, mm in fixed.items()]
    return f"{selector} {{ {' '.join(said)} }}"


def marks(panel: Panel) -> Mapping[str, str]:
    """What the pages' sheet asks of the body: which layout, which keys."""
    return {
        "layout": layout_of(panel).value,
        "kana": "steps" if kana_in_steps(panel) else "table",
        "keypad": "three" if keys_in_three_rows(panel) else "four",
    }


def broken_promises(panel: Panel) -> Iterator[str]:
    """What this glass cannot keep, in words; nothing for a glass from 7 to 24 inches in the common shapes."""
    if not SMALLEST <= panel.inches <= LARGEST:
        yield f"the pages are drawn and measured from {SMALLEST:g} to {LARGEST:g} inches"
    if panel.across < NARROWEST:
        yield f"it is {panel.across:.0f} mm wide: keys of {least_key(panel):g} mm and their words need {NARROWEST:.0f}"
    if panel.down < LOWEST:
        yield f"it is {panel.down:.0f} mm high: keys of {least_key(panel):g} mm and their words need {LOWEST:.0f}"
    if panel.per_mm < LEAST_DOTS:
        yield f"its dots are {1 / panel.per_mm:.2f} mm: readings of {least_ruby(panel):g} mm have too few to be read"


LEAST_DOTS = 3.2
"""Pixels a millimetre with which a reading has eight dots, as many as the simplest kana takes."""
