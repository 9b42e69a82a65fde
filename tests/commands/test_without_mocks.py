"""The product without its mocks: a clinic that removes the folder has a whole kiosk."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PROGRAM = f"""
import sys

class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("hardware_mocks", "rehearsal"):
            raise ModuleNotFoundError("the folder of mocks is gone", name=name)

sys.meta_path.insert(0, Gone())
sys.path.insert(0, {str(PROJECT)!r})

if __name__ == "__main__":
    import kiosk.cli, kiosk.bootstrap, kiosk.web.app
    from kiosk.commands.table import loaded
    for row in kiosk.cli.ROWS:
        loaded(row)
    sys.exit(kiosk.cli.main(sys.argv[1:]))
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "without_mocks.py"
    path.write_text(PROGRAM)
    return path


def test_the_hook_really_refuses_the_mocks(tmp_path: Path) -> None:
    path = tmp_path / "import_them.py"
    path.write_text(PROGRAM.split("if __name__", maxsplit=1)[0] + "import hardware_mocks.dock.hardware\n")
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, check=False)
    assert "the folder of mocks is gone" in done.stderr


def test_the_kiosk_serves_without_its_mocks_and_ends_when_told(clinic, program: Path) -> None:
    command = [sys.executable, program, "serve", "--json", "--glass-port", "0", "--desk-port", "0"]
    command += ["--settings", clinic.settings]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        told = json.loads(running.stdout.readline())
        for address in told.values():
            with urllib.request.urlopen(address) as page:  # noqa: S310 - our own loopback address
                assert page.status == 200
        running.send_signal(signal.SIGTERM)
        nobody_holds_it_open = running.stdout.read()
        log = running.stderr.read()
    assert nobody_holds_it_open == ""
    assert (running.returncode, "Traceback" in log) == (0, False)


@pytest.mark.parametrize("option", ["--glass-port", "--desk-port"])
def test_a_taken_port_is_named_with_the_option_that_chooses_another(kiosk, clinic, option: str) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        free = {"--glass-port": "0", "--desk-port": "0"} | {option: port}
        told = kiosk(
            "serve", "--settings", clinic.settings, *(each for pair in free.items() for each in pair)
        )
    assert told.code == 2
    assert f"port {port} is taken" in told.errors
    assert option in told.errors
