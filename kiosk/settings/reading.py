"""From a TOML file to the tree, or to everything that is wrong with the file at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import TomlConfigSettingsSource

from kiosk.settings import relations
from kiosk.settings.faults import Fault, SettingsError
from kiosk.settings.keys import Key, keys, sections, shown
from kiosk.settings.tree import Settings

BARE = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""A name that needs no quotation marks."""
NEAR = 0.5
"""Of difflib's measure: nearer than that, a word is taken for a misspelling."""


def load(path: Path) -> Settings:
    """Read the file.

    Raises:
        SettingsError: it cannot be read, or does not say what it must; then with every fault in it.
    """
    return settings_from(_table(path), path)


def settings_from(table: Mapping[str, Any], path: Path) -> Settings:
    """The tree of a file that has been read; `path` is what relative paths and sentences go by.

    Raises:
        SettingsError: with every fault in it.
    """
    told, unknown, tables = _sorted_out(table)
    here = path.parent
    placed = {name: _placed(keys()[name], value, here) for name, value in told.items()}
    settings, wrong = _validated(placed, {each.key for each in tables})
    meant = {near for _, near in unknown}
    lacking = {each.key for each in wrong}
    values = {name: each.default for name, each in keys().items() if not each.required} | placed
    apart = relations.faults({name: value for name, value in values.items() if name not in lacking})
    found = (
        *(each for each, _ in unknown),
        *tables,
        *(each for each in wrong if each.key in told or not _is_meant(each.key, meant)),
        *apart,
    )
    if settings is None or found:
        raise SettingsError.of(path, found)
    return settings


def _table(path: Path) -> dict[str, Any]:
    try:
        if not path.is_file():
            raise SettingsError(
                f"{path}: cannot be read (there is no such file); write it as `python -m kiosk settings sample` shows, or name another one with --settings"
            )
        return TomlConfigSettingsSource(Settings, path)()
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be read ({error.strerror}); give its reader the right to, or name another one with --settings"
        ) from error
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, or no end of brackets and digits
        broken = Fault("the file", f"is no TOML ({error})", 'mend that place; texts stand in "quotes"')
        raise SettingsError.of(path, (broken,)) from error


def _sorted_out(
    table: Mapping[str, Any],
) -> tuple[dict[str, Any], list[tuple[Fault, str]], list[Fault]]:
    """The values by dotted key; what is unknown, each with what it is near to; and tables that are none."""
    told: dict[str, Any] = {}
    unknown: list[tuple[Fault, str]] = []
    tables: list[Fault] = []
    for name, value in table.items():
        if name in keys():
            told[name] = value
        elif name not in sections():
            unknown.append(_unknown("", name))
        elif not isinstance(value, dict):
            remedy = f"write [{name}] in a line of its own and its keys below"
            tables.append(Fault(name, f"is {shown(value)}; it must be a table", remedy))
        else:
            for each, held in value.items():
                dotted = f"{name}.{each}"
                if dotted in keys():
                    told[dotted] = held
                else:
                    unknown.append(_unknown(name, each))
    return told, unknown, tables


def _unknown(section: str, name: str) -> tuple[Fault, str]:
    written = name if BARE.fullmatch(name) else shown(name)
    near = _nearest(section, name)
    key = keys().get(near)
    misplaced = key is not None and key.name == name
    remedy = f"move it {key.place}" if key and misplaced else "rename it"
    wrong = f"is not known; did you mean {near if key else f'[{near}]'}?"
    return Fault(f"{section}.{written}" if section else written, wrong, f"{remedy}, or take it out"), near


def _nearest(section: str, name: str) -> str:
    """What an unknown name is nearest to: the same name elsewhere, one of its own table, any, at worst the least far."""
    tables = {each: each for each in sections() if each}
    everywhere = tables | {each.name: dotted for dotted, each in keys().items()}
    own = {each.name: dotted for dotted, each in keys().items() if each.section == section}
    if not section:
        own |= tables
    if name in everywhere:
        return everywhere[name]
    for names in (own, everywhere):
        for close in get_close_matches(name, names, 1, NEAR):
            return names[close]
    (least_far,) = get_close_matches(name, own, 1, 0.0)
    return own[least_far]


def _is_meant(key: str, meant: Iterable[str]) -> bool:
    """Whether a key that is missing is there under a misspelt name, its own or its table's."""
    return any(key == each or key.startswith(f"{each}.") for each in meant)


def _placed(key: Key, value: object, here: Path) -> object:
    """Paths are read from the file's folder and lists become unchangeable; everything else stays what it is."""
    if isinstance(value, list):
        return tuple(_placed(key, each, here) for each in value)
    return here / value if key.holds_paths and isinstance(value, str) and value else value


def _validated(placed: Mapping[str, object], no_tables: set[str]) -> tuple[Settings | None, list[Fault]]:
    tree: dict[str, Any] = {name: {} for name in sections() if name and name not in no_tables}
    for dotted, value in placed.items():
        key = keys()[dotted]
        (tree[key.section] if key.section else tree)[key.name] = value
    try:
        return Settings(**tree), []
    except ValidationError as invalid:
        return None, list(_faults(invalid, placed, no_tables))


def _faults(invalid: ValidationError, placed: Mapping[str, object], no_tables: set[str]) -> Iterator[Fault]:
    """One for each key, however many of its parts are wrong."""
    named = dict.fromkeys(_named(each["loc"]) for each in invalid.errors())
    for dotted in named:
        if dotted in no_tables:
            continue
        key = keys()[dotted]
        seen = f"is {shown(placed[dotted])}" if dotted in placed else "is missing"
        remedy = f"write `{key.line}` {key.place}"
        if not key.required:
            remedy += f", or take it out for {key.usual}"
        yield Fault(dotted, f"{seen}; it must be {key.must_be}", remedy)


def _named(place: tuple[int | str, ...]) -> str:
    """The dotted key of a place in the tree, without the number of an item in its list."""
    two = ".".join(map(str, place[:2]))
    return two if two in keys() else str(place[0])
