"""Two pictures: detection of each channel against noise, and detection against false alarms beside the baselines."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from hardware_mocks.simulate_beside import Method, methods
from hardware_mocks.simulate_rules import POLICIES
from hardware_mocks.simulate_run import STREAMS, Simulated
from hardware_mocks.simulate_tally import ALARM

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_INCHES = (9, 6)


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
    axes = figure.subplots(1, len(POLICIES), sharey=True)
    noises = list(found.at)
    for axis, policy in zip(axes, POLICIES, strict=True):
        for stream in STREAMS[1:]:
            shares = [100 * found.at[noise].streams[stream].share(policy, ALARM).value for noise in noises]
            axis.plot(noises, shares, marker="o", label=stream)
        axis.set(title=policy, xlabel="noise ×", xticks=noises)
    axes[0].set_ylabel("asked or stopped, % (simulated)")
    axes[-1].legend(fontsize=6)
    return figure


def _beside(found: Simulated) -> Figure:
    figure = _blank()
    axis = figure.subplots()
    for each in methods(found):
        if isinstance(each, Method):
            false = 100 * each.false_alarms.value
            shares = [100 * each.alarms[stream].value for stream in STREAMS[1:]]
            marker = "*" if each.ours else "o"
            axis.scatter([false], [sum(shares) / len(shares)], marker=marker, s=80, label=each.name)
            axis.scatter([false], [min(shares)], marker=marker, s=20, color="grey")
    axis.set(
        xlabel="alarms on true links, % (simulated, noise ×1)",
        ylabel="alarms on mis-links, %: mean of the channels; grey: the least",
        xscale="symlog",
    )
    axis.legend(fontsize=6)
    return figure
