"""Rules for single values that a type alone does not hold, each with the words for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from kiosk.settings.panels import PANELS, panel_of

UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
"""Unicode's categories of what cannot be seen, or has no place in a line."""
BLANKS = " \u3000"
"""The two that may stand between words."""
LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
AT = rf"(?P<host>{LABEL}(?:\.{LABEL})*|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[1-9][0-9]{{0,4}}))?"
"""A host's name or address (RFC 1123, 2.1), and its port."""
SERVICE_URL = re.compile(rf"https://{AT}(?:/(?!\.{{1,2}}(?:/|$))[A-Za-z0-9._~-]+)*")
RECEIPT_URL = re.compile(rf"https?://{AT}")
FILE_DATABASE = re.compile(r"sqlite:///(?P<file>/[^?]*[^?/])")
"""The databases that storage is tested on, as SQLAlchemy names them: one in a file, one on a server."""
SERVER_DATABASE = re.compile(
    rf"postgresql\+pg8000://(?P<user>[^\s:@/?#]+)(?::(?P<password>[^\s:@/?#]*))?@(?:{AT})?/[^\s?#/]+(?:\?(?P<question>[^\s#]+))?"
)
DATABASE_FILES = ("unix_sock", "sslrootcert")
"""What may be asked for in the URL of a server's database: the socket, and the file of the CA."""
PREFECTURES = frozenset(f"{number:02}" for number in range(1, 48))
DEMO_PREFECTURE = "99"
NO_DISK = (("proc",), ("sys",), ("dev",))
"""Folders of / in which a file is not one."""
LONGEST_SOCKET = 107
"""Bytes of a socket's path (unix(7)), but for the zero at its end."""
LONGEST_HOST, LARGEST_PORT = 253, 65535
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


def some_of(words: Iterable[str]) -> Fits:
    """A list of them in an order of one's own."""
    known = tuple(words)
    return Fits(
        f"a list of some of {', '.join(known)}, each once",
        lambda said: _once(said) and set(said) <= set(known),
    )


def text(longest: int) -> Fits:
    return Fits(
        f"one line of 1 to {longest} characters", lambda said: 0 < len(said) <= longest and is_line(said)
    )


def is_line(said: str) -> bool:
    """Whether something can be seen of it, and all of it in one line."""
    return bool(said) and said == said.strip() and not any(map(_is_unseen, said))


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in UNSEEN and character not in BLANKS


def _is_there(found: re.Match[str]) -> bool:
    """Whether host and port of what matched `AT` can be: a name, or an address that is one."""
    host, port = found["host"] or "", found["port"] or "1"
    if host.startswith("[") or host.rpartition(".")[2].isdigit():
        try:
            ip_address(host.strip("[]"))
        except ValueError:
            return False
    return len(host) <= LONGEST_HOST and int(port) <= LARGEST_PORT


def _is_service(url: str) -> bool:
    found = SERVICE_URL.fullmatch(url)
    return found is not None and _is_there(found)


def _is_receipt(url: str) -> bool:
    found = RECEIPT_URL.fullmatch(url)
    return found is not None and _is_there(found)


def database_files(url: str) -> dict[str, Path]:
    """The files that the URL of a server's database names, by what they are. Raises ValueError."""
    asked = url.partition("?")[2]
    named = parse_qsl(asked, keep_blank_values=True, strict_parsing=True) if asked else []
    files = {name: Path(file) for name, file in named}
    if len(files) < len(named) or not files.keys() <= set(DATABASE_FILES):
        raise ValueError(DATABASE_FILES)
    return files


def _is_database(url: str) -> bool:
    if not url or (FILE_DATABASE.fullmatch(url) and is_line(url)):
        return True
    found = SERVER_DATABASE.fullmatch(url)
    if found is None or not is_line(unquote(url)) or not _is_there(found):
        return False
    try:
        return all(file.is_absolute() for file in database_files(url).values())
    except ValueError:
        return False


def _is_institution(code: str) -> bool:
    return (
        re.fullmatch(r"[0-9]{10}", code) is not None
        and code[:2] in PREFECTURES | {DEMO_PREFECTURE}
        and code[2] in FEE_TABLES
    )


def _is_own_folder(home: Path) -> bool:
    """Not the whole disk, not the folder that settings are in, and nowhere where nothing can be kept."""
    return (
        bool(home.name)
        and ".." not in home.parts
        and not (home.is_absolute() and home.parts[1:2] in NO_DISK)
        and _is_path(home)
        and "?" not in str(home)
    )


