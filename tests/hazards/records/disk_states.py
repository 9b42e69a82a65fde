"""What a disk may hold after the power went: rebuilt from a record of what a process really wrote.

The process runs under strace. Whatever it wrote since the last sync of that file may be on the disk or not, in any
combination, the last write perhaps torn at a sector. A file's sync makes its creation durable; a removal or renaming
is durable with the next sync of anything, as journalling file systems order it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
ACKNOWLEDGED = b"kept "
STRACE = (
    "strace",
    *("-f", "-y", "-xx", "-s", "1000000"),
    *("-e", "trace=openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename"),
)


@dataclass(frozen=True, slots=True)
class Wrote:
    file: str
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    file: str
    length: int


@dataclass(frozen=True, slots=True)
class Removed:
    file: str


@dataclass(frozen=True, slots=True)
class Renamed:
    file: str
    to: str


@dataclass(frozen=True, slots=True)
class Synced:
    file: str


@dataclass(frozen=True, slots=True)
class Told:
    """The process told somebody that this is kept."""

    what: str


Operation = Wrote | Cut | Removed | Renamed | Synced | Told
Files = dict[str, bytes]

_LINE = re.compile(r"^(\d+)\s+(?:<\.\.\. )?(\w+)(?: resumed>|\()(.*)$")
_PATH = re.compile(r'\d+<((?:\\x[0-9a-f]{2})*)>|"((?:\\x[0-9a-f]{2})*)"')


_LAST_NUMBER = re.compile(r", (\d+)(?:\)| <unfinished)")


def _last_number(rest: str) -> int:
    return int(_LAST_NUMBER.findall(rest)[-1])


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def operations(trace: str, folder: Path) -> Iterator[Operation]:
    """What happened to the files of `folder`, in order. A call counts when it begins, a sync when it has ended."""
    sizes: dict[str, int] = {}
    begun: dict[str, str] = {}
    for line in trace.splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        thread, call, rest = found.groups()
        if call in {"fsync", "fdatasync"}:
            if "unfinished" in rest:
                begun[thread] = rest
                continue
            rest = begun.pop(thread, rest)
        elif "resumed>" in line:
            continue
        yield from _read(call, rest, folder, sizes)


def _read(call: str, rest: str, folder: Path, sizes: dict[str, int]) -> Iterator[Operation]:
    texts = [_bytes(one or other) for one, other in _PATH.findall(rest)]
    if call == "write" and texts[-1].startswith(ACKNOWLEDGED):
        yield Told(texts[-1].removeprefix(ACKNOWLEDGED).decode().strip())
        return
    names = [Path(text.decode("utf-8", "replace")) for text in texts[: 2 if call == "rename" else None]]
    inside = [path.name for path in names if path.parent == folder]
    if call in {"fsync", "fdatasync"} and names[0] == folder:
        yield Synced("")
    if not inside or inside[0].endswith("-shm"):
        return
    file = inside[0]
    match call:
        case "openat" if "O_TRUNC" in rest:
            sizes[file] = 0
            yield Cut(file, 0)
        case "pwrite64":
            yield Wrote(file, _last_number(rest), texts[1])
        case "write":
            yield Wrote(file, sizes.get(file, 0), texts[1])
            sizes[file] = sizes.get(file, 0) + len(texts[1])
        case "ftruncate":
            yield Cut(file, _last_number(rest))
        case "unlink":
            yield Removed(file)
        case "rename":
            yield Renamed(file, inside[1])
        case "fsync" | "fdatasync":
            yield Synced(file)


def applied(files: Files, operation: Operation) -> None:
    match operation:
        case Wrote(file, at, data):
            old = files.get(file, b"").ljust(at, b"\0")
            files[file] = old[:at] + data + old[at + len(data) :]
        case Cut(file, length):
            files[file] = files.get(file, b"")[:length].ljust(length, b"\0")
        case Removed(file):
            files.pop(file, None)
        case Renamed(file, to) if file in files:
            files[to] = files.pop(file)
        case _:
            pass


@dataclass
class Disk:
    """`durable` has survived any power cut since; `pending` may or may not."""

    durable: Files
    pending: list[Operation] = field(default_factory=list)

    def happens(self, operation: Operation) -> None:
        if not isinstance(operation, Synced):
            self.pending.append(operation)
            return
        left = []
        for each in self.pending:
            if isinstance(each, Removed | Renamed) or getattr(each, "file", None) == operation.file:
                applied(self.durable, each)
            else:
                left.append(each)
        self.pending = left

    def after_a_cut(self, rng: Random) -> Iterator[Files]:
        """Nothing of what is pending, all of it, any part of it, and the last write torn."""
        yield self._with(())
        yield self._with(self.pending)
        yield self._with([each for each in self.pending if rng.random() < 0.5])
        if self.pending and isinstance(last := self.pending[-1], Wrote):
            yield self._with([*self.pending[:-1], *_torn(last, rng)])

    def _with(self, chosen: Sequence[Operation]) -> Files:
        files = dict(self.durable)
        for each in chosen:
            applied(files, each)
        return files


def _torn(whole: Wrote, rng: Random) -> Iterator[Wrote]:
    for start in range(0, len(whole.data), SECTOR):
        if rng.random() < 0.5:
            yield Wrote(whole.file, whole.at + start, whole.data[start : start + SECTOR])


@dataclass(frozen=True, slots=True)
class Moment:
    """A possible disk after a power cut, and what had been told by then."""

    files: Files
    told: frozenset[str]


def moments(start: Files, happened: Sequence[Operation], rng: Random) -> Iterator[Moment]:
    """Every different disk that a cut after some operation may leave behind."""
    disk, told = Disk(dict(start)), frozenset[str]()
    seen: set[tuple[int, int]] = set()
    for operation in happened:
        if isinstance(operation, Told):
            told |= {operation.what}
        else:
            disk.happens(operation)
        for files in disk.after_a_cut(rng):
            known = hash(frozenset(files.items())), len(told)
            if known not in seen:
                seen.add(known)
                yield Moment(files, told)
