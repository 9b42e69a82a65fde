"""A translator's PO file becomes the catalogue of its language, with what a speaker has read."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.languages.po import GLASS, from_po, read_texts, to_toml
from kiosk.settings.languages import FURTHER


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", choices=sorted(FURTHER))
    parser.add_argument("file", type=Path)
    parser.add_argument("--into", type=Path, default=GLASS, help="the folder of the glass's catalogues")


def run(chosen: argparse.Namespace, console: Console) -> int:
    """Raises Refused; then nothing was written."""
    brought = from_po(chosen.file.read_bytes())
    read = {**read_texts(chosen.into), chosen.language: list(brought.read)}
    heading = f"{FURTHER[chosen.language]}: {len(brought.read)} / {len(brought.sentences)}"
    (chosen.into / f"{chosen.language}.toml").write_text(to_toml(heading, brought.sentences), "utf-8")
    (chosen.into / "read.json").write_text(json.dumps(read, indent=1, sort_keys=True) + "\n", "utf-8")
    console.tell(
        {"texts": len(brought.sentences), "read": len(brought.read)},
        f"{len(brought.sentences)} texts, {len(brought.read)} of them read by a speaker",
    )
    return 0
