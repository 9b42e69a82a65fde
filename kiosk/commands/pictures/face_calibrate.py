"""Fit the operating point of another face model to pairs of pictures, and keep it beside the file."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.pictures.face_evaluate import read_pairs
from kiosk.commands.table import Refused
from reader.face.evaluation.calibrate import FewStrangers, fitted
from reader.face.evaluation.pairs import Pair, evaluate
from reader.face.matcher import ModelsMissing, OperatingPoint
from reader.face.matchers.other import opened
from reader.face.operating import keep_point

TARGET = 1e-3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "model", type=Path, metavar="MODEL", help=".onnx of 112 x 112 pixels, or .dat of dlib's kind"
    )
    parser.add_argument(
        "pairs", type=Path, metavar="PAIRS.csv", help="reference,probe,same: faces like your patients'"
    )
    parser.add_argument("--fmr", type=float, default=TARGET, help="strangers that may be let in, at most")


def run(chosen: argparse.Namespace, console: Console) -> int:
    """Compare all pairs in the chip's condition, fit, write MODEL.point.json."""
    try:
        digest = hashlib.sha256(chosen.model.read_bytes()).hexdigest()
        anything = OperatingPoint(0.0, 0.0, 0.0, nearer_is_higher=chosen.model.suffix != ".dat", known="")
        matcher = opened(chosen.model, digest, anything)
    except ModelsMissing as missing:
        raise Refused(str(missing)) from missing
    pairs = tuple(read_pairs(chosen.pairs))
    lines = evaluate((Pair(each.reference, each.probe) for each in pairs), matcher, anything, card_photo=True)
    scores = [line["score"] for line in lines]
    same = [score for each, score in zip(pairs, scores, strict=True) if each.same and score is not None]
    other = [
        score for each, score in zip(pairs, scores, strict=True) if each.same is False and score is not None
    ]
    try:
        point = fitted(same, other, chosen.fmr, higher=anything.nearer_is_higher)
    except FewStrangers as few:
        raise Refused(str(few)) from few
    kept = keep_point(chosen.model, digest, point)
    facts = {"accept": point.accept, "grey": point.grey, "limit": point.limit, "sha256": digest}
    console.tell(
        {**facts, "known": point.known, "kept": str(kept)},
        f"{point.known}\naccept {point.accept}, grey from {point.grey}, in {kept}\n"
        f'reader.face_model = "{chosen.model}"\nreader.face_model_digest = "{digest}"',
    )
    return 0
