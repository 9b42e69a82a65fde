"""照合番号B from photographs of a card's front: a line a picture, each read by itself."""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from kiosk.commands.console import Console
from reader.printed.number import read_one


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("images", nargs="+", type=Path, metavar="IMAGE")


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when a number could not be read from every picture."""
    read = [_told(path, console) for path in chosen.images]
    return 0 if all(read) else 1


def _told(path: Path, console: Console) -> bool:
    number, reason = _read(path)
    console.tell({"file": str(path), "number_b": number, "reason": reason})
    return number is not None


def _read(path: Path) -> tuple[str | None, str]:
    try:
        image = cv2.imdecode(np.frombuffer(path.read_bytes() or b"\0", np.uint8), cv2.IMREAD_COLOR)
    except OSError as error:
        return None, f"cannot be read: {error.strerror}"
    if image is None:
        return None, "no picture that can be decoded"
    found = read_one(np.asarray(image, dtype=np.uint8))
    return (found, "read") if isinstance(found, str) else (None, found.reason)
