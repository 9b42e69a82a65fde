"""Whether the face models that `kiosk face models` fetches are on this machine; without them their tests are NOT RUN."""

from __future__ import annotations

import pytest

from reader.face.weights import missing

needs_weights = pytest.mark.skipif(
    bool(missing()), reason="NOT RUN: the face models are missing (kiosk face models)"
)
