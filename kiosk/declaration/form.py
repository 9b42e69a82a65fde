"""The form as data (`layout.toml`): its version, its wording, its fields and which keyboard the screen shows for each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any


class Keyboard(Enum):
    JAPANESE = "japanese"
    KANA = "kana"
    DATE = "date"
    PHONE = "phone"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick; `value` is what the model carries, as text."""

    value: str
    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One row of the form; `name` is the field of Declaration."""

    name: str
    ja: str
    en: str
    keyboard: Keyboard
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One version of the form. `version` is printed on every sheet and kept beside it."""

    version: str
    title: str
    statement: str
    notes: tuple[str, ...]
    footer: str
    signature: str
    by_hand: str
    relation: str
    office_title: str
    office: tuple[str, ...]
    office_lines: tuple[str, ...]
    fields: tuple[FormField, ...]


@cache
def layout() -> Layout:
    """The form as shipped."""
    return read_layout(files("kiosk.declaration").joinpath("layout.toml").read_text("utf-8"))


def read_layout(text: str) -> Layout:
    """Read a form; a missing key is a KeyError, an unknown one a TypeError."""
    table = tomllib.loads(text)
    footer = table.pop("footer").replace("{version}", table["version"])
    fields = tuple(_field(each) for each in table.pop("fields"))
    lists = {name: tuple(value) for name, value in table.items() if isinstance(value, list)}
    return Layout(**{**table, **lists, "footer": footer, "fields": fields})


def _field(entry: Mapping[str, Any]) -> FormField:
    choices = tuple(Choice(**each) for each in entry.get("choices", ()))
    return FormField(entry["name"], entry["ja"], entry["en"], Keyboard(entry["keyboard"]), choices)
