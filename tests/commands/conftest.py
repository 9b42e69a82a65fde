import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from hardware_mocks.pki.issuing import Pki
from kiosk.cli import PROGRAM
from kiosk.clock import JAPAN, Clock, Moment
from kiosk.commands.console import Console
from kiosk.commands.table import Program, run

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)
INSTITUTION = "9910000018"


class StandingClock:
    """It is always half past nine."""

    def now(self) -> Moment:
        return Moment(NOW, 0.0)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    errors: str

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


def ran(program: Program, arguments: tuple[object, ...], stdin: str, clock: Clock, environment: dict) -> Ran:
    out, errors = io.StringIO(), io.StringIO()
    console = Console(io.StringIO(stdin), out, errors, environment, clock)
    code = run(program, [str(each) for each in arguments], console)
    return Ran(code, out.getvalue(), errors.getvalue())


@pytest.fixture
def kiosk() -> Run:
    def command(
        *arguments: object,
        stdin: str = "",
        program: Program = PROGRAM,
        clock: Clock | None = None,
        environment: dict | None = None,
    ) -> Ran:
        return ran(program, arguments, stdin, clock or StandingClock(), environment or {})

    return command


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def pki() -> Pki:
    return Pki.make(NOW)


@dataclass(frozen=True)
class Clinic:
    """A settings file with everything that it names, and no reader."""

    folder: Path
    settings: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"


@pytest.fixture
def clinic(tmp_path: Path, pki: Pki) -> Clinic:
    identity = pki.institution_identity(INSTITUTION)
    contents = {
        "user-ca.der": pki.user_ca_certificate,
        "tls-ca.pem": pki.tls_ca,
        "clinic.pem": identity.cert_pem,
        "clinic.key": identity.key_pem,
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    settings = tmp_path / "kiosk.toml"
    write_settings(settings, "https://127.0.0.1:1")
    return Clinic(tmp_path, settings)


def write_settings(path: Path, service: str) -> None:
    path.write_text(
        f"""
home = "home"
demo = true
station = "desk-1"
anchors = ["user-ca.der"]
[institution]
code = "{INSTITUTION}"
name = "みほん"
[service]
url = "{service}"
client_certificate = "clinic.pem"
client_key = "clinic.key"
authority = "tls-ca.pem"
deadline = 5.0
[reader]
name = "no such reader"
camera = "nothing.mjpg"
front_camera = ""
pcsc_socket = "{path.parent / "no-service"}"
""",
        "utf-8",
    )
