"""The door of the three programs: what has to be installed beside them, and what must not be.

Others distribute packages that are called `reader`, `kiosk` and `rehearsal` too, and whichever was installed last has written over
the other. This module stands apart from the four packages and imports nothing but the standard library, so that it still is
itself when one of them is not ours.
"""

from __future__ import annotations

import hashlib
import re
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import Distribution, PackagePath, distributions
from importlib.util import find_spec

PACKAGES = ("kiosk", "reader", "hardware_mocks", "rehearsal")
NAME = "eligibility-kiosk"
OURS = frozenset({NAME, "eligibility-kiosk-reader"})
"""The distributions that bring the packages, by their normalised names."""

_PCSC = ("smartcard",)
_FACE = ("cv2", "numpy", "dlib", "face_recognition_models")
_NAMES = ("sudachipy", "sudachidict_core")
_LANGUAGES = ("babel",)
EXTRAS: dict[str, tuple[str, ...]] = {
    "reader": _PCSC,
    "face": _FACE,
    "names": _NAMES,
    "languages": _LANGUAGES,
    "postgresql": ("pg8000",),
    "voice": ("pyopenjtalk",),
    "demo": (*_PCSC, *_FACE, *_NAMES, *_LANGUAGES, "PIL"),
}
"""The packages that each extra brings. `test` is for a checkout, and no program asks for it."""

CANNOT_START = 2

_OWNED = re.compile(rf"^(?:\./)?({'|'.join(PACKAGES)})(?:[/.].*)?$", re.MULTILINE)
"""A line of `RECORD` or `top_level.txt` that names one of our packages."""


def kiosk() -> int:
    """The console script `kiosk`."""
    return start("kiosk")


def start(program: str, extra: str = "") -> int:
    """Run a program's command line, unless something forbids it; `extra` is what all of its commands need."""
    refusal = next(refusals(distributions()), None) or (lacking(program, extra) if extra else "")
    if refusal:
        sys.stderr.write(refusal + "\n")
        return CANNOT_START
    main: int = import_module(f"{program}.cli").main()
    return main


def lacking(what: str, *extras: str) -> str:
    """A sentence about the packages that `what` needs and that are not installed; empty when all are."""
    missing = {each: tuple(name for name in EXTRAS[each] if find_spec(name) is None) for each in extras}
    wanted = ",".join(each for each in extras if missing[each])
    names = ", ".join(dict.fromkeys(name for each in extras for name in missing[each]))
    return f"{what} needs {names}, not installed here: pip install '{NAME}[{wanted}]'" if wanted else ""


def refusals(installed: Iterable[Distribution]) -> Iterator[str]:
    """Why nothing may start: a sentence for each strange distribution, then one for each file that is not as it was brought."""
    ours: list[Distribution] = []
    for each in installed:
        if _normalised(each.name) in OURS:
            ours.append(each)
        elif packages := owned(each):
            yield (
                f"{each.name} {each.version} brings a package {packages[0]!r} of its own, and the two write over each other: "
                f"install {NAME} again in an environment without it"
            )
    for each in ours:
        for file in changed(each):
            yield (
                f"{file} is not as {each.name} {each.version} brought it, so something has written over it: "
                f"install {NAME} again in an environment of its own"
            )


def owned(distribution: Distribution) -> tuple[str, ...]:
    """Our packages' names that it claims, by the list of its files or, for an editable one, of its packages."""
    listed = "\n".join(distribution.read_text(each) or "" for each in ("RECORD", "top_level.txt"))
    return tuple(dict.fromkeys(_OWNED.findall(listed)))


def changed(distribution: Distribution) -> Iterator[PackagePath]:
    """Files of our packages that are gone or hold other bytes than `RECORD` says. A checkout has no record, so nothing to compare."""
    for file in distribution.files or ():
        if file.parts[0] in PACKAGES and file.hash and _digest(file) != file.hash.value:
            yield file


def _digest(file: PackagePath) -> str:
    try:
        content = file.read_binary()
    except OSError:
        return ""
    assert file.hash is not None
    return urlsafe_b64encode(hashlib.new(file.hash.mode, content).digest()).rstrip(b"=").decode()


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
