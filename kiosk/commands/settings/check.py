"""Every fault of a settings file at once, and of the files that it names. Looks, and starts nothing."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from kiosk.commands.settings_file import add_settings_file, settings_path
from kiosk.settings import Fault, SettingsError, load
from kiosk.settings.named_files import faults


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings_file(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when there is one; a file that cannot be read at all is refused."""
    path = settings_path(chosen, console)
    found = _faults(chosen, console)
    for each in found:
        console.tell({"key": each.key, "wrong": each.wrong, "remedy": each.remedy}, each.sentence)
    if found:
        console.complain(f"{path}: {len(found)} to mend")
    elif not console.as_json:
        console.tell({}, f"{path}: nothing to mend")
    return int(bool(found))


def _faults(chosen: argparse.Namespace, console: Console) -> tuple[Fault, ...]:
    try:
        return tuple(faults(load(settings_path(chosen, console))))
    except SettingsError as wrong:
        if wrong.faults:
            return wrong.faults
        raise
