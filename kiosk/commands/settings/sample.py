"""A whole settings file to begin with: every key with its meaning, its range and its default."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from kiosk.settings.writing import sample


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Takes none: it goes to standard output, so `> kiosk.toml` keeps it."""


def run(_chosen: argparse.Namespace, console: Console) -> int:
    text = sample()
    console.tell({"toml": text}, text.rstrip("\n"))
    return 0
