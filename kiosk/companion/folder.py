"""A folder of the linkage software as the companion may meet it: listed and read, and nothing else.

Never a write, a lock, a rename or a deletion; names are opened below the folder that was opened, never as paths; no
symbolic link is followed and no sub-folder entered. Listed sizes are hints: servers show stale ones.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.qualification.section import LIMIT_BYTES

PIECE = 1 << 16


class FolderFault(Exception):
    """The folder cannot be looked into. That is never the same as "nothing there"."""


class AccessRefused(FolderFault):
    """The terminal is there and does not let us in: the account was taken away, or never had the right to read."""


class NotReachable(FolderFault):
    """The folder, its terminal or the line to it is away."""


class NotMounted(NotReachable):
    """The path is there and belongs to this machine's own disk: the share is not mounted, and looks like an empty folder."""


class FileFault(Exception):
    """One file could not be read."""


class FileGone(FileFault):
    """It was listed and is not there any more."""


class FileBusy(FileFault):
    """Its writer holds it."""


class FileUnfit(FileFault):
    """No plain file, or larger than an answer can be."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a listing says of a file. Another mark says that it may have changed; the same mark proves nothing."""

    size: int
    modified: int
    node: int = 0


Wanted = Callable[[str], bool]


class Folder(Protocol):
    """One folder. Raises FolderFault when it cannot be looked into, `read` also FileFault."""

    def listing(self, wanted: Wanted) -> Mapping[str, Mark]: ...
    def read(self, name: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class MountedFolder:
    """A folder of a mounted share. `mounted` asks for the proof that it is one, before and after each look."""

    path: Path
    mounted: bool = True

    def listing(self, wanted: Wanted) -> Mapping[str, Mark]:
        with self._opened() as folder, os.scandir(folder) as entries:
            found = {}
            for each in entries:
                if wanted(each.name):
                    try:
                        held = each.stat(follow_symlinks=False)
                    except OSError as error:
                        if error.errno not in _GONE:
                            raise
                        continue
                    found[each.name] = Mark(held.st_size, held.st_mtime_ns, held.st_ino)
            return found

    def read(self, name: str) -> bytes:
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with self._opened() as folder:
            try:
                if Path(name).name != name:
                    raise FileUnfit("a path, and no name")
                file = os.open(name, flags, dir_fd=folder)
            except OSError as error:
                raise _file_fault(error) from error
            try:
                if not stat.S_ISREG(os.fstat(file).st_mode):
                    raise FileUnfit("no plain file")
                return b"".join(_pieces(file))
            except OSError as error:
                raise _file_fault(error) from error
            finally:
                os.close(file)

    @contextmanager
    def _opened(self) -> Iterator[int]:
        try:
            folder = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise _folder_fault(error) from error
        try:
            self._prove(folder)
            yield folder
            self._prove(folder)
        except OSError as error:
            raise _folder_fault(error) from error
        finally:
            os.close(folder)

    def _prove(self, folder: int) -> None:
        """The folder lies on another device than the root of this machine, and the path still leads to it."""
        held, there = os.fstat(folder), self.path.stat()
        if (held.st_dev, held.st_ino) != (there.st_dev, there.st_ino):
            raise NotReachable("another folder lies there now")
        if self.mounted and held.st_dev == Path("/").stat().st_dev:
            raise NotMounted("it lies on this machine's own disk")


_GONE = frozenset({errno.ENOENT, errno.ESTALE})
_REFUSED = frozenset({errno.EACCES, errno.EPERM})
_BUSY = frozenset({errno.EBUSY, errno.ETXTBSY, errno.EAGAIN, errno.ESTALE}) | _REFUSED
"""cifs tells a sharing violation by one of these, and a server that started again by ESTALE: asked again at the next look."""


def _pieces(file: int) -> Iterator[bytes]:
    read = 0
    while piece := os.read(file, PIECE):
        read += len(piece)
        if read > LIMIT_BYTES:
            raise FileUnfit(f"more than {LIMIT_BYTES} bytes")
        yield piece


def _folder_fault(error: OSError) -> FolderFault:
    kind = AccessRefused if error.errno in _REFUSED else NotReachable
    return kind(error.strerror or type(error).__name__)


def _file_fault(error: OSError) -> FileFault | FolderFault:
    if error.errno == errno.ENOENT:
        return FileGone(error.strerror)
    if error.errno in _BUSY:
        return FileBusy(error.strerror)
    if error.errno in {errno.ELOOP, errno.ENXIO, errno.ENODEV}:
        return FileUnfit(error.strerror)
    return NotReachable(error.strerror or type(error).__name__)
