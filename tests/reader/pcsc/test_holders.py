"""Who else uses the PC/SC service, as /proc tells it."""

from pathlib import Path

import pytest

from reader.pcsc.holders import Program, programs, sentence

PCSC = "7f00 r-xp /usr/lib/x86_64-linux-gnu/libpcsclite.so.1.0.0"


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """A kiosk (10) with its card process (11), pcsc_scan (20), a shell (21), and one that tells nothing (30)."""
    for pid, parent, name, maps in (
        (10, 1, "kiosk", ""),
        (11, 10, "python3", PCSC),
        (12, 10, "python3", PCSC),
        (20, 21, "pcsc) scan", PCSC),
        (21, 1, "sh", "7f00 /usr/lib/libc.so"),
    ):
        folder = tmp_path / str(pid)
        folder.mkdir()
        (folder / "cmdline").write_bytes(b"python3\0-c\0from multiprocessing.spawn" if parent == 10 else b"")
        (folder / "maps").write_text(maps, "utf-8")
        (folder / "comm").write_text(f"{name}\n", "utf-8")
        (folder / "stat").write_text(f"{pid} ({name}) S {parent} 1 1", "utf-8")
    (tmp_path / "30").mkdir()
    (tmp_path / "self").mkdir()
    return tmp_path


def test_another_program_is_named_and_our_own_processes_are_not(proc: Path) -> None:
    for own in (10, 11):
        assert programs(proc, own) == (Program(20, "pcsc) scan"),)
    assert "pcsc) scan (pid 20)" in sentence(proc)


def test_a_system_that_tells_nothing_is_said_to(tmp_path: Path) -> None:
    assert programs(tmp_path / "absent") == ()
    assert "does not tell" in sentence(tmp_path / "absent")
