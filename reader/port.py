"""What a card reader offers. Real hardware and its second implementation stand behind the same two protocols."""

from __future__ import annotations

from typing import Protocol


class CardSession(Protocol):
    """An exclusive connection to one card."""

    def transmit(self, command: bytes) -> bytes:
        """Send one command APDU, return the response APDU (data and two status bytes).

        Raises:
            CardGone: the card was pulled.
            CardMute: no answer within the deadline.
            ReaderGone: the reader or its service went away.
        """
        ...

    def close(self) -> None:
        """Reset the card and let go. Never raises."""
        ...


class CardReader(Protocol):
    """A slot that may hold a card."""

    @property
    def name(self) -> str: ...

    def connect(self) -> CardSession:
        """Open the card exclusively.

        Raises:
            CardGone: no card lies there.
            ReaderBusy: another program holds it.
            ReaderGone: no such reader, or no PC/SC service.
        """
        ...
