"""What the settings come to, defaults marked, passwords in URLs left out."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from kiosk.commands.settings_file import add_settings_file, settings_of
from kiosk.settings.keys import keys
from kiosk.settings.writing import held, is_default, what_holds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings_file(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings = settings_of(chosen, console)
    if not console.as_json:
        console.tell({}, what_holds(settings).rstrip("\n"))
        return 0
    for dotted, key in keys().items():
        console.tell({"key": dotted, "value": held(settings, key), "default": is_default(settings, key)})
    return 0
