"""For every test: no deadline that a busy machine could miss, and a plain word about what was not run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.postgres import Postgres, PostgresMissing, programs, running

NOT_RUN = "NOT RUN"

settings.register_profile("kiosk", deadline=None)
settings.load_profile("kiosk")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each check whose data or device is missing here, so that nobody takes silence for success."""
    reasons = [str(report.longrepr[2]) for report in terminalreporter.getreports("skipped")]
    missing = sorted({reason.removeprefix("Skipped: ") for reason in reasons if NOT_RUN in reason})
    if missing:
        terminalreporter.section("not run here")
        for reason in missing:
            terminalreporter.line(reason)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for whoever names it."""
    try:
        programs()
    except PostgresMissing as missing:
        pytest.skip(f"{NOT_RUN}: {missing}")
    with running() as server:
        yield server
