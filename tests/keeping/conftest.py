from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from pyrage import x25519

from kiosk.clock import JAPAN
from kiosk.keeping.backup import back_up
from kiosk.keeping.restore import Sealed
from kiosk.settings import Settings
from kiosk.storage.opening import open_storage
from tests.storage.old_home import unpack

NOW = datetime(2027, 1, 12, 19, 30, tzinfo=JAPAN)


@dataclass
class Kept:
    """A clinic's home with a row in every table, where its backups go, and who can open them."""

    settings: Settings
    backups: Path
    server: str = ""
    identity: x25519.Identity = field(default_factory=x25519.Identity.generate)

    @property
    def key(self) -> bytes:
        return (self.settings.home / "audit.key").read_bytes()

    def back_up(self, now: datetime = NOW) -> Path:
        return back_up(self.settings, self.backups, self.identity.to_public(), now)

    def sealed(self, file: Path) -> Sealed:
        return Sealed(file, self.identity, self.key)

    def another_machine(self, folder: Path, server: str = "") -> Settings:
        """The same settings for a home that holds nothing yet."""
        home = folder / "another" / "kiosk"
        return self.settings.model_copy(update={"home": home, "database": server, "anchor": None})


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(tmp_path: Path, request: pytest.FixtureRequest) -> Kept:
    """The frozen home of 0.1.0, brought to this release."""
    on_server = request.param == "postgresql"
    server = request.getfixturevalue("postgres").database() if on_server else ""
    return _made(tmp_path, server)


@pytest.fixture
def kept_in_a_file(tmp_path: Path) -> Kept:
    return _made(tmp_path, "")


def _made(folder: Path, server: str) -> Kept:
    old = unpack("release_0_1_0", folder, server)
    backups = folder / "backups"
    backups.mkdir()
    open_storage(old.settings).close()
    return Kept(old.settings, backups, server)
