"""A clinic's settings file as tests write it: dotted keys with their values as TOML."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kiosk.settings import Settings, SettingsError, load

CLINIC = {
    "home": '"home"',
    "station": '"受付１"',
    "anchors": '["root.pem"]',
    "institution.code": '"1310000000"',
    "institution.name": '"みほん　クリニック"',
    "service.url": '"https://service.example:8443/v1"',
    "service.client_certificate": '"clinic.pem"',
    "service.client_key": '"clinic.key"',
    "service.authority": '"ca.pem"',
    "reader.name": '"CCID"',
}
"""All that must be said, of a clinic that is no demo."""


def written(values: Mapping[str, str]) -> str:
    """The file: what stands above the first table, then a table at a time."""
    tables: dict[str, list[str]] = {"": []}
    for dotted, value in values.items():
        section, _, name = dotted.rpartition(".")
        tables.setdefault(section, []).append(f"{name} = {value}")
    return "\n".join(
        line for section, lines in tables.items() for line in ([f"[{section}]"] if section else []) + lines
    )


def read(file: Path, text: str) -> Settings:
    file.write_text(text, "utf-8")
    return load(file)


def refused(file: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as raised:
        read(file, text)
    return raised.value
