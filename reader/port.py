"""What a reader offers. Real hardware and its second implementation stand behind the same three protocols."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]


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


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Frame:
    """One picture of a camera: height x width x 3, BGR, 8 bit; `taken` in monotonic seconds."""

    image: Image
    taken: float


class Camera(Protocol):
    """A source of frames that is open only while somebody looks."""

    def frames(self) -> Iterator[Frame]:
        """Newest frames, paced by the device; closing the iterator closes the camera.

        Raises:
            CameraGone: it cannot be opened or stopped.
            CameraFrozen: the same picture for longer than a second.
        """
        ...
