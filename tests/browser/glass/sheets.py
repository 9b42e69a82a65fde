"""Contact sheets of every screen, one picture a glass and a wish: `python -m tests.browser.glass.sheets FOLDER [PANEL…]`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page

from kiosk.settings.panels import PANELS, panel_of
from tests.browser.chromium import opened
from tests.browser.glass.measuring import Row, walk
from tests.browser.glass.standing import stood

ACROSS, COLUMNS = 480, 4
LABEL = 18
MOST_ROWS = 6


def sheets(shots: list[tuple[str, bytes]]) -> list[Image.Image]:
    """The shots in rows, each under its name, as many pages as it takes."""
    pages = []
    for at in range(0, len(shots), COLUMNS * MOST_ROWS):
        cells = []
        for name, png in shots[at : at + COLUMNS * MOST_ROWS]:
            with Image.open(io.BytesIO(png)) as shot:
                small = shot.convert("RGB").resize((ACROSS, round(ACROSS * shot.height / shot.width)))
            cells.append((name, small))
        down = cells[0][1].height + LABEL + 4
        page = Image.new(
            "RGB", (COLUMNS * (ACROSS + 4), down * ((len(cells) + COLUMNS - 1) // COLUMNS)), "#888888"
        )
        for index, (name, small) in enumerate(cells):
            x, y = index % COLUMNS * (ACROSS + 4), index // COLUMNS * down
            ImageDraw.Draw(page).text((x + 4, y + 2), name, fill="white")
            page.paste(small, (x, y + LABEL))
        pages.append(page)
    return pages


def taken(page: Page, lane: object, row: Row, names: list[str] | None = None) -> list[tuple[str, bytes]]:
    return [(name, page.screenshot(animations="disabled")) for name, _ in walk(page, lane, row, names)]


def main(folder: Path, wanted: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = (Row("ja", "1", "normal"), Row("en", "4", "inverted"), Row("ja", "4", "high"))
    with opened() as chromium:
        for name in wanted or list(PANELS):
            for row in rows:
                with stood(chromium, panel_of(name), row) as (page, lane):
                    for number, sheet in enumerate(sheets(taken(page, lane, row))):
                        path = (
                            folder
                            / f"{name.replace(' ', '_')}-{row.language}-{row.size}-{row.contrast}-{number}.png"
                        )
                        sheet.save(path)
                        sys.stderr.write(f"{path}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
