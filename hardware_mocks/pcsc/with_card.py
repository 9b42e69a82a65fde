"""Running any PC/SC program against a card in a private service."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hardware_mocks.card.material import CardMaterial
from hardware_mocks.pcsc.private import PrivatePcsc
from reader.pcsc.card_process import SOCKET_VARIABLE


def with_card(material: CardMaterial, memory: Path | None, command: Sequence[str]) -> int:
    """Lay the card down as its `memory` remembers it, run the command, return its exit code.

    Raises:
        PcscUnavailable: no private service can be had.
        OSError: the command cannot be started.
    """
    with tempfile.TemporaryDirectory(prefix="pcsc-") as folder, PrivatePcsc(Path(folder)) as service:
        service.insert(material, memory=memory)
        environment = {**os.environ, SOCKET_VARIABLE: service.socket}
        return subprocess.run(list(command), env=environment, check=False).returncode
