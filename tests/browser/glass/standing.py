"""A glass that stands there: its own small house behind it, its own window, and what the patient wished."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from playwright.sync_api import Browser, Page

from kiosk.bootstrap import EMULATIONS
from kiosk.settings.languages import FURTHER
from kiosk.settings.panels import Panel
from kiosk.web.glass.samples import SAMPLES
from kiosk.web.listeners import make_server, served_beside
from tests.browser.glass.measuring import Row, wear
from tests.browser.small_house import small_house
from tests.made_once import glass_of

PATIENCE_MS = 20_000


def further(row: Row | None) -> tuple[str, ...]:
    """A clinic that speaks one more has turned all of them on: then there is the most to choose from."""
    return tuple(FURTHER) if row and row.language in FURTHER else ()


@contextmanager
def stood(
    chromium: Browser,
    panel: Panel,
    row: Row | None = None,
    *,
    lies: str = "flat",
    failing: bool = False,
    empty: str = "",
    aloud: bool = False,
) -> Iterator[tuple[Page, object]]:
    """The window and the lane that a test puts a step on; it wears what the row says. `empty` is the path of a page of nothing.

    `aloud`: the patient may wish that the screens are read out.
    """
    web = small_house()
    lane = web.OneLane()
    house = web.house_of(lane, emulated=EMULATIONS, streams=12)
    lane.board = house.board
    told = house.settings
    told = told.model_copy(
        update={
            "web": told.web.model_copy(update={"glass": str(panel), "languages": further(row)}),
            "reader": told.reader.model_copy(update={"lies": lies}),
            "voice": told.voice.model_copy(update={"aloud": aloud or bool(further(row))}),
        }
    )
    house.ports.failure[0] = failing
    lane.stands_at(SAMPLES["reading"].step, seq=1)
    app = glass_of(replace(house, settings=told))
    if empty:
        app.add_url_rule(empty, "empty", lambda: "")
    with served_beside(make_server(app, told, port=0)) as port:
        context = chromium.new_context(
            viewport={"width": panel.width, "height": panel.height}, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        try:
            page.goto(f"http://127.0.0.1:{port}")
            page.locator(".screen").wait_for()
            if row:
                wear(page, row)
            yield page, lane
        finally:
            context.close()
