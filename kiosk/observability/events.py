"""The list of events (`events.toml`): what may be audited and logged, and with which keys."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that can be audited; `keys` are the payload keys it may carry."""

    id: str
    sentence: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    events: Mapping[str, Event]
    log_keys: frozenset[str]


@cache
def catalogue() -> Catalogue:
    """The list as shipped."""
    return read_catalogue(files("kiosk.observability").joinpath("events.toml").read_text("utf-8"))


def read_catalogue(text: str) -> Catalogue:
    """Read the list; a missing key is a KeyError."""
    table = tomllib.loads(text)
    events = {
        name: Event(name, entry["sentence"], frozenset(entry["keys"]))
        for name, entry in table["events"].items()
    }
    return Catalogue(events, frozenset(table["log_keys"]))
