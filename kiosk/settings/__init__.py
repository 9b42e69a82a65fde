"""One frozen tree of settings, read once from a TOML file. Nothing else reads the environment or the file."""

from kiosk.settings.faults import Fault, SettingsError
from kiosk.settings.reading import load, settings_from
from kiosk.settings.tree import (
    LARGEST_FACE_THRESHOLD,
    BesideReader,
    ClaimSettings,
    CompanionSettings,
    Institution,
    IntakeSettings,
    Matching,
    ReaderSettings,
    ReceiptSettings,
    ServiceSettings,
    Settings,
    WebSettings,
)

__all__ = [
    "LARGEST_FACE_THRESHOLD",
    "BesideReader",
    "ClaimSettings",
    "CompanionSettings",
    "Fault",
    "Institution",
    "IntakeSettings",
    "Matching",
    "ReaderSettings",
    "ReceiptSettings",
    "ServiceSettings",
    "Settings",
    "SettingsError",
    "WebSettings",
    "load",
    "settings_from",
]
