"""Drawing everybody before anybody waits for it; what was drawn once is read from the disk afterwards."""

from __future__ import annotations

from collections.abc import Callable

from hardware_mocks.heads.photographs import chip_photo, clip
from hardware_mocks.personas.model import all_personas

EVERY = 5


def render_everybody(say: Callable[[str], None]) -> None:
    """Chip photographs and camera clips of all personas, with a word on how far it has come."""
    people = all_personas()
    photographs = {each.card.head for each in people if each.card}
    faces = {each.head for each in people}
    everybody = sorted(photographs | faces)
    for number, head in enumerate(everybody, start=1):
        if head in photographs:
            chip_photo(head)
        if head in faces:
            clip(head)
        if number % EVERY == 0 or number == len(everybody):
            say(f"made-up faces: {number} of {len(everybody)}")
