"""A contact sheet of all heads for a person's eyes: `python -m hardware_mocks.heads.sheet OUT.png`."""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from hardware_mocks.heads.fields import Image
from hardware_mocks.heads.photographs import FOLDER, chip_photo, clip, stored
from reader.face.photo import decoded_photo

ACROSS = 4


def row_of(head_id: str, folder: Path) -> Image:
    """Chip photograph and two live frames of one head, 150 pixels high, with its id."""
    frames = clip(head_id, "frontal", folder)
    pictures = [decoded_photo(chip_photo(head_id, folder)), frames[0][:, 100:540], frames[1][:, 100:540]]
    row = np.hstack(
        [
            cv2.resize(each, (round(150 * each.shape[1] / each.shape[0]), 150), interpolation=cv2.INTER_AREA)
            for each in pictures
        ]
    )
    cv2.putText(row, head_id, (4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (40, 40, 200), 1, cv2.LINE_AA)
    return np.asarray(row, dtype=np.uint8)


def contact_sheet(folder: Path = FOLDER) -> Image:
    """Everybody on one picture."""
    rows = [row_of(head_id, folder) for head_id in stored()]
    rows += [np.zeros_like(rows[0])] * (-len(rows) % ACROSS)
    return np.vstack([np.hstack(rows[at : at + ACROSS]) for at in range(0, len(rows), ACROSS)])


def main() -> None:
    """Write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out
    out.write_bytes(cv2.imencode(".png", contact_sheet())[1].tobytes())


if __name__ == "__main__":
    main()
