"""The two programs as tables of commands: what one types, what one is told, how one is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli import PROGRAM as KIOSK
from kiosk.commands.table import CUT_OFF, WRONG_USE, Program, Refused, Row, loaded
from kiosk.storage.faults import StorageFull
from rehearsal.cli import PROGRAM as REHEARSAL


@pytest.mark.parametrize("row", [*KIOSK.rows, *REHEARSAL.rows], ids=lambda row: row.module)
def test_every_row_names_a_module_that_takes_arguments_and_runs(row: Row) -> None:
    module = loaded(row)
    assert callable(module.add_arguments)
    assert callable(module.run)


@pytest.mark.parametrize("program", [KIOSK, REHEARSAL], ids=["kiosk", "rehearsal"])
def test_the_list_names_every_command(kiosk, program: Program) -> None:
    told = kiosk("--help", program=program)
    assert told.code == 0
    assert all(" ".join(row.words) in told.out for row in program.rows)


def test_no_command_at_all_is_a_complaint_with_the_list(kiosk) -> None:
    told = kiosk()
    assert (told.code, told.out) == (WRONG_USE, "")
    assert "match compare" in told.errors


def test_half_a_command_is_told_its_other_halves(kiosk) -> None:
    assert "there are: audit verify, audit who" in kiosk("audit").errors


def program_of(folder: Path, body: str, **remedies: str) -> Program:
    """A program with one command, whose module is written here."""
    name = f"command_{abs(hash((str(folder), body)))}"
    (folder / f"{name}.py").write_text(body)
    sys.path.insert(0, str(folder))
    faults = {Refused: "", StorageFull: "make room"}
    return Program("test", "for a test", (Row(("do",), name, "does"),), faults)


@pytest.fixture
def _path_as_it_was():
    before = list(sys.path)
    yield
    sys.path[:] = before


@pytest.mark.usefixtures("_path_as_it_was")
def test_a_fault_is_one_sentence_with_its_remedy(kiosk, tmp_path: Path) -> None:
    body = "from kiosk.storage.faults import StorageFull\ndef add_arguments(parser): pass\ndef run(chosen, console): raise StorageFull('disk is full')\n"
    told = kiosk("do", program=program_of(tmp_path, body))
    assert (told.code, told.out, told.errors) == (WRONG_USE, "", "disk is full: make room\n")


@pytest.mark.usefixtures("_path_as_it_was")
def test_a_bug_is_not_dressed_up_as_a_sentence(kiosk, tmp_path: Path) -> None:
    body = "def add_arguments(parser): pass\ndef run(chosen, console): return [][1]\n"
    with pytest.raises(IndexError):
        kiosk("do", program=program_of(tmp_path, body))


@pytest.mark.parametrize("arguments", ["--help", "settings sample"])
def test_whoever_reads_no_further_ends_a_command_without_a_word(arguments: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as out:
        ended = subprocess.run(
            [sys.executable, "-m", "kiosk", *arguments.split()],
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (CUT_OFF, b"")


def test_a_wrong_argument_ends_with_two(kiosk, capsys) -> None:
    with pytest.raises(SystemExit) as left:
        kiosk("match", "compare", "--language", "tlh")
    assert left.value.code == WRONG_USE
    assert "--language" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "environment", "named"),
    [
        (("--settings", "/nowhere/a.toml"), {"KIOSK_SETTINGS": "/nowhere/b.toml"}, "/nowhere/a.toml"),
        ((), {"KIOSK_SETTINGS": "/nowhere/b.toml"}, "/nowhere/b.toml"),
        ((), {}, "kiosk.toml"),
    ],
)
def test_settings_come_from_the_option_then_the_environment_then_this_folder(
    kiosk, arguments, environment, named
) -> None:
    told = kiosk("audit", "verify", *arguments, environment=environment)
    assert told.code == WRONG_USE
    assert told.errors.startswith(f"{named}: cannot be read")
    assert "--settings" in told.errors
