"""The camera clips of all personas, drawn before anybody waits for them: `python -m hardware_mocks.heads.everybody`.

`--ship` draws the photographs anew that are part of the project.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hardware_mocks.heads.photographs import SHIPPED, chip_photo_of, clip, stored
from hardware_mocks.personas.model import all_personas

POLITELY = 10


@contextmanager
def drawn_meanwhile() -> Iterator[None]:
    """A process of low priority draws while everything else begins; whom a camera looks for earlier is drawn at once."""
    command = [sys.executable, "-m", "hardware_mocks.heads.everybody"]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as drawing:
        try:
            yield
        finally:
            drawing.terminate()


def draw_everybody() -> None:
    """What was drawn once is read from the disk."""
    for head in sorted({each.head for each in all_personas()}):
        clip(head)


def ship() -> None:
    SHIPPED.mkdir(exist_ok=True)
    for head_id, head in stored().items():
        (SHIPPED / f"{head_id}.jp2").write_bytes(chip_photo_of(head))


if __name__ == "__main__":
    if sys.argv[1:] == ["--ship"]:
        ship()
    else:
        os.nice(POLITELY)
        draw_everybody()
