"""The tree as text: a sample file to begin with, and what a file's settings come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kiosk.settings.keys import Key, about, keys, sections, toml, value_of, without_secrets
from kiosk.settings.tree import Settings

HEAD = """# Settings of the kiosk. What has a default is commented out: take the # away to change it.
# `python -m kiosk settings check FILE` names every fault, `settings show FILE` what holds."""


def sample() -> str:
    """A whole file: what must be said with an example, all else commented out with its default."""
    return "\n".join((HEAD, *_lines(_sampled))) + "\n"


def what_holds(settings: Settings) -> str:
    """Every value as a line of TOML, a default marked as one. Passwords in URLs are left out."""

    def line(key: Key) -> list[str]:
        held = _held(settings, key)
        mark = "  # default" if is_default(settings, key) else ""
        return [f"# {key.name} is not set" if held is None else f"{key.name} = {held}{mark}"]

    return "\n".join(_lines(line)).lstrip("\n") + "\n"


def is_default(settings: Settings, key: Key) -> bool:
    return not key.required and value_of(settings, key) == key.default


def _held(settings: Settings, key: Key) -> str | None:
    """What holds, also where it follows from another key."""
    follows = {"database": settings.database_url, "anchor": settings.anchor_file}
    value = follows.get(key.dotted, value_of(settings, key))
    return None if value is None else toml(without_secrets(value) if isinstance(value, str) else value)


def held(settings: Settings, key: Key) -> str:
    return _held(settings, key) or ""


def _sampled(key: Key) -> list[str]:
    explained = [f"# {key.meaning}", f"#   must be: {key.must_be}"]
    if key.required:
        return ["", *explained, key.line]
    return ["", *explained, f"#   default: {key.usual}", f"# {key.line}"]


def _lines(of_key: Callable[[Key], list[str]]) -> Iterator[str]:
    for section in sections():
        if section:
            yield from ("", "", f"# {about(section)}", f"[{section}]")
        for key in keys().values():
            if key.section == section:
                yield from of_key(key)
