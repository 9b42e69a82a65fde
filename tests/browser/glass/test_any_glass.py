"""Every screen on eight glasses, four of them drawn for this run: nothing to scroll, nothing covered, millimetres kept.

`--randomly-seed`, which the run prints, draws the same glasses again.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from kiosk.settings.panels import Panel
from tests.browser.glass.measuring import Row, broken, pairwise, panels, walk
from tests.browser.glass.standing import stood


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The seed of the run's order draws the glasses too: all workers of one run have the same."""
    if {"panel", "row"} <= set(metafunc.fixturenames):
        seed = int(metafunc.config.getoption("randomly_seed"))
        cases = [(panel, row) for index, panel in enumerate(panels(seed)) for row in pairwise(index)]
        metafunc.parametrize(("panel", "row"), cases, ids=named)


def named(value: object) -> str:
    match value:
        case Panel():
            return str(value).replace(" ", "-inch-")
        case Row(language=language, size=size, contrast=contrast, low=low):
            return f"{language}-{size}-{contrast}{'-low' if low else ''}"
    return str(value)


def test_every_screen_keeps_its_promises(chromium: Browser, panel: Panel, row: Row) -> None:
    """Failure mode and the banner of the demo are both on: no screen ever has more to carry."""
    with stood(chromium, panel, row, failing=True) as (page, lane):
        faults = [
            f"{name}: {fault}"
            for name, measured in walk(page, lane, row)
            for fault in broken(measured, panel)
        ]
    assert not faults, "\n".join(dict.fromkeys(faults))
