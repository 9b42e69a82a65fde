"""One browser for everything that is shown: Playwright's driver can be started once in a thread."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import BrowserMissing, found, opened


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    try:
        found()
    except BrowserMissing as missing:
        pytest.skip(f"NOT RUN: {missing}")
    with opened() as browser:
        yield browser
