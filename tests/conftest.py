"""For every test: no deadline that a busy machine could miss, and a plain word about what was not run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.postgres import Postgres, PostgresMissing, programs, running

NOT_RUN = "NOT RUN"

NEED_MUCH = (
    "tests/browser/",
    "tests/checkin/test_walk.py",
    "tests/commands/test_account_commands.py",
    "tests/commands/test_home.py",
    "tests/commands/test_matching_commands.py",
    "tests/commands/test_picture_commands.py",
    "tests/commands/test_without_extras.py",
    "tests/commands/glass/test_voice.py",
    "tests/commands/keeping/",
    "tests/commands/test_without_mocks.py",
    "tests/declaration/test_sheet.py",
    "tests/desk/staff/test_codes.py",
    "tests/desk/staff/test_sign_in.py",
    "tests/hardware_mocks/card/test_opensc.py",
    "tests/hardware_mocks/heads/",
    "tests/hardware_mocks/pcsc/",
    "tests/hardware_mocks/test_world.py",
    "tests/hazards/",
    "tests/identity/test_openssl_on",
    "tests/journeys/",
    "tests/keeping/",
    "tests/qualification/test_contract_faults.py",
    "tests/qualification/test_contract_personas.py",
    "tests/reader/card/test_pcsc_troubles.py",
    "tests/reader/face/",
    "tests/reader/printed/",
    "tests/rehearsal/",
    "tests/setup/",
    "tests/storage/away/",
    "tests/storage/test_old_homes.py",
    "tests/web/desk/test_own_code.py",
    "tests/web/test_arriving.py",
)
"""Tests that want a browser, whole programs or visits, a server, models, slow hashes or minutes: `--quick` leaves them out."""
SERVICES = {"postgres", "pcsc"}
"""Fixtures behind which a server or a PC/SC service stands."""
PARAMETERS = ("postgresql", "[pcsc")
"""As a test's parameter names the same."""

settings.register_profile("kiosk", deadline=None)
settings.load_profile("kiosk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--quick", action="store_true", help="only what needs no browser, server or PC/SC service"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("quick"):
        return
    left_out = [each for each in items if _needs_much(each)]
    items[:] = [each for each in items if each not in set(left_out)]
    config.hook.pytest_deselected(items=left_out)


def _needs_much(item: pytest.Item) -> bool:
    where = item.path.relative_to(item.config.rootpath).as_posix()
    asked = set(getattr(item, "fixturenames", ()))
    return (
        where.startswith(NEED_MUCH) or bool(asked & SERVICES) or any(each in item.name for each in PARAMETERS)
    )


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
