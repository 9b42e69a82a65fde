"""One home, one kiosk, its owner's eyes alone."""

import json
import os
import signal
import stat
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kiosk.home import HomeRefused, HomeTaken, held, make_private
from kiosk.settings import load
from kiosk.storage.opening import open_storage

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def open_ones(folder: Path) -> list[Path]:
    """What others have a right to in a folder, and the folder itself."""
    return [each for each in (folder, *folder.rglob("*")) if each.stat().st_mode & OTHERS]


@contextmanager
def everybody_may_read():
    before = os.umask(0)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def serving(settings: Path):
    """A kiosk in a process of its own, and where it listens."""
    command = [sys.executable, "-m", "kiosk", "serve", "--json", "--port", "0", "--desk-port", "0"]
    command += ["--settings", settings]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            yield running, json.loads(running.stdout.readline())["patient"]
        finally:
            running.send_signal(signal.SIGTERM)
            running.communicate()


def test_whatever_is_made_in_a_home_is_its_owners_alone(clinic) -> None:
    with everybody_may_read(), closing(open_storage(load(clinic.settings))):
        assert {"audit.key", "audit-anchor.json", "kiosk.sqlite"} <= {
            each.name for each in clinic.home.iterdir()
        }
        assert open_ones(clinic.home) == []


def test_a_home_of_the_first_release_is_closed_and_a_sentence_says_so(kiosk, clinic) -> None:
    with closing(open_storage(load(clinic.settings))):
        pass
    (clinic.home / "handover").mkdir()
    for each in (clinic.home, *clinic.home.rglob("*")):
        each.chmod(0o755 if each.is_dir() else 0o644)
    (clinic.folder / "patients.csv").write_text("rubbish")
    told = kiosk("intake", "import", clinic.folder / "patients.csv", "--settings", clinic.settings)
    assert f"others could read {clinic.home}" in told.errors
    assert open_ones(clinic.home) == []
    assert make_private(clinic.home) == ""


def test_a_folder_with_other_things_in_it_is_not_touched(tmp_path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "letter.txt").touch(0o644)
    with pytest.raises(HomeRefused, match="name another folder as `home`"):
        make_private(tmp_path)
    assert len(open_ones(tmp_path)) == 2


def test_an_empty_folder_that_others_may_read_becomes_a_home(tmp_path) -> None:
    tmp_path.chmod(0o755)
    assert "others could read" in make_private(tmp_path)
    assert open_ones(tmp_path) == []


def test_the_doctor_tells_of_a_home_that_others_may_read(kiosk, clinic) -> None:
    clinic.home.mkdir(0o755)
    looked = kiosk("doctor", "--json", "--settings", clinic.settings)
    (line,) = (each for each in looked.lines if each["check"] == "home")
    assert (line["state"], "chmod -R go=" in line["remedy"]) == ("warn", True)
    (clinic.home / "letter.txt").touch()
    looked = kiosk("doctor", "--json", "--settings", clinic.settings)
    (line,) = (each for each in looked.lines if each["check"] == "home")
    assert (line["state"], "chmod" in line["remedy"]) == ("fail", False)


def test_a_second_kiosk_on_the_same_home_is_refused_with_process_and_port_of_the_first(kiosk, clinic) -> None:
    with serving(clinic.settings) as (running, address):
        told = kiosk("serve", "--port", "0", "--desk-port", "0", "--settings", clinic.settings)
        port = address.rstrip("/").rpartition(":")[2]
        assert told.code == 2
        assert f"{clinic.home} is in use by process {running.pid} on port {port}" in told.errors
        beside = kiosk("account", "list", "--settings", clinic.settings)
        assert (beside.code, kiosk("audit", "verify", "--settings", clinic.settings).code) == (0, 0)
    with held(clinic.home, 0):
        pass


def test_a_home_whose_kiosk_was_killed_is_free(clinic) -> None:
    with serving(clinic.settings) as (running, _):
        running.kill()
    with held(clinic.home, 8700):
        pass


def test_who_has_not_told_yet_is_named_as_starting(tmp_path) -> None:
    with held(tmp_path, 8700):
        (tmp_path / "kiosk.lock").write_text("")
        with pytest.raises(HomeTaken, match="just starting"), held(tmp_path, 8701):
            pass


def test_the_port_that_is_told_is_the_last_one(tmp_path) -> None:
    with held(tmp_path, 0) as tell:
        tell(54321)
        with pytest.raises(HomeTaken, match=f"process {os.getpid()} on port 54321:"), held(tmp_path, 8701):
            pass
