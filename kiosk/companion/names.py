"""Which program a file of the `face` folder is from, as far as its name tells. Names are foreign input: a table, no guess.

Shapes as public clinic-side programs write and read them (MynaReception, OQSDrug2, sikakuxml); unverified against the
official software. Windows knows no case of letters, and neither does this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache

from kiosk.clock import JAPAN


class Maker(Enum):
    """By whom a file was made. The value stands in records."""

    OFFICIAL = "official"
    """連携アプリケーション after a session at the reader: the only kind that is a card that was shown."""
    EXPORTER = "exporter"
    """A program's export of a bulk answer (医療扶助, 訪問診療等, オンライン診療等): nobody stood at the reader."""
    BARE = "bare"
    """Made from pasted text: no institution, and some of what it says are constants."""
    ENCRYPTED = "encrypted"
    """A ZIP: this site encrypts, and a companion cannot read it."""
    REFUSED = "refused"
    """`.err`: the linkage software's own refusal of somebody's request."""
    OTHER = "other"
    """Whatever else lies there: other programs' requests, answers and PDF files."""


@dataclass(frozen=True, slots=True)
class Shape:
    maker: Maker
    pattern: re.Pattern[str]
    means: str


_FACE = r"OQSsiquc01res_face_"
SHAPES = (
    Shape(
        Maker.EXPORTER,
        re.compile(
            rf"{_FACE}(?P<code>[0-9]{{10}})[468]00[0-9]{{17}}_(?P<made>[0-9]{{14}})\.xml", re.IGNORECASE
        ),
        "institution, 400, 600 or 800, a counter of 17 digits, time",
    ),
    Shape(
        Maker.OFFICIAL,
        re.compile(
            rf"{_FACE}(?P<code>[0-9]{{10}})[0-9A-Za-z-]{{8,40}}_(?P<made>[0-9]{{14}})\.xml",
            re.IGNORECASE | re.ASCII,
        ),
        "institution, about 20 letters and digits, time",
    ),
    Shape(Maker.BARE, re.compile(rf"{_FACE}(?P<made>[0-9]{{14}})\.xml", re.IGNORECASE), "time alone"),
    Shape(
        Maker.ENCRYPTED,
        re.compile(rf"{_FACE}[0-9A-Za-z_-]{{0,80}}?(?P<made>[0-9]{{14}})\.zip", re.IGNORECASE | re.ASCII),
        "the same as a ZIP",
    ),
    Shape(
        Maker.REFUSED,
        re.compile(r"OQS[0-9A-Za-z_-]{1,120}?(?P<made>[0-9]{14})?\.err", re.IGNORECASE | re.ASCII),
        "a refusal",
    ),
)
"""The first that fits the whole name decides; what fits none is OTHER."""


@dataclass(frozen=True, slots=True)
class FileName:
    """`institution` is the ten-digit code in the name, `made_at` the terminal's clock at one-second grain."""

    name: str
    maker: Maker
    institution: str = ""
    made_at: datetime | None = None

    @property
    def key(self) -> str:
        """The same for names that Windows takes for one."""
        return self.name.casefold()


@lru_cache(maxsize=1 << 15)
def read_name(name: str) -> FileName:
    """What a name says. A time that no clock shows makes it OTHER."""
    for shape in SHAPES:
        found = shape.pattern.fullmatch(name)
        if found:
            told = found.groupdict()
            made = _moment(told.get("made") or "")
            if told.get("made") and made is None:
                break
            return FileName(name, shape.maker, told.get("code") or "", made)
    return FileName(name, Maker.OTHER)


def _moment(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=JAPAN)
    except ValueError:
        return None
