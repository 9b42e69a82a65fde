"""The tree as a list of keys: for reading a file, for the sample, for the page, and for tests that walk through all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from inspect import getdoc
from pathlib import Path
from typing import Any, get_args

from annotated_types import Ge, Gt, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kiosk.settings.kinds import DATABASE_FILES, Fits, is_line
from kiosk.settings.tree import Settings

LONGEST_SHOWN = 80
LARGEST_SHOWN_BITS = 256
_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+]*://)?")
_PERHAPS_SECRET = re.compile(r"(?i)[@:=?#;&%]|\b(?:password|pwd)\s")
"""What stands in every address that holds a password, however mistyped."""
_PASSWORD = re.compile(r"(?<=://).*@|^(?!.*://)[^/]*:.*@")
_QUESTION = re.compile(rf"(?<=[?&;#])(?!(?:{'|'.join(DATABASE_FILES)})=).+")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the file. `section` is empty for what stands above the first table."""

    section: str
    name: str
    field: FieldInfo

    @property
    def dotted(self) -> str:
        return f"{self.section}.{self.name}" if self.section else self.name

    @property
    def required(self) -> bool:
        return self.field.is_required()

    @property
    def default(self) -> Any:  # noqa: ANN401 - whatever the key holds
        return self.field.default

    @property
    def usual(self) -> str:
        """The default as the file writes it."""
        return "none" if self.default in (None, "", ()) else toml(self.default)

    @property
    def example(self) -> object:
        """A value as one may write it: its own example, else the default."""
        return (self.field.examples or [self.default])[0]

    @property
    def meaning(self) -> str:
        return self.field.description or ""

    @property
    def must_be(self) -> str:
        """What its value has to be, in words: its own rule's, else its type's with the bounds."""
        for each in self.field.metadata:
            if isinstance(each, Fits):
                return each.says
        if self.field.annotation is bool:
            return "true or false"
        return f"a {'whole ' if self.field.annotation is int else ''}number{self._bounds()}"

    @property
    def holds_paths(self) -> bool:
        kind = self.field.annotation
        return Path in (kind, *get_args(kind))

    @property
    def line(self) -> str:
        """The key as a line of the file, with its example."""
        return f"{self.name} = {toml(self.example)}"

    @property
    def place(self) -> str:
        return f"under [{self.section}]" if self.section else "above the first [table]"

    def _bounds(self) -> str:
        said = []
        for each in self.field.metadata:
            match each:
                case Ge(ge=bound):
                    said.append(f"from {bound}")
                case Gt(gt=bound):
                    said.append(f"above {bound}")
                case Le(le=bound):
                    said.append(f"to {bound}")
        return "".join(f" {each}" for each in said)


@cache
def sections() -> Mapping[str, type[BaseModel]]:
    """Every table of the file by its name; the empty name stands for what is above the first."""
    tables: dict[str, type[BaseModel]] = {"": Settings}
    for name, field in Settings.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            tables[name] = field.annotation
    return tables


@cache
def keys() -> Mapping[str, Key]:
    """Every key by its dotted name, in the order of the tree."""
    tables = sections()
    listed = (
        Key(section, name, field)
        for section, model in tables.items()
        for name, field in model.model_fields.items()
        if section or name not in tables
    )
    return {each.dotted: each for each in listed}


def about(section: str) -> str:
    """The one sentence of a table."""
    return (getdoc(sections()[section]) or "").partition("\n")[0]


def value_of(settings: Settings, key: Key) -> object:
    """What a key holds."""
    table: object = getattr(settings, key.section) if key.section else settings
    value: object = getattr(table, key.name)
    return value


def toml(value: object) -> str:
    """A value as the file writes it."""
    match value:
        case bool():
            return str(value).lower()
        case tuple() | list():
            return f"[{', '.join(map(toml, value))}]"
        case int() | float():
            return str(value)
        case _:
            return json.dumps(str(value), ensure_ascii=False)


def shown(value: object) -> str:
    """A refused value for people: short, and without anything that may be a password, in whatever it was meant to stand."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return _short(f"[{', '.join(map(shown, value))}]")
    if isinstance(value, str | Path) and _PERHAPS_SECRET.search(str(value)):
        begun = _SCHEME.match(str(value))
        return (
            f'"{begun[0]}…" of {len(str(value))} characters'
            if begun and begun[0]
            else f"a text of {len(str(value))} characters"
        )
    if isinstance(value, int) and value.bit_length() > LARGEST_SHOWN_BITS:
        return "a number of very many digits"
    return _short("".join(each if is_line(f"x{each}x") else f"\\u{ord(each):04x}" for each in toml(value)))


def _short(written: str) -> str:
    return written if len(written) <= LONGEST_SHOWN else f"{written[:LONGEST_SHOWN]}…"


def without_secrets(held: str) -> str:
    """An accepted address as one may show it: the passwords left out."""
    return _QUESTION.sub("…", _PASSWORD.sub("…@", held)) if ":" in held else held
