"""Two pictures: detection of each channel against noise, and detection against false alarms beside the baselines."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from rehearsal.measure.simulate.beside import Method, methods
from rehearsal.measure.simulate.rules import ALWAYS, POLICIES
from rehearsal.measure.simulate.run import STREAMS, Simulated
from rehearsal.measure.simulate.tally import ALARM, STOPPED

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_INCHES = (11, 6)
_COLOURS = 10
"""After so many lines the colours begin anew."""
_LEAST_SHOWN = 96
_MARKERS = {"equality,": "D", "three": "v", "rapidfuzz": "s"}


def plots(found: Simulated, folder: Path) -> list[Path]:
    """PNG files into the folder; needs matplotlib."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {"detection_by_noise.png": _by_noise(found), "beside_baselines.png": _beside(found)}
    for name, figure in drawn.items():
        figure.tight_layout()
        figure.savefig(folder / name, dpi=110)
    return [folder / name for name in drawn]


def _blank() -> Figure:
    figure: Figure = import_module("matplotlib.figure").Figure(figsize=_INCHES)
    return figure


def _by_noise(found: Simulated) -> Figure:
    figure = _blank()
    panels = (
        ("stopped", ALWAYS, STOPPED),
        *((f"asked or stopped, {policy}", policy, ALARM) for policy in POLICIES),
    )
    axes = figure.subplots(1, len(panels))
    for axis, (title, policy, decisions) in zip(axes, panels, strict=True):
        for number, stream in enumerate(STREAMS[1:]):
            tallies = [at.streams[stream] for at in found.at.values()]
            shares = [100 * each.share(policy, decisions).value for each in tallies]
            style = "-" if number < _COLOURS else "--"
            axis.plot(list(found.at), shares, marker="o", linestyle=style, label=stream)
        axis.set_title(title, fontsize=9)
        axis.set(xlabel="noise ×", xticks=list(found.at))
        if decisions == ALARM:
            axis.set_ylim(_LEAST_SHOWN, 100.2)
    axes[0].set_ylabel("% of mis-links (simulated)")
    axes[-1].legend(fontsize=6, loc="lower right")
    return figure


def _beside(found: Simulated) -> Figure:
    figure = _blank()
    axis = figure.subplots()
    for each in methods(found):
        if isinstance(each, Method):
            false = 100 * each.false_alarms.value
            shares = [100 * each.alarms[stream].value for stream in STREAMS[1:]]
            marker = "*" if each.ours else _MARKERS.get(each.name.split()[0], "o")
            axis.scatter([false], [sum(shares) / len(shares)], marker=marker, s=80, label=each.name)
            axis.scatter([false], [min(shares)], marker=marker, s=20, color="grey")
    axis.set(
        xlabel="alarms on true links, % (simulated, noise ×1)",
        ylabel="alarms on mis-links, %: mean of the channels; grey: the least",
        xscale="symlog",
    )
    axis.legend(fontsize=6, loc="lower right")
    return figure
