"""What a chip does not forget without power: retry counters, and secrets as their holder last set them."""

from __future__ import annotations

import hmac
import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from hardware_mocks.card.material import CardMaterial, Secret

Reference = tuple[bytes, int]
"""An application's identifier and the file of the secret in it."""


@dataclass(slots=True)
class Cell:
    """One secret as it is now."""

    value: bytes = field(repr=False)
    tries: int
    limit: int


class Memory:
    """The secrets of one chip. With a `file` it outlives the process: a locked card is still locked the next time."""

    def __init__(self, material: CardMaterial, file: Path | None = None) -> None:
        self._file = file
        self._serial = material.certificate_serial
        self._cells = {
            (each.aid, name): Cell(secret.value, secret.tries, secret.limit)
            for each in material.applications
            for name, secret in each.files.items()
            if isinstance(secret, Secret)
        }
        self._remember()

    def tries(self, reference: Reference) -> int:
        return self._cells[reference].tries

    def is_right(self, reference: Reference, presented: bytes) -> bool:
        """Compare and count: a right secret restores the counter, a wrong one costs a try."""
        cell = self._cells[reference]
        right = hmac.compare_digest(presented, cell.value)
        cell.tries = cell.limit if right else cell.tries - 1
        self._write()
        return right

    def change(self, reference: Reference, value: bytes) -> None:
        self._cells[reference].value = value
        self._write()

    def _remember(self) -> None:
        """What the file says of this very card; another card's file, or none, changes nothing."""
        if self._file is None:
            return
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(self._file.read_text("utf-8"))
            if kept["serial"] != self._serial:
                return
            for reference, cell in self._cells.items():
                value, tries = kept["secrets"][_name(reference)]
                cell.value, cell.tries = bytes.fromhex(value), int(tries)

    def _write(self) -> None:
        if self._file is None:
            return
        secrets = {_name(each): (cell.value.hex(), cell.tries) for each, cell in self._cells.items()}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.touch(mode=0o600)
        self._file.write_text(json.dumps({"serial": self._serial, "secrets": secrets}), "utf-8")


def _name(reference: Reference) -> str:
    return f"{reference[0].hex()} {reference[1]:04X}"
