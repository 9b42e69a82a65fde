"""What a camera offers. Real hardware and its second implementation stand behind the same protocol."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]


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
