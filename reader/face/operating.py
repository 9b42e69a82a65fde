"""The operating point of another model: fitted by `kiosk face calibrate`, kept beside the file, good for that very file alone."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from reader.face.matcher import ModelsMissing, OperatingPoint

REMEDY = "fit one with kiosk face calibrate"


def point_file(model: Path) -> Path:
    """Beside the model: what `kiosk face calibrate` found."""
    return model.with_suffix(model.suffix + ".point.json")


def kept_point(model: Path, digest: str) -> OperatingPoint:
    """What was fitted for this very file.

    Raises:
        ModelsMissing: nothing, or for another file.
    """
    path = point_file(model)
    try:
        kept = json.loads(path.read_text("utf-8"))
        if kept.pop("sha256") != digest:
            raise ModelsMissing(f"{path} was fitted for another file: {REMEDY}")
        return OperatingPoint(**kept)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ModelsMissing(f"{path} holds no operating point for {model.name}: {REMEDY}") from error


def keep_point(model: Path, digest: str, point: OperatingPoint) -> Path:
    """Write the operating point down, for the file of this digest alone."""
    path = point_file(model)
    path.write_text(json.dumps({"sha256": digest, **asdict(point)}, indent=1) + "\n", "utf-8")
    return path
