"""Plays every branch of trouble to its paid claim: `python -m tests.browser.branches FOLDER [JOURNEY…]`.

Pictures of the screens worth seeing go into the folder, with `touches.json`: how often the patient touched the glass, and
what the reception and the claims clerk pressed, ticked and wrote.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from tests.browser.chromium import opened
from tests.browser.journeys.branches import with_card, without_card
from tests.browser.journeys.branches.cast import Cast, cast_of
from tests.browser.journeys.clinic import open_clinic

Journey = Callable[[Cast], None]


class Album:
    """Where the pictures of the journey that is being played go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journey = ""

    def __call__(self, page: Page, name: str) -> None:
        path = self.folder / f"{self.journey}-{name}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")


def played(chromium: Browser, journeys: tuple[Journey, ...], album: Album) -> Iterator[dict[str, object]]:
    """One clinic for these journeys; a row for each, with its touches."""
    if not journeys:
        return
    with (
        TemporaryDirectory() as files,
        open_clinic() as clinic,
        cast_of(chromium, clinic, Path(files), album) as cast,
    ):
        for journey in journeys:
            album.journey = journey.__name__
            before = cast.touches()
            journey(cast)
            after = cast.touches()
            sys.stderr.write(f"{journey.__name__}\n")
            told = (journey.__doc__ or "").strip()
            yield {"journey": told, **{who: after[who] - before[who] for who in after}}


def take(folder: Path, *wanted: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    album = Album(folder)
    rows: list[dict[str, object]] = []
    with opened() as chromium:
        for journeys in (with_card.JOURNEYS, without_card.JOURNEYS):
            chosen = tuple(each for each in journeys if not wanted or each.__name__ in wanted)
            rows += played(chromium, chosen, album)
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    (folder / "touches.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    take(Path(sys.argv[1]), *sys.argv[2:])
