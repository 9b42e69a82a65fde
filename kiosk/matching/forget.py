"""What the comparison keeps to be quick holds names and addresses: it goes with the visit."""

from __future__ import annotations

from kiosk.matching import explain
from kiosk.matching.dates import notation
from kiosk.matching.names import kana, latin, sounds, taken_apart, written
from kiosk.matching.text import normalise

KEPT = (
    notation.read_day,
    explain.align,
    kana.key,
    kana.words,
    latin.fits,
    latin.consonants,
    normalise.plain,
    sounds.compare_readings,
    taken_apart.take_apart,
    written.compare_texts,
)


def forget() -> None:
    """Empty every cache that a patient's items pass through; the tables of characters and readings stay."""
    for each in KEPT:
        each.cache_clear()
