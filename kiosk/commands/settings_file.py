"""Which settings file a command works with."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.settings import Settings, load

VARIABLE = "KIOSK_SETTINGS"
PLAINLY = "settings_file"
BESIDE = Path("kiosk.toml")


def add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--settings", type=Path, metavar="FILE", help=f"default: ${VARIABLE}, then ./{BESIDE}"
    )


def add_settings_file(parser: argparse.ArgumentParser) -> None:
    """The same file, for a command that is about it: also named without an option."""
    add_settings(parser)
    parser.add_argument(PLAINLY, nargs="?", type=Path, metavar="FILE", help="the same as --settings FILE")


def settings_path(chosen: argparse.Namespace, console: Console) -> Path:
    """The named file, else the environment's, else the one in this folder."""
    named: Path | None = chosen.settings or getattr(chosen, PLAINLY, None)
    return named or Path(console.environment.get(VARIABLE) or BESIDE)


def settings_of(chosen: argparse.Namespace, console: Console) -> Settings:
    """Raises SettingsError."""
    return load(settings_path(chosen, console))
