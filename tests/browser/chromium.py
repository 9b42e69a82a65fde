"""The system's Chromium without its errands: no updates, no sync, nothing but the pages that it is sent to."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--no-sandbox",  # tests may run as root, for whom Chromium has none
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class BrowserMissing(Exception):
    """No browser of these names is installed, or none starts."""


def found() -> str:
    """The first browser that says its version: Ubuntu's `chromium-browser` without snap is there, and does not.

    Raises:
        BrowserMissing: there is none.
    """
    for program in filter(None, map(shutil.which, BROWSERS)):
        if subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0:
            return program
    raise BrowserMissing("no browser that starts; looked for " + ", ".join(BROWSERS))


@contextmanager
def opened() -> Iterator[Browser]:
    """Raises BrowserMissing."""
    program = found()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS])
        yield browser
        browser.close()
