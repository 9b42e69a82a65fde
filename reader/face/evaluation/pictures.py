"""Pictures of an evaluation: read, put into the chip's or a camera's condition, and turned into an embedding once each."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from reader.errors import PhotoUnreadable
from reader.face.card_condition import composed, pressed
from reader.face.compare import photo_embedding
from reader.face.found import Face
from reader.face.matcher import Embedding, Matcher
from reader.face.photo import decoded_photo
from reader.frame import Image

LARGEST = 1000
"""Longer side in pixels above which a picture is shrunk first; a camera's frame is no larger."""
FRAME = (480, 640)
FACE_IN_FRAME = 0.40
"""Height of the brows-to-chin box in heights of the frame."""


@dataclass(slots=True)
class Embedded:
    """Embeddings by picture and condition. A picture without a single face is remembered with the reason."""

    matcher: Matcher
    known: dict[tuple[Path, str], Embedding | str] = field(default_factory=dict)

    def reference(self, path: Path, *, card_photo: bool) -> Embedding:
        """Raises PhotoUnreadable."""
        return self._once(path, "card", self._card) if card_photo else self.probe(path)

    def probe(self, path: Path) -> Embedding:
        """Raises PhotoUnreadable."""
        return self._once(path, "", self._of)

    def look(self, path: Path, number: int) -> Embedding:
        """What a camera would see of the person at one moment of a visit. Raises PhotoUnreadable."""
        return self._once(path, f"look {number}", lambda image: self._of(self._seen(image, path, number)))

    def _once(self, path: Path, condition: str, make: Callable[[Image], Embedding]) -> Embedding:
        key = (path, condition)
        if key not in self.known:
            try:
                self.known[key] = make(read(path))
            except PhotoUnreadable as fault:
                self.known[key] = str(fault)
        kept = self.known[key]
        if isinstance(kept, str):
            raise PhotoUnreadable(kept)
        return kept

    def _card(self, image: Image) -> Embedding:
        return photo_embedding(decoded_photo(pressed(composed(image, self._face(image)))), self.matcher)

    def _of(self, image: Image) -> Embedding:
        return self.matcher.embedding(image, self._face(image))

    def _seen(self, image: Image, path: Path, number: int) -> Image:
        seed = zlib.crc32(f"{path.name} {number}".encode())
        return camera_look(image, self._face(image), np.random.default_rng(seed))

    def _face(self, image: Image) -> Face:
        faces = self.matcher.faces(image) or self.matcher.faces(image, upsample=1)
        if len(faces) != 1:
            raise PhotoUnreadable(f"the picture shows {len(faces)} faces")
        return faces[0]


def camera_look(image: Image, face: Face, rng: np.random.Generator) -> Image:
    """A frame of 640 x 480: head tilted by up to 6 degrees, light from a side, blur, noise, JPEG."""
    height, width = FRAME
    scale = FACE_IN_FRAME * height / face.size * rng.uniform(0.9, 1.1)
    across, down = (face.left + face.right) / 2, (face.top + face.bottom) / 2
    move = cv2.getRotationMatrix2D((across, down), rng.uniform(-6, 6), scale)
    move[:, 2] += np.array([width / 2, height * 0.52]) - np.array([across, down])
    frame = cv2.warpAffine(
        image, move, (width, height), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    light = np.linspace(1 - (side := rng.uniform(-0.35, 0.35)), 1 + side, width)[None, :, None]
    lit = 255 * np.clip(frame / 255.0 * light, 0, 1) ** rng.uniform(0.75, 1.4)
    soft = cv2.GaussianBlur(lit, (0, 0), rng.uniform(0.5, 1.2))
    noisy = np.clip(soft + rng.normal(0, 3, soft.shape), 0, 255).astype(np.uint8)
    _, data = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 85])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)


def read(path: Path) -> Image:
    """Read a picture file, whatever OpenCV decodes.

    Raises:
        PhotoUnreadable: it decodes nothing.
    """
    data = np.frombuffer(path.read_bytes(), np.uint8) if path.is_file() else np.empty(0, np.uint8)
    image = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    if image is None:
        raise PhotoUnreadable(f"{path.name} is no readable picture")
    scale = min(1.0, LARGEST / max(image.shape[:2]))
    return np.asarray(
        cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )
