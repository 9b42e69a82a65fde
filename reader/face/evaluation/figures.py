"""Two pictures of an evaluation as SVG: the trade between both errors, and where the scores lie. Needs matplotlib."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

INCHES = (9, 5)
Split = tuple[Sequence[float], Sequence[float]]
"""Scores of one person's pictures, and those of strangers."""


def drawn(scores: Mapping[str, tuple[Split, bool, float]], whose: str, folder: Path) -> list[Path]:
    """`scores`: by matcher, with whether a higher one is nearer and the threshold. Writes det.svg and scores.svg."""
    figure = import_module("matplotlib.figure").Figure
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _det(figure(figsize=INCHES), scores, whose, folder),
        _bars(figure(figsize=INCHES), scores, whose, folder),
    ]


def trade(split: Split, *, higher: bool) -> tuple[list[float], list[float]]:
    """False match and false non-match rate at every threshold that changes either."""
    sign = 1.0 if higher else -1.0
    same, other = np.sort(sign * np.array(split[0])), np.sort(sign * np.array(split[1]))
    at = np.unique(np.concatenate([same, other]))
    wrong = 1 - np.searchsorted(other, at, side="left") / max(len(other), 1)
    missed = np.searchsorted(same, at, side="left") / max(len(same), 1)
    return [float(each) for each in wrong], [float(each) for each in missed]


def _det(figure: Any, scores: Mapping[str, tuple[Split, bool, float]], whose: str, folder: Path) -> Path:  # noqa: ANN401
    axis = figure.subplots()
    for name, (split, higher, _) in scores.items():
        axis.plot(*trade(split, higher=higher), label=name)
    axis.set(
        xscale="symlog",
        yscale="symlog",
        xlabel="false match rate",
        ylabel="false non-match rate",
        title=whose,
    )
    for scale in (axis.set_xscale, axis.set_yscale):
        scale("symlog", linthresh=1e-4)
    axis.legend()
    return _saved(figure, folder / "det.svg")


def _bars(figure: Any, scores: Mapping[str, tuple[Split, bool, float]], whose: str, folder: Path) -> Path:  # noqa: ANN401
    axes = figure.subplots(1, len(scores), squeeze=False)[0]
    for axis, (name, (split, _, threshold)) in zip(axes, scores.items(), strict=True):
        for values, label in zip(split, ("one person", "strangers"), strict=True):
            axis.hist(values, bins=60, density=True, alpha=0.6, label=label)
        axis.axvline(threshold, color="black", linewidth=1)
        axis.set(title=name, xlabel="score")
        axis.legend()
    figure.suptitle(whose)
    return _saved(figure, folder / "scores.svg")


def _saved(figure: Any, path: Path) -> Path:  # noqa: ANN401
    figure.tight_layout()
    figure.savefig(path)
    return path
