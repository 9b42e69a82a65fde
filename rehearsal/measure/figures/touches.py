"""How often a journey out of trouble makes people touch something, for docs/figures.md."""

from __future__ import annotations

import json
from pathlib import Path

TOUCHES = Path(__file__).parents[3] / "docs" / "touches.json"
HEAD = """
## Touches from trouble to the paid claim

Each branch played once in a real browser, by made-up people: touches of the glass by the patient; presses, ticks and fields
written in by the reception and by the claims clerk, signing in not counted. The receipt computer's work and the payer's are
not in it. Made by `python -m tests.browser.branches FOLDER`, which takes the pictures too.

| journey | patient | reception | clerk |
| --- | --- | --- | --- |
"""


def section(path: Path = TOUCHES) -> str:
    """The table as Markdown; NOT RUN where the journeys have not been played."""
    if not path.is_file():
        return HEAD + "| NOT RUN: no touches.json | | | |\n"
    rows = json.loads(path.read_text("utf-8"))
    return HEAD + "".join(
        f"| {row['journey']} | {row['patient']} | {row['reception']} | {row['clerk']} |\n" for row in rows
    )
