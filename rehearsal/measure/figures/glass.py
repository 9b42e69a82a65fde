"""Screens measured on every glass, and how soon a press changes one, for docs/figures.md."""

from __future__ import annotations

import json
from pathlib import Path

GLASS = Path(__file__).parents[3] / "docs" / "glass.json"
MATRIX = """
## Any glass

Every screen, and every part of one that does not fit, in each language, size of text, set of colours and layout, measured in
Chromium: nothing scrolls, is covered or runs off, every key answers at its own centre, and the promises in millimetres hold.
Made by `python -m tests.browser.glass.matrix`; a row is as old as its last run.

| glass | wishes | screens | faulty |
| --- | --- | --- | --- |
"""
PRESS = """
## From a press to the changed screen

A press on the glass until the next screen stands in the page, beside an empty Flask page fetched from the same server, one
after the other in one run: medians and 95th percentiles in milliseconds. The machine answers at once here, without records:
what is measured is the way there and back. Made by `python -m tests.browser.glass.pressing`.

| glass | times | press | 95 % | empty page | 95 % | press / empty |
| --- | --- | --- | --- | --- | --- | --- |
"""


def section(path: Path = GLASS) -> str:
    """Both tables as Markdown; NOT RUN where nothing was measured."""
    held = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    matrix = "".join(
        f"| {name} ({row['panel']}) | {row['wishes']} | {row['screens']} | {row['faulty']} |\n"
        for name, row in held.get("matrix", {}).items()
    )
    press = "".join(
        f"| {name} | {row['times']} | {row['press_ms']} | {row['press_p95_ms']} | {row['empty_ms']} | {row['empty_p95_ms']} | {row['press_ms'] / row['empty_ms']:.1f} |\n"
        for name, row in held.get("press", {}).items()
    )
    nothing = "| NOT RUN | | | |"
    return MATRIX + (matrix or f"{nothing}\n") + PRESS + (press or f"{nothing} | | |\n")
