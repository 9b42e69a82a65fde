"""`python -m hardware_mocks …`: lines, refusals, and a demo that starts and leaves nobody behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import cv2
import pytest

from hardware_mocks.cli import COMMANDS
from hardware_mocks.cli import main as outside
from hardware_mocks.heads.photographs import still
from hardware_mocks.personas.model import all_personas
from rehearsal.cli import main as rehearsed

LONG = 900
"""Seconds: on a fresh machine the made-up faces are drawn first."""


def main(arguments: list[str]) -> int:
    return (outside if arguments[0] in COMMANDS else rehearsed)(arguments)


def lines(text: str) -> list[dict]:
    return [json.loads(each) for each in text.splitlines()]


def test_everybody_is_listed_with_case_and_expected_end(capsys) -> None:
    assert main(["personas", "--json"]) == 0
    told = lines(capsys.readouterr().out)
    assert [each["id"] for each in told] == [each.id for each in all_personas()]
    assert all(set(each) == {"id", "case", "expected"} for each in told)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["visit", "nobody", "--in-process"], "there are: child"),
        (["visit", "sato", "--in-process", "--face", "/nowhere.png"], "/nowhere.png"),
        (["visit", "sato", "mother", "--in-process", "--face", __file__], "one persona"),
        (["with-card", "sato"], "say what to run"),
        (["with-card", "nobody", "--", "true"], "there are: child"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(capsys, arguments, complaint) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert complaint in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("command", "option"), [("demo", "--port"), ("demo", "--dock-port"), ("panel", "--port")]
)
def test_a_taken_port_is_named_with_its_option(capsys, tmp_path: Path, command: str, option: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        free = {"--port": "0", "--dock-port": "0"} if command == "demo" else {}
        chosen = free | {option: str(other.getsockname()[1])}
        home = ["--home", str(tmp_path)] if command == "demo" else []
        assert main([command, *(word for pair in chosen.items() for word in pair), *home]) == 2
    assert f"choose another with {option}" in capsys.readouterr().err


def saved(path: Path, head: str, index: int) -> str:
    path.write_bytes(cv2.imencode(".png", still(head, "frontal", index))[1].tobytes())
    return str(path)


@pytest.mark.timeout(LONG)
def test_ones_own_pictures_go_the_whole_way_and_a_strangers_does_not(capsys, tmp_path: Path) -> None:
    photo, own = (saved(tmp_path / f"{index}.png", "stranger_1", index) for index in (0, 1))
    other = saved(tmp_path / "other.png", "stranger_2", 0)
    visit = ["visit", "sato", "--method", "face", "--in-process", "--card-photo", photo]
    assert main([*visit, "--face", own]) == 0
    same = lines(capsys.readouterr().out)
    assert all(set(each) == {"visit", "step", "ms"} for each in same[:-1])
    assert (same[-1]["outcome"], same[-1]["decision"]) == ("confirmed", "PASS")
    assert main([*visit, "--face", other]) == 1
    strange = lines(capsys.readouterr().out)[-1]
    assert strange["outcome"] != "confirmed"


@pytest.mark.timeout(LONG)
def test_several_visits_end_with_a_summary(capsys) -> None:
    assert main(["visit", "document_only", "--repeat", "2", "--in-process"]) == 0
    assert lines(capsys.readouterr().out)[-1] == {"visits": 2, "as_expected": 2, "unexpected": []}


@pytest.mark.timeout(LONG)
def test_the_demo_starts_without_a_pcsc_service_shows_its_pages_and_leaves_nobody_behind(
    tmp_path: Path,
) -> None:
    pcscd = tmp_path / "pcscd"
    pcscd.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    pcscd.chmod(0o755)
    options = ["--json", "--port", "0", "--desk-port", "0", "--dock-port", "0", "--home", tmp_path]
    command = [sys.executable, "-m", "rehearsal", "demo", *options]
    where = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=where
    ) as running:
        told = json.loads(running.stdout.readline())
        for each in ("patient", "desk", "dock"):
            with urllib.request.urlopen(told[each]) as page:  # noqa: S310 - our own loopback address
                assert page.status == 200
        running.send_signal(signal.SIGTERM)
        # Every child holds the same end of this pipe: it ends when the last of them has.
        assert running.stdout.read() == ""
        errors = running.stderr.read()
    assert (running.returncode, "Traceback" in errors) == (0, False)
    assert "Going on without PC/SC: the virtual reader is inside this process instead." in errors
    assert (told["reader"], told["accounts"]["uketsuke"]) == ("in-process", "desk")
    assert Path(told["settings"]) == tmp_path / "kiosk.toml"


@pytest.mark.parametrize(
    ("program", "words"),
    [("hardware_mocks", ["visit", "nobody", "--in-process"]), ("kiosk", ["bench", "nothing"])],
)
def test_an_old_name_starts_the_new_one_and_says_so(program: str, words: list[str]) -> None:
    command = [sys.executable, "-m", program, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert f"is now `python -m rehearsal {words[0]}`" in done.stderr
    assert (done.returncode, "there are" in done.stderr) == (2, True)
