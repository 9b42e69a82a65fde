"""A private PC/SC service with a virtual reader: real pcscd, real driver, no clash with the machine's own.

The driver listens on every address, so service and card live in a network namespace of their own; clients reach the
service through its Unix socket. Works as root, and as ordinary user where user namespaces are allowed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing.connection import Client, wait
from pathlib import Path
from types import TracebackType
from typing import Self

from hardware_mocks.card.faults import NONE, Faults
from hardware_mocks.card.material import CardMaterial
from hardware_mocks.pcsc.daemon import DRIVER_NAME, DRIVERS, READER_NAME, Places, prepare
from hardware_mocks.pcsc.slot_requests import (
    READY,
    AskStatus,
    Hang,
    Insert,
    Problem,
    Remove,
    Resume,
    SlotRequest,
    StartDaemon,
    Status,
    StopDaemon,
)

__all__ = ["READER_NAME", "CardSlot", "PcscUnavailable", "PrivatePcsc", "what_is_missing"]

PROGRAMS = ("pcscd", "unshare", "setpriv", "sh")
PACKAGES = Path(__file__).parents[2]
START_SECONDS = 60.0
"""Until clients see the reader; under a second on a quiet machine, and what takes this long hangs."""
STARTS = 2
ANSWER_SECONDS = 90.0
END_SECONDS = 10.0
LONGEST_SOCKET_PATH = 100


class PcscUnavailable(Exception):
    """No private PC/SC service can be had here; the message says what is missing."""


def what_is_missing() -> tuple[str, ...]:
    """Sentences about what a private service lacks on this machine; empty when it can run."""
    missing = [f"the program {each}" for each in PROGRAMS if shutil.which(each, path=_path()) is None]
    if _driver() is None:
        missing.append("the vpcd driver (Debian package vsmartcard-vpcd)")
    if not missing and subprocess.run([*_namespace(), "true"], capture_output=True, check=False).returncode:
        missing.append("the right to make a network namespace (unshare)")
    return tuple(missing)


def _path() -> str:
    """Where programs are looked for; an ordinary user's PATH lacks the folders of services."""
    return os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))


def _driver() -> Path | None:
    return next(iter(sorted(DRIVERS.glob(DRIVER_NAME + "*"))), None)


def _namespace() -> tuple[str, ...]:
    return ("unshare", "-n", "--") if os.geteuid() == 0 else ("unshare", "-rn", "--")


class CardSlot:
    """The virtual reader of a running private service, for any process of the same user.

    Every method raises PcscUnavailable when the service is not there or cannot do it.
    """

    def __init__(self, folder: Path) -> None:
        self._places = Places(folder)

    @property
    def socket(self) -> str:
        """For PCSCLITE_CSOCK_NAME."""
        return str(self._places.socket)

    def insert(
        self, material: CardMaterial, faults: Faults | None = None, memory: Path | None = None
    ) -> None:
        """Lay a card down, and wait until the service has told its clients of it. It is fresh without a `memory`."""
        self._ask(Insert(material, faults or NONE, memory))

    def remove(self) -> None:
        self._ask(Remove())

    def stop_daemon(self) -> None:
        self._ask(StopDaemon())

    def start_daemon(self) -> None:
        self._ask(StartDaemon())

    def hang(self) -> None:
        """Freeze the service: whoever asks it waits."""
        self._ask(Hang())

    def resume(self) -> None:
        self._ask(Resume())

    def status(self) -> Status:
        return self._ask(AskStatus())

    def _ask(self, request: SlotRequest) -> Status:
        try:
            with Client(str(self._places.control), family="AF_UNIX") as connection:
                connection.send(request)
                if not connection.poll(ANSWER_SECONDS):
                    raise PcscUnavailable(f"the virtual reader gave no answer within {ANSWER_SECONDS:g} s")
                answer: Status | Problem = connection.recv()
        except (OSError, EOFError) as cause:
            raise PcscUnavailable(f"the private PC/SC service does not run: {cause}") from cause
        if isinstance(answer, Problem):
            raise PcscUnavailable(answer.sentence)
        return answer


class PrivatePcsc(CardSlot):
    """A private service for as long as the `with` block lasts, or as this process lives.

    `folder` is made if need be, closed to everybody else, and short enough for a socket's path. A service that shows no
    reader within `start_seconds` is ended and started once more.

    Raises:
        PcscUnavailable: on entering, when something is missing, or the service refuses, ends or hangs.
    """

    def __init__(self, folder: Path, start_seconds: float = START_SECONDS) -> None:
        super().__init__(folder)
        self._start_seconds = start_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        installed = _driver()
        missing = what_is_missing()
        if missing or installed is None:
            raise PcscUnavailable("a private PC/SC service needs " + ", ".join(missing))
        if len(str(self._places.control)) > LONGEST_SOCKET_PATH:
            raise PcscUnavailable(f"the folder's name is too long for a socket: {self._places.folder}")
        prepare(self._places, installed)
        for _ in range(STARTS):
            said = self._start()
            if said == READY:
                return self
            self.__exit__(None, None, None)
            if said:
                raise PcscUnavailable(f"the private PC/SC service does not start: {said}")
        raise PcscUnavailable(
            f"the private PC/SC service gave no sign of life, {STARTS} times; {self._places.last_words()}"
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process, self._process = self._process, None
        if process is None or process.stdin is None:
            return
        process.stdin.close()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def _start(self) -> str:
        """What the process says first: that it is ready, or why it cannot be; empty when it hangs or dies."""
        self._process = subprocess.Popen(
            [*_namespace(), sys.executable, "-m", "hardware_mocks.pcsc.slot", str(self._places.folder)],
            cwd=PACKAGES,
            env={**os.environ, "PATH": _path()},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        if not wait([self._process.stdout.fileno()], self._start_seconds):
            _kill(self._process)
        return self._process.stdout.readline().decode("utf-8", "replace").strip()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """With the service, which may not have asked yet to end with its parent."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
