"""Each command with the extras that its row names and no others: a claims clerk's machine has neither dlib nor PC/SC."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from eligibility_kiosk import EXTRAS
from kiosk.cli import COUNTER, ROWS

PROJECT = Path(__file__).parents[2]
PROGRAM = """
import sys
from importlib.machinery import PathFinder

gone, sys.path[:0] = set(sys.argv[2].split(",")), [sys.argv[1]]
others = sys.meta_path[:]

class Without:
    find_distributions = staticmethod(PathFinder.find_distributions)

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in gone:
            return None
        return next((found for each in others if (found := each.find_spec(name, path, target))), None)

sys.meta_path[:] = [Without()]
"""
LOADED = (
    PROGRAM
    + """
from kiosk.cli import ROWS
from kiosk.commands.table import loaded
for row in ROWS:
    if set(row.extras) <= set(sys.argv[3].split(",")):
        loaded(row)
print(sorted(gone & set(sys.modules)))
"""
)
RUN = (
    PROGRAM
    + """
from eligibility_kiosk import start
program, extra, *sys.argv[1:] = sys.argv[3:]
sys.exit(start(program, extra))
"""
)


def packages(*extras: str) -> set[str]:
    return {name for each in extras for name in EXTRAS[each]}


def python(program: str, gone: set[str], *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, str(PROJECT), ",".join(sorted(gone)), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("extras", sorted({row.extras for row in ROWS}), ids=",".join)
def test_a_command_loads_with_the_extras_that_it_names_and_no_other(extras: tuple[str, ...]) -> None:
    done = python(LOADED, packages(*EXTRAS) - packages(*extras), ",".join(extras))
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_a_claim_file_is_checked_without_any_extra(tmp_path: Path) -> None:
    file = tmp_path / "in.uke"
    made = [sys.executable, "-m", "hardware_mocks", "claim-file", "--month", "2026-10", "--out", file]
    subprocess.run(made, cwd=PROJECT, check=True, capture_output=True)

    done = python(RUN, packages(*EXTRAS), "kiosk", "", "claims", "check", file)

    assert done.returncode in {0, 1}, done.stderr
    assert done.stdout


@pytest.mark.parametrize("row", [row for row in ROWS if row.extras], ids=lambda row: " ".join(row.words))
def test_a_command_names_the_extra_that_it_lacks(row) -> None:
    done = python(RUN, packages(*row.extras), "kiosk", "", *row.words)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"pip install 'eligibility-kiosk[{','.join(row.extras)}]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_only_what_is_missing_is_named() -> None:
    done = python(RUN, packages("names"), "kiosk", "", "serve")
    assert COUNTER == ("reader", "face", "names", "languages")
    assert "[names]" in done.stderr
    assert "smartcard" not in done.stderr


@pytest.mark.parametrize("program", ["hardware_mocks", "rehearsal"])
def test_what_plays_the_world_outside_asks_for_the_demo_extra(program: str) -> None:
    done = python(RUN, {"PIL"}, program, "demo")
    assert done.returncode == 2
    assert "PIL, not installed here: pip install 'eligibility-kiosk[demo]'" in done.stderr


def test_a_database_whose_driver_is_missing_names_its_extra(clinic) -> None:
    text = clinic.settings.read_text("utf-8")
    clinic.settings.write_text('database = "postgresql+pg8000://kiosk@/clinic"\n' + text, "utf-8")
    (clinic.folder / "home").mkdir(mode=0o700)

    done = python(RUN, packages("postgresql"), "kiosk", "", "account", "list", "--settings", clinic.settings)

    assert done.returncode == 2, done.stderr
    assert "pip install 'eligibility-kiosk[postgresql]'" in done.stderr
    assert "Traceback" not in done.stderr
