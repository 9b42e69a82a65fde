"""The matcher's package ends the interpreter with success when its own dependency is missing: so the import is proved."""

from __future__ import annotations

import subprocess
import sys


def test_hazard_face_recognition_is_really_imported_and_does_not_quit_silently() -> None:
    program = "import warnings; warnings.simplefilter('ignore'); import face_recognition; print('imported ' + face_recognition.__version__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "imported 1.2.3"


def test_what_the_kiosk_imports_loads_no_model() -> None:
    program = (
        "import sys, reader.face.process, reader.face.requests; print('face_recognition' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
