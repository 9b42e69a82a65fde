"""Commands that run until they are told to end."""

from __future__ import annotations

from threading import Event

from kiosk.commands.signals import ended_by_signals


def until_told_to_end() -> None:
    """Wait for Ctrl-C or SIGTERM, both of which are the right way to end."""
    with ended_by_signals():
        Event().wait()
