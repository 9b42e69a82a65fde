"""Frozen dataclasses to JSON and back, by their own type hints; nothing is guessed from the text."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints

Fact = TypeVar("Fact")


class FactUnreadable(ValueError):
    """The text does not describe the type that was asked for."""


def to_json(fact: object) -> str:
    """One line of JSON, keys in the order of the fields, so that the same fact gives the same text."""
    return json.dumps(_plain(fact), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[Fact], text: str) -> Fact:
    """The fact behind a text of `to_json`; raises FactUnreadable when it does not fit `kind`."""
    try:
        return cast(Fact, _built(kind, json.loads(text)))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise FactUnreadable(f"not a {kind.__name__}: {type(error).__name__}") from None


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple() | list():
            return [_plain(each) for each in value]
        case None | str() | int() | float():
            return value
        case _ if dataclasses.is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        case _:
            raise TypeError(f"{type(value).__name__} is not kept as a fact")


def _built(kind: object, value: object) -> object:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _optional(get_args(kind), value)
    if origin is tuple:
        return _tuple(get_args(kind), value)
    if isinstance(kind, type):
        return _single(kind, value)
    raise TypeError(f"{kind} cannot be read back")


def _optional(kinds: tuple[object, ...], value: object) -> object:
    if value is None and type(None) in kinds:
        return None
    (kind,) = (each for each in kinds if each is not type(None))
    return _built(kind, value)


def _tuple(kinds: tuple[object, ...], value: object) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_built(kinds[0], each) for each in value)
    return tuple(_built(kind, each) for kind, each in zip(kinds, value, strict=True))


def _single(kind: type, value: object) -> object:
    if dataclasses.is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise TypeError("an object was expected")
        hints = get_type_hints(kind)
        return kind(**{name: _built(hints[name], each) for name, each in value.items()})
    if issubclass(kind, date):
        return kind.fromisoformat(str(value))
    if issubclass(kind, Enum):
        return kind(value)
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} was expected")
    return value
