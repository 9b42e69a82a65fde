"""Rules for single values that a type alone does not hold, each with the words for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

LINE_BREAKERS = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's categories of what has no place in a line."""
DRIVERS = ("sqlite", "postgresql+pg8000")
"""The databases that storage is tested on, as SQLAlchemy names them."""
PREFECTURES = frozenset(f"{number:02}" for number in range(1, 48))
DEMO_PREFECTURE = "99"
FEE_TABLES = {"1": "医科", "3": "歯科", "4": "調剤"}


@dataclass(frozen=True, slots=True)
class Fits:
    """Goes with a type: which of its values are meant (`holds`), and how that is said."""

    says: str
    holds: Callable[[Any], bool]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def _checked(self, value: object) -> object:
        if not self.holds(value):
            raise ValueError(self.says)
        return value


def one_of(words: Iterable[str]) -> Fits:
    known = tuple(words)
    said = ", ".join(f'"{each}"' for each in known)
    return Fits(f"one of {said}", lambda word: word in known)


def text(longest: int) -> Fits:
    return Fits(
        f"one line of 1 to {longest} characters", lambda said: 0 < len(said) <= longest and is_line(said)
    )


def is_line(said: str) -> bool:
    """Whether something can be seen of it, and all of it in one line."""
    return bool(said.strip()) and not any(unicodedata.category(each) in LINE_BREAKERS for each in said)


def _is_service(url: str) -> bool:
    try:
        parts = urlsplit(url)
        whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    bare = (
        parts.username is None
        and not parts.query
        and not parts.fragment
        and not url.endswith(("/", "?", "#"))
    )
    return url.startswith("https://") and whole and bare and url.isascii() and is_line(url) and " " not in url


def _is_database(url: str) -> bool:
    if not url:
        return True
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme not in DRIVERS or not is_line(url):
        return False
    if parts.scheme == "sqlite":
        return url.startswith("sqlite:////") and len(parts.path) > len("//") and "?" not in url
    return len(parts.path) > 1


def _is_institution(code: str) -> bool:
    return (
        re.fullmatch(r"[0-9]{10}", code) is not None
        and code[:2] in PREFECTURES | {DEMO_PREFECTURE}
        and code[2] in FEE_TABLES
    )


def _is_own_folder(home: Path) -> bool:
    return len(home.absolute().parts) > 1 and _is_path(home) and "?" not in str(home)


def _is_path(path: Path | None) -> bool:
    return path is None or is_line(str(path))


def _are_fingerprints(listed: tuple[str, ...]) -> bool:
    return all(re.fullmatch(r"[0-9A-Fa-f]{64}|([0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}", each) for each in listed)


PATH = Fits("a path; a relative one counts from the settings file's folder", _is_path)
HOME = Fits(
    "a folder of the kiosk's own, without ? in its name; a relative path counts from the settings file's folder",
    _is_own_folder,
)
FILES = Fits("a list of one path or more", lambda paths: bool(paths) and all(map(_is_path, paths)))
FINGERPRINTS = Fits(
    "a list of SHA-256 fingerprints, 64 hexadecimal digits each, colons allowed", _are_fingerprints
)
SERVICE = Fits(
    "https://HOST[:PORT][/PATH] without a name, a question or a slash at the end: nothing but https may carry what patients are asked for",
    _is_service,
)
DATABASE = Fits(
    "empty, sqlite:////WHOLE/PATH/OF/FILE or postgresql+pg8000://…/DATABASE",
    _is_database,
)
INSTITUTION = Fits(
    "ten digits in quotes: 都道府県番号 (01 to 47), 点数表番号 (1, 3 or 4), 医療機関コード (seven)",
    _is_institution,
)
TELEPHONE = Fits(
    "a telephone number in quotes, of digits and hyphens",
    lambda said: bool(re.fullmatch(r"\+?[0-9][0-9-]{7,18}[0-9]", said)),
)
CAMERA = Fits('a device in quotes, "0" or "/dev/video0"; in demo mode also a URL or file', is_line)
FRONT_CAMERA = Fits(f"empty where there is none, or {CAMERA.says}", lambda said: said == "" or is_line(said))
SOCKET = Fits(
    "empty, or an absolute path", lambda said: said == "" or (said.startswith("/") and is_line(said))
)
LISTED_CHARACTERS = Fits(
    "up to 1000 characters in a row, without spaces",
    lambda said: len(said) <= 1000 and not any(each.isspace() or not is_line(each) for each in said),
)
LOOPBACK = one_of(("127.0.0.1", "::1", "localhost"))
