"""A language of the glass as a PO file for its translator."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.languages.po import read_texts, to_po
from kiosk.settings.languages import FURTHER


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", choices=sorted(FURTHER))
    parser.add_argument("file", type=Path)


def run(chosen: argparse.Namespace, console: Console) -> int:
    read = read_texts().get(chosen.language, ())
    chosen.file.write_bytes(to_po(chosen.language, read))
    console.tell(
        {"file": str(chosen.file), "read": len(read)}, f"{chosen.file}: fuzzy is what no speaker has read"
    )
    return 0
