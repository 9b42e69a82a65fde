"""The units of systemd: read by systemd itself, and sandboxed as far as they can be."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.cli import ROWS
from tests.conftest import NOT_RUN

UNITS = sorted(Path("packaging/systemd").glob("*.*"))
SERVICES = [each for each in UNITS if each.suffix == ".service"]
WORST = 2.5
"""Of ten, by `systemd-analyze security`; below 2 is what systemd calls OK."""


def analyzed(*arguments: object) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        pytest.skip(f"{NOT_RUN}: systemd-analyze is not installed")
    return subprocess.run(
        ["systemd-analyze", *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units, with a program where theirs will be."""
    program = tmp_path / "kiosk"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for each in UNITS:
        told = each.read_text("utf-8").replace("/opt/kiosk/bin/kiosk", str(program))
        (tmp_path / each.name).write_text(told, "utf-8")
    return tmp_path


@pytest.mark.parametrize("unit", UNITS, ids=lambda each: each.name)
def test_systemd_finds_no_fault_in_a_unit(installed, unit) -> None:
    told = analyzed("verify", "--man=no", "--recursive-errors=no", installed / unit.name)
    about_it = [line for line in told.stderr.splitlines() if unit.name in line]
    assert (told.returncode, about_it) == (0, [])


@pytest.mark.parametrize("unit", SERVICES, ids=lambda each: each.name)
def test_a_unit_is_sandboxed(installed, unit) -> None:
    told = analyzed("security", "--offline=yes", "--no-pager", installed / unit.name)
    level = re.search(r"Overall exposure level.*?: ([0-9.]+)", told.stdout)
    assert level, told.stderr
    assert float(level[1]) <= WORST


@pytest.mark.parametrize("unit", SERVICES, ids=lambda each: each.name)
def test_a_unit_starts_a_command_that_there_is(unit) -> None:
    command = re.search(r"^ExecStart=\S+ (\S+)", unit.read_text("utf-8"), re.MULTILINE)
    assert command
    assert (command[1],) in {row.words for row in ROWS}
