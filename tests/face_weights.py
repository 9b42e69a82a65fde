"""Whether the face models that `kiosk face models` fetches are on this machine; without them their tests are NOT RUN."""

from __future__ import annotations

import pytest

from reader.face.matcher import ModelsMissing
from reader.face.weights import FILES, weights


def here() -> bool:
    try:
        for each in FILES:
            weights(each)
    except ModelsMissing:
        return False
    return True


needs_weights = pytest.mark.skipif(
    not here(), reason="NOT RUN: the face models are missing (kiosk face models)"
)
