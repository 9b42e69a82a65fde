"""From a TOML file to the tree, or to everything that is wrong with the file at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk.settings import relations
from kiosk.settings.faults import Fault, SettingsError
from kiosk.settings.keys import Key, keys, sections, shown
from kiosk.settings.tree import BesideReader, Settings

BARE = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""A name that needs no quotation marks."""
NEAR = 0.7
"""Of difflib's measure: nearer than that, a word is taken for a misspelling."""
BEGUN = 4
"""So many letters that a name begins with are taken for the whole of it."""
LINE = re.compile(r"at line (\d+)")
NAMED = re.compile(r"\s*(?:([A-Za-z0-9_-]{1,40})\s*=|(\[[A-Za-z0-9_-]{1,40}\]))")
"""A key or a table as a line of the file begins with it."""
TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate")
"""How the library's messages begin where a key or table is there already."""
RENAMED = {"web.port": "web.glass_port"}
"""Keys of earlier releases, read under their new name where that is not said too."""
OWN_READER = frozenset({"service", "reader"})
"""Tables that a house beside an approved reader may leave out."""
REMEDIES: dict[type[OSError], str] = {
    FileNotFoundError: "write it as `python -m kiosk settings sample` shows",
    IsADirectoryError: "name the file in it",
    PermissionError: "give its reader the right to",
}


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
        content = path.read_bytes()
    except OSError as error:
        remedy = REMEDIES.get(type(error), "look at it")
        raise SettingsError(
            f"{path}: cannot be read ({error.strerror}); {remedy}, or name another one with --settings"
        ) from error
    try:
        text = content.decode("utf-8-sig")
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        broken = Fault("the file", f"is not UTF-8 in line {line}", "save it as UTF-8")
    except (ValueError, RecursionError) as error:  # no TOML, or no end of brackets and digits
        broken = _broken(text, str(error))
    raise SettingsError.of(path, (broken,))


def _broken(text: str, said: str) -> Fault:
    """What is no TOML, by the line where reading stopped; nothing of a value is repeated."""
    lines = text.rstrip().split("\n")
    stopped = LINE.search(said)
    number = min(int(stopped[1]), len(lines)) if stopped else len(lines)
    begun = NAMED.match(lines[number - 1])
    where = f"in line {number}" + (f", at {begun[1] or begun[2]}" if begun else "")
    if said.startswith(TWICE):
        return Fault("the file", f"says something twice {where}", "take one of the two out")
    if not stopped and "end of document" not in said:
        return Fault("the file", "is no TOML (brackets or digits without end)", "take them out")
    return Fault(
        "the file",
        f"is no TOML {where}",
        'mend that line or the one above; texts stand in "quotes", true and false in small letters',
    )


def _sorted_out(
    table: Mapping[str, Any],
) -> tuple[dict[str, Any], list[tuple[Fault, str]], list[Fault]]:
    """The values by dotted key; what is unknown, each with what it is near to; and tables that are none."""
    told: dict[str, Any] = {}
    unknown: list[tuple[Fault, str]] = []
    tables: list[Fault] = []
    for name, value in table.items():
        key = keys().get(name)
        if key and not key.section:
            told[name] = value
        elif name not in sections():
            unknown.append(_unknown("", name))
        elif not isinstance(value, dict):
            remedy = f"write [{name}] in a line of its own and its keys below"
            tables.append(Fault(name, f"is {shown(value)}; it must be a table", remedy))
        else:
            for each, held in value.items():
                dotted = f"{name}.{each}"
                renamed = RENAMED.get(dotted, "")
                if renamed.removeprefix(f"{name}.") not in value:
                    dotted = renamed or dotted
                if dotted in keys():
                    told[dotted] = held
                else:
                    unknown.append(_unknown(name, each))
    return told, unknown, tables


def _unknown(section: str, name: str) -> tuple[Fault, str]:
    written = name if BARE.fullmatch(name) else shown(name)
    near = _nearest(section, name)
    dotted = f"{section}.{written}" if section else written
    if not near:
        return Fault(dotted, "is not known", "take it out, or look its name up in `settings sample`"), near
    key = keys().get(near)
    remedy = "rename it"
    if key and name in (key.name, near):
        remedy = f"write `{key.name}` {key.place}" if "." in name else f"move it {key.place}"
    wrong = f"is not known; did you mean {near if key else f'[{near}]'}?"
    return Fault(dotted, wrong, f"{remedy}, or take it out"), near


def _nearest(section: str, name: str) -> str:
    """What an unknown name is near to: the same name elsewhere, what it is called today, one of its own table, any."""
    if name in keys():
        return name
    name = name.lower().replace("-", "_")
    for earlier in (name, f"{section}.{name}"):
        if earlier in RENAMED:
            return RENAMED[earlier]
    tables = {each: each for each in sections() if each}
    everywhere = tables | {each.name: dotted for dotted, each in keys().items()}
    own = {each.name: dotted for dotted, each in keys().items() if each.section == section}
    if not section:
        own |= tables
    if name in everywhere:
        return everywhere[name]
    for names in (own, everywhere):
        begun = [each for each in names if len(name) >= BEGUN and each.startswith(name)]
        for close in (*begun, *get_close_matches(name, names, 1, NEAR)):
            return names[close]
    return ""


def _is_meant(key: str, meant: Iterable[str]) -> bool:
    """Whether a key that is missing is there under a misspelt name, its own or its table's."""
    return any(key == each or key.startswith(f"{each}.") for each in meant)


def _placed(key: Key, value: object, here: Path) -> object:
    """Paths are read from the file's folder and lists become unchangeable; everything else stays what it is."""
    if isinstance(value, list):
        return tuple(_placed(key, each, here) for each in value)
    return here / value if key.holds_paths and isinstance(value, str) and value else value


def _validated(placed: Mapping[str, object], no_tables: set[str]) -> tuple[Settings | None, list[Fault]]:
    beside = bool(placed.get("companion.folders"))
    told = {keys()[dotted].section for dotted in placed}
    tree: dict[str, Any] = {
        name: {}
        for name in sections()
        if name and name not in no_tables and not (beside and name in OWN_READER - told)
    }
    for dotted, value in placed.items():
        key = keys()[dotted]
        (tree[key.section] if key.section else tree)[key.name] = value
    try:
        return (BesideReader if beside else Settings)(**tree), []
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
