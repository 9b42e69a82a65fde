"""How a private PC/SC service starts, and what is said and left behind when it does not."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hardware_mocks.pcsc.daemon import WITHOUT_POLKIT, options
from hardware_mocks.pcsc.private import PcscUnavailable, PrivatePcsc, what_is_missing


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short enough for a socket's path."""
    if missing := what_is_missing():
        pytest.skip("NOT RUN: no private PC/SC service: " + ", ".join(missing))
    with TemporaryDirectory(prefix="pcsc-") as made:
        yield Path(made)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that comes first where programs are looked for."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def pcscd_that(installed: Path, does: str) -> Path:
    """Lay a program down that notes its process id and does this; the notes are returned."""
    program, notes = installed / "pcscd", installed / "pids"
    program.write_text(f'#!/bin/sh\n[ "$1" = --help ] && exit\necho $$ >>{notes}\n{does}\n', "utf-8")
    program.chmod(0o755)
    return notes


def ends(pid: int) -> bool:
    """Whether a process that is nobody's child here ends; what was killed may take a moment."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with os.fdopen(descriptor, "rb", closefd=True) as watched:
        return bool(select.select([watched], [], [], 60)[0])


@pytest.mark.parametrize(
    ("told", "chosen"),
    [
        ("  -x, --auto-exit\n  -S, --reader-name-no-serial\n", ()),
        ("  -x, --auto-exit\n  --disable-polkit\tdisable polkit support\n", (WITHOUT_POLKIT,)),
    ],
)
def test_polkit_is_not_asked_where_the_service_knows_how_not_to(told: str, chosen: tuple[str, ...]) -> None:
    assert options(told) == chosen


def test_a_service_that_hangs_at_its_start_is_tried_twice_named_and_ended(
    folder: Path, installed: Path
) -> None:
    notes = pcscd_that(installed, "exec tail -f /dev/null")

    with pytest.raises(PcscUnavailable, match="no sign of life, 2 times"):
        PrivatePcsc(folder, start_seconds=4).__enter__()

    assert all(ends(int(each)) for each in notes.read_text("ascii").split())


def test_a_service_that_ends_at_once_is_named_with_its_cause(folder: Path, installed: Path) -> None:
    pcscd_that(installed, "echo 'no such luck' >&2; exit 1")

    with pytest.raises(PcscUnavailable, match="does not start: pcscd ended; no such luck"):
        PrivatePcsc(folder, start_seconds=60).__enter__()