def _is_socket(path: str) -> bool:
    return path == "" or (
        path.startswith("/")
        and bool(Path(path).name)
        and not path.endswith("/")
        and len(path.encode()) <= LONGEST_SOCKET
        and is_line(path)
    )


def _is_listed(characters: str) -> bool:
    """A mark that stands over another character is none of its own."""
    return len(characters) <= 1000 and not any(
        each in BLANKS or _is_unseen(each) or unicodedata.category(each).startswith("M")
        for each in characters
    )


def _is_path(path: Path | None) -> bool:
    """A shell alone knows what ~ and $ stand for; here they would become a folder of that name."""
    return path is None or all(is_line(each) and not each.startswith(("~", "$")) for each in path.parts)


def _are_fingerprints(listed: tuple[str, ...]) -> bool:
    return _once(tuple(each.replace(":", "").upper() for each in listed)) and all(
        re.fullmatch(r"[0-9A-Fa-f]{64}|([0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}", each) for each in listed
    )


def _once(listed: tuple[object, ...]) -> bool:
    return len(set(listed)) == len(listed)


def _is_glass(said: str) -> bool:
    try:
        panel_of(said)
    except ValueError:
        return False
    return True


PATH = Fits("a path without ~ and $; a relative one counts from the settings file's folder", _is_path)
HOME = Fits(
    "a folder of the kiosk's own, without .., ?, ~ and $ and not in /proc, /sys or /dev; a relative path counts from the settings file's folder",
    _is_own_folder,
)
FILES = Fits(
    "a list of one path or more, each once, without ~ and $",
    lambda paths: bool(paths) and _once(paths) and all(map(_is_path, paths)),
)
FOLDERS = Fits(
    "a list of paths, each once, without ~ and $", lambda paths: _once(paths) and all(map(_is_path, paths))
)
LINE_OR_NOTHING = Fits("one line, or nothing", lambda said: said == "" or is_line(said))
RECEIPT = Fits(
    "empty, or http://HOST[:PORT] or https://HOST[:PORT] with nothing after it",
    lambda url: url == "" or _is_receipt(url),
)
FINGERPRINTS = Fits(
    "a list of SHA-256 fingerprints, each once, 64 hexadecimal digits each, colons allowed", _are_fingerprints
)
SERVICE = Fits(
    "https://HOST[:PORT][/PATH] without a name, a question or a slash at the end, HOST and PATH in ASCII: nothing but https may carry what patients are asked for",
    _is_service,
)
DATABASE = Fits(
    "empty, sqlite:////WHOLE/PATH/OF/FILE or postgresql+pg8000://USER[:PASSWORD]@[HOST[:PORT]]/DATABASE, where %40 stands for @ in a password, with nothing after a ? but unix_sock and sslrootcert, each a whole path",
    _is_database,
)
INSTITUTION = Fits(
    "ten digits in quotes: 都道府県番号 (01 to 47), 点数表番号 (1, 3 or 4), 医療機関コード (seven)",
    _is_institution,
)
TELEPHONE = Fits(
    "a telephone number in quotes, of digits and hyphens",
    lambda said: bool(re.fullmatch(r"[0-9][0-9-]{7,18}[0-9]", said)),
)
DIGEST = Fits(
    "empty, or 64 hexadecimal digits",
    lambda said: re.fullmatch("(?:[0-9a-f]{64})?", said) is not None,
)
CAMERA = Fits('a device in quotes, "0" or "/dev/video0"; in demo mode also a URL or file', is_line)
FRONT_CAMERA = Fits(f"empty where there is none, or {CAMERA.says}", lambda said: said == "" or is_line(said))
SOCKET = Fits(f"empty, or the absolute path of a socket, of {LONGEST_SOCKET} bytes at most", _is_socket)
READER = Fits(
    "one line of 1 to 100 characters in ASCII, as PC/SC lists them",
    lambda said: len(said) <= 100 and said.isascii() and is_line(said),
)
LISTED_CHARACTERS = Fits(
    "up to 1000 characters in a row, without spaces and without marks that stand over others", _is_listed
)
MUNICIPALITY = Fits(
    "prefecture and municipality such as 東京都港区 or 大阪府大阪市北区, or nothing",
    lambda said: not said or re.fullmatch(r"\S{2,3}[都道府県]\S{1,20}[市区町村]", said) is not None,
)
GLASS = Fits(
    f'{", ".join(PANELS)}, or inches and pixels such as "10.1 1280x800"',
    _is_glass,
)
LOOPBACK = one_of(("127.0.0.1", "::1", "localhost"))
