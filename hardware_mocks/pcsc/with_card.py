"""Running any PC/SC program against a persona's card in a private service."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from hardware_mocks.card.issue import issue_card
from hardware_mocks.pcsc.private import PrivatePcsc
from hardware_mocks.personas.model import persona
from hardware_mocks.pki.issuing import Pki
from reader.pcsc.card_process import SOCKET_VARIABLE


def no_photo(_head: str) -> bytes | None:
    """A chip without a photograph, for commands that look at keys and certificates."""
    return None


def with_card(
    persona_id: str,
    command: Sequence[str],
    now: datetime,
    photo: Callable[[str], bytes | None] = no_photo,
) -> int:
    """Issue the persona's card under authorities made for this call, lay it down, run the command, return its exit code.

    `photo` gives the chip photograph (JPEG 2000) for the name of a head.

    Raises:
        KeyError: no such persona.
        ValueError: the persona has no card.
        PcscUnavailable: no private service can be had.
        OSError: the command cannot be started.
    """
    someone = persona(persona_id)
    picture = photo(someone.card.head) if someone.card else None
    material = issue_card(someone, Pki.make(now), picture, now)
    with tempfile.TemporaryDirectory(prefix="pcsc-") as folder, PrivatePcsc(Path(folder)) as service:
        service.insert(material)
        environment = {**os.environ, SOCKET_VARIABLE: service.socket}
        return subprocess.run(list(command), env=environment, check=False).returncode
