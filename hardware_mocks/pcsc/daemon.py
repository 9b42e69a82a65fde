"""A PC/SC service of one's own: pcscd with the vpcd driver on a socket in a private folder."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

PORT = 35963
DRIVERS = Path("/usr/lib/pcsc/drivers/serial")
DRIVER_NAME = "libifdvpcd.so"
READER_NAME = "VIRTUAL My Number Card Reader"
END_SECONDS = 5.0
LAST_LINES = 3
# The service takes its listening socket as file descriptor 3 with its own process id beside it (sd_listen_fds(3)).
LAUNCH = 'export LISTEN_FDS=1 LISTEN_PID=$$; exec pcscd --foreground "$@" 3<&0 0</dev/null'
# Since version 2 the service asks polkit, and refuses everybody where no system bus runs. The socket's folder guards this one.
WITHOUT_POLKIT = "--disable-polkit"


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything of one private service lies."""

    folder: Path

    @property
    def socket(self) -> Path:
        return self.folder / "pcscd.comm"

    @property
    def control(self) -> Path:
        return self.folder / "slot.sock"

    @property
    def configuration(self) -> Path:
        return self.folder / "reader.conf.d"

    @property
    def driver(self) -> Path:
        return self.folder / DRIVER_NAME

    @property
    def log(self) -> Path:
        return self.folder / "pcscd.log"

    def last_words(self) -> str:
        """What the service wrote last, for a sentence: the folder does not outlive it."""
        written = self.log.read_text("utf-8", "replace").splitlines() if self.log.exists() else []
        return " | ".join(written[-LAST_LINES:]) or "it wrote nothing"


def prepare(places: Places, installed: Path) -> None:
    """Write the configuration. The driver is copied, because two readers on one file share one table of slots."""
    places.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    places.folder.chmod(0o700)
    shutil.copyfile(installed, places.driver)
    places.configuration.mkdir(exist_ok=True)
    lines = (
        f'FRIENDLYNAME "{READER_NAME}"',
        f"DEVICENAME /dev/null:{PORT:#06x}",
        f"LIBPATH {places.driver}",
        f"CHANNELID {PORT:#06x}",
    )
    (places.configuration / "virtual").write_text("\n".join(lines) + "\n", "utf-8")


def options(help_text: str) -> tuple[str, ...]:
    """What the installed service is started with beyond its configuration, going by what it says it knows."""
    return (WITHOUT_POLKIT,) if WITHOUT_POLKIT in help_text else ()


class Daemon:
    """The running service. It is killed when the thread that started it ends, so a main thread starts it."""

    def __init__(self, places: Places) -> None:
        places.socket.unlink(missing_ok=True)
        self._places = places
        self._hangs = False
        told = subprocess.run(["pcscd", "--help"], capture_output=True, text=True, check=False)
        chosen = ("--config", str(places.configuration), *options(told.stdout + told.stderr))
        with (
            socket.socket(socket.AF_UNIX) as listening,
            places.log.open("ab") as log,
        ):
            listening.bind(str(places.socket))
            listening.listen(16)
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "sh", "-c", LAUNCH, "pcscd", *chosen],
                stdin=listening.fileno(),
                stdout=log,
                stderr=log,
            )

    @property
    def pid(self) -> int | None:
        """The process, or None when it has ended."""
        return self._process.pid if self._process.poll() is None else None

    @property
    def answers(self) -> bool:
        """Whether it was not told to hang."""
        return not self._hangs

    def hang(self) -> None:
        self._hangs = True
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._hangs = False
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End it; nobody can reach the socket afterwards."""
        self._places.socket.unlink(missing_ok=True)
        self.resume()
        self._process.terminate()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
