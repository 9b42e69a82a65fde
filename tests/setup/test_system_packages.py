"""The set-up's decisions, on machines made up of programs that only say what such a machine would say."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.chromium import BROWSERS

SETUP = Path(__file__).parents[2] / "scripts/setup"
NEEDED = ("sh", "sed", "tr", "grep", "find", "cat", "sha256sum", "cut", "env")

BOOKWORM = "installed,libglib2.0-0,\ninstalled,pcscd,\n"
TRIXIE = "installed,libglib2.0-0t64,libglib2.0-0 (= 2.84.4-3~deb13u1)\ninstalled,pcscd,\n"
MANY = "installed,gcc-14,c-compiler, gcc-13:any (= 13) , libc-compiler\nconfig-files,pcscd,reader\n"
DEBIAN = "chromium:\n  Installed: (none)\n  Candidate: 150.0.7871.46-1~deb12u1\n"
UBUNTU = "chromium-browser:\n  Installed: (none)\n  Candidate: 2:1snap1-0ubuntu3\n"
VIRTUAL = "mail-transport-agent:\n  Installed: (none)\n  Candidate: (none)\n"


@pytest.fixture
def machine(tmp_path):
    """A machine as a folder of programs; `program` lays one down, `shell` runs the set-up's functions on it."""
    return Machine(tmp_path)


class Machine:
    """What is made up and what is linked to lie apart, so that nothing is ever written through a link."""

    def __init__(self, folder):
        self.programs, self.real, self.ground = (folder / each for each in ("programs", "real", "ground"))
        for each in (self.programs, self.real, self.ground):
            each.mkdir()
        for each in NEEDED:
            (self.real / each).symlink_to(shutil.which(each))

    def program(self, name, says="", code=0):
        path = self.programs / name
        assert not path.is_symlink()
        (self.programs / f"{name}.says").write_text(says, "utf-8")
        path.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "{name} $*" >>{self.programs}/calls\ncat {path}.says\nexit {code}\n',
            "utf-8",
        )
        path.chmod(0o755)

    def calls(self):
        calls = self.programs / "calls"
        return calls.read_text("utf-8").splitlines() if calls.exists() else []

    def shell(self, text):
        return subprocess.run(
            ["sh", "-c", f". {SETUP}; {text}"],
            cwd=self.ground,
            env={**os.environ, "PATH": f"{self.programs}:{self.real}"},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.mark.parametrize(
    ("installed", "wanted", "missing"),
    [
        (BOOKWORM, "libglib2.0-0 pcscd", ""),
        (TRIXIE, "libglib2.0-0 pcscd", ""),
        (TRIXIE, "libglib2.0-0t64 swig", "swig "),
        (MANY, "c-compiler gcc-13 libc-compiler gcc-14", ""),
        (MANY, "pcscd reader", "pcscd reader "),
        (BOOKWORM, "libglib2.0", "libglib2.0 "),
        ("", "git", "git "),
    ],
)
def test_a_package_is_there_under_every_name_that_an_installed_one_provides(
    machine, installed, wanted, missing
):
    machine.program("dpkg-query", installed)

    assert machine.shell(f'missing_of "{wanted}"').stdout == missing


@pytest.mark.parametrize(("lists", "taken"), [(DEBIAN, "chromium "), (UBUNTU, ""), (VIRTUAL, ""), ("", "")])
def test_a_stub_that_wants_snap_is_never_installed(machine, lists, taken):
    machine.program("apt-cache", lists)

    assert machine.shell("obtainable chromium").stdout == taken


@pytest.mark.parametrize(
    ("browser", "code", "wanted"),
    [("chromium", 0, ""), ("google-chrome", 0, ""), ("chromium-browser", 1, "chromium\n")],
)
def test_no_browser_is_wanted_where_one_starts(machine, browser, code, wanted):
    machine.program(browser, "a browser 1.0", code)

    assert machine.shell("browser_package").stdout == wanted


def test_set_up_and_tests_look_for_the_same_browsers(machine):
    assert machine.shell('echo "$browsers"').stdout.split() == list(BROWSERS)


def test_nobody_is_asked_for_anything_when_all_is_there(machine):
    machine.program("dpkg-query", TRIXIE)

    assert machine.shell('system_packages "libglib2.0-0 pcscd"').returncode == 0
    assert {each.split()[0] for each in machine.calls()} == {"dpkg-query"}


@pytest.mark.parametrize(("sudo", "start"), [(True, "    sudo sh -c '"), (False, "    su -c '")])
def test_who_may_not_install_reads_one_line_to_paste(machine, sudo, start):
    machine.program("dpkg-query", BOOKWORM)
    machine.program("apt-cache", DEBIAN)
    machine.program("id", "1000")
    if sudo:
        machine.program("sudo", code=1)

    refused = machine.shell('system_packages "git pcscd swig" chromium')

    assert refused.returncode == 1
    wanted = "apt-get update && apt-get install -y --no-install-recommends git swig chromium"
    assert f"{start}{wanted}'\n" in refused.stderr


def test_root_installs_what_is_missing_and_a_list_that_cannot_be_fetched_does_not_stop_it(machine):
    machine.program("dpkg-query", BOOKWORM)
    machine.program("id", "0")
    machine.program("apt-get", code=0)
    machine.program("apt-cache", VIRTUAL)

    assert machine.shell('system_packages "git pcscd" nowhere').returncode == 0
    assert machine.calls()[-1] == "apt-get install -y -qq --no-install-recommends git"


def test_a_machine_without_a_line_is_told_so_with_the_line_to_paste(machine):
    machine.program("dpkg-query", BOOKWORM)
    machine.program("id", "0")
    machine.program("apt-get", code=100)

    failed = machine.shell('system_packages "git"')

    assert failed.returncode == 1
    assert "needs the network" in failed.stderr
    assert "apt-get install -y --no-install-recommends git" in failed.stderr


def test_another_system_is_told_which_ones_will_do(machine):
    refused = machine.shell('system_packages "git"')

    assert refused.returncode == 1
    assert "Debian 12 or later, or Ubuntu" in refused.stderr


def test_what_somebody_else_made_is_handed_over_by_one_line(machine):
    theirs = machine.ground / ".world"
    theirs.mkdir()
    machine.program("id", "4242")
    machine.program("find", ".world/kiosk\n")

    refused = machine.shell("own .world")

    assert refused.returncode == 1
    assert f'chown -R 4242:4242 "{machine.ground}"\'\n' in refused.stderr


def test_ones_own_ground_is_trodden_without_a_word(machine):
    machine.program("id", str(os.getuid()))

    assert machine.shell("own .world .venv").stderr == ""


def test_an_environment_whose_python_was_replaced_is_made_anew(machine):
    (machine.ground / "packaging/wheels").mkdir(parents=True)
    (machine.ground / "packaging/wheels/a.whl").write_bytes(b"")
    (machine.ground / "requirements.txt").write_text("a==1\n", "utf-8")
    (machine.ground / ".venv/bin").mkdir(parents=True)
    python = machine.ground / ".venv/bin/python"
    python.symlink_to(shutil.which("true"))

    noted = machine.shell("digest_of requirements.txt >.venv/installed-from; installed requirements.txt")
    python.unlink()
    python.symlink_to(shutil.which("false"))
    replaced = machine.shell("installed requirements.txt")

    assert noted.returncode == 0
    assert replaced.returncode == 1
