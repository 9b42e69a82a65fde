"""What a site has settled about its comparisons, and what it knows of names."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.matching.names.hidden import Hides
from kiosk.matching.names.readings import CommonReadings, Readings


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """One value for a whole kiosk, made where the settings are read; two sites are never the same by their contents.

    `municipality`: prefecture and municipality of the clinic, which its own table may leave out; "" is unknown.
    """

    hides: Hides = field(default_factory=Hides)
    readings: Readings = field(default_factory=CommonReadings)
    municipality: str = ""


ANYWHERE = Site()
"""The defaults, for a comparison that belongs to no site."""
