"""The glass as the settings name it: its diagonal and its pixels, or the name of a common one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot

MM_PER_INCH = 25.4
SMALLEST, LARGEST = 7.0, 24.0
"""Inches of the diagonals for which the pages are drawn and measured."""
FEWEST_PIXELS, MOST_PIXELS = 320, 4320
WRITTEN = re.compile(r"(?P<inches>[1-9][0-9]?(?:\.[0-9]{1,2})?) (?P<width>[0-9]{3,4})x(?P<height>[0-9]{3,4})")


@dataclass(frozen=True, slots=True)
class Panel:
    """A glass: its diagonal in inches, and the pixels of its window as the browser counts them."""

    inches: float
    width: int
    height: int

    @property
    def per_mm(self) -> float:
        """CSS pixels that one millimetre takes."""
        return hypot(self.width, self.height) / (self.inches * MM_PER_INCH)

    @property
    def across(self) -> float:
        """Millimetres from the left edge to the right."""
        return self.width / self.per_mm

    @property
    def down(self) -> float:
        """Millimetres from the upper edge to the lower."""
        return self.height / self.per_mm

    def __str__(self) -> str:
        return f"{self.inches:g} {self.width}x{self.height}"


PANELS: Mapping[str, Panel] = {
    "7-inch": Panel(7.0, 800, 480),
    "7-inch-wide": Panel(7.0, 1024, 600),
    "8-inch": Panel(8.0, 1280, 800),
    "10-inch": Panel(10.1, 1280, 800),
    "12-inch": Panel(12.1, 1024, 768),
    "13-inch": Panel(13.3, 1920, 1080),
    "15-inch": Panel(15.6, 1366, 768),
    "21-inch": Panel(21.5, 1920, 1080),
    "24-inch-upright": Panel(23.8, 1080, 1920),
}
"""The common ones, by name."""
USUAL = "15-inch"


def panel_of(said: str) -> Panel:
    """A name of `PANELS`, or the diagonal in inches and the pixels: "10.1 1280x800".

    Raises:
        ValueError: it is neither, or no glass has such sizes.
    """
    if said in PANELS:
        return PANELS[said]
    found = WRITTEN.fullmatch(said)
    if found is None:
        raise ValueError(f"{said!r} is no glass")
    panel = Panel(float(found["inches"]), int(found["width"]), int(found["height"]))
    if not all(FEWEST_PIXELS <= each <= MOST_PIXELS for each in (panel.width, panel.height)):
        raise ValueError(f"{said!r} is no glass")
    return panel
