"""What our thirty lines over dlib measure is what the library face_recognition measures of the same face."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

PROGRAM = """
import face_recognition, numpy
from hardware_mocks.heads.photographs import still
from reader.face.matchers.resnet import DlibMatcher

ours, image = DlibMatcher(), still("stranger_1", "frontal", 0)
(face,) = ours.faces(image)
rgb = numpy.ascontiguousarray(image[:, :, ::-1])
(box,) = face_recognition.face_locations(rgb, number_of_times_to_upsample=0)
(theirs,) = face_recognition.face_encodings(rgb, [box], model="small")
print(box == (face.top, face.right, face.bottom, face.left), float(abs(ours.embedding(image, face).values - theirs).max()))
"""


def test_an_embedding_is_the_librarys_to_the_bit() -> None:
    if find_spec("face_recognition") is None:
        pytest.skip("NOT RUN: face_recognition is not installed")
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "0.0"]
