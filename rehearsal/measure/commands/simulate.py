"""A simulated population with mis-links: what the cross-check finds of each cause, and whom it bothers for nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.table import Refused
from rehearsal.measure.simulate.baselines import REMEDY, installed
from rehearsal.measure.simulate.clinic import CLINIC
from rehearsal.measure.simulate.lines import lines
from rehearsal.measure.simulate.plots import plots
from rehearsal.measure.simulate.rules import of_the_kiosk
from rehearsal.measure.simulate.run import Simulated, simulated
from rehearsal.measure.simulate.streams import NOISES, TRUE, Wishes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--patients", type=int, default=30_000, metavar="N", help="true links at each noise")
    parser.add_argument("--per-channel", type=int, default=2_000, metavar="N", help="mis-links of each cause")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=int, choices=NOISES, help="default: all of them")
    parser.add_argument("--jobs", type=int, default=1, choices=(1, 2), help="processes")
    parser.add_argument("--plots", type=Path, metavar="DIR", help="pictures into this folder")
    parser.add_argument(
        "--examples", type=int, default=0, metavar="N", help="print N true links for each rule"
    )
    parser.add_argument(
        "--clinic",
        type=int,
        default=CLINIC,
        metavar="N",
        help="patients in the table that the common-name gate counts in",
    )
    parser.add_argument("--no-baselines", action="store_true", help="the rules alone")


def run(chosen: argparse.Namespace, console: Console) -> int:
    """0 when it ran; whether the targets are met stands in the lines."""
    if min(chosen.patients, chosen.per_channel, chosen.clinic) < 1:
        raise Refused("--patients, --per-channel and --clinic take a number of at least 1")
    if chosen.plots and not installed("matplotlib"):
        raise Refused(f"--plots needs matplotlib: {REMEDY}")
    wishes = Wishes(
        patients=chosen.patients,
        per_channel=chosen.per_channel,
        seed=chosen.seed,
        noises=(chosen.noise,) if chosen.noise else NOISES,
        jobs=chosen.jobs,
        examples=chosen.examples,
        clinic=chosen.clinic,
        baselines=not chosen.no_baselines,
    )
    found = simulated(wishes, of_the_kiosk, console.complain)
    for facts, sentence in lines(found):
        if facts or not console.as_json:
            console.tell(facts, sentence)
    _examples(found, console)
    for file in plots(found, chosen.plots) if chosen.plots else ():
        console.tell({"kind": "plot", "simulated": True, "file": str(file)}, str(file))
    return 0


def _examples(found: Simulated, console: Console) -> None:
    for noise, at in found.at.items():
        for each in at.streams[TRUE].examples:
            shown, held = (dict(side._asdict()) for side in each.pair[:2])
            facts = {
                "kind": "example",
                "simulated": True,
                "noise": noise,
                "rule": each.rule,
                "displayed": shown,
                "held": held,
            }
            console.tell(facts | {"errors": list(each.pair.marks)})
