"""Whether a port can be had, asked before anything slow is begun."""

from __future__ import annotations

import errno
import socket

from kiosk.commands.table import Refused

LOOPBACK = "127.0.0.1"


def refuse_taken(port: int, option: str) -> None:
    """Raises Refused, naming the `option` that chooses another port. Port 0 is any free one and never taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except (OSError, OverflowError) as error:
            why = "is taken by another program" if _taken(error) else f"cannot be had ({error})"
            raise Refused(f"port {port} {why}: choose another with {option}") from error


def _taken(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno == errno.EADDRINUSE
