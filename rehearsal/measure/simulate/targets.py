"""What the cross-check has to reach in the simulation, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rehearsal.measure.simulate.beside import Method, NotRun, better
from rehearsal.measure.simulate.intervals import Share
from rehearsal.measure.simulate.rules import ALWAYS, GATED
from rehearsal.measure.simulate.run import STREAMS, Simulated
from rehearsal.measure.simulate.streams import TRUE
from rehearsal.measure.simulate.tally import ALARM, ASKED, STOPPED

STOP_AT_MOST = 0.0002
STOP_OF_GROUP_AT_MOST = 0.005
CAUGHT_AT_LEAST = ((1, ALWAYS, 0.995), (1, GATED, 0.98), (4, ALWAYS, 0.97), (4, GATED, 0.97))
"""(noise, policy, smallest share that is asked or stopped in any channel)."""
FIRST_AT_MOST, RETURN_AT_MOST = 0.36, 0.08


@dataclass(frozen=True, slots=True)
class Target:
    """`found` is the figure's share; `of` names the stream it comes from."""

    name: str
    met: bool
    found: Share | None = None
    of: str = ""


def targets(found: Simulated, among: list[Method | NotRun]) -> Iterator[Target]:
    """Those that this run can judge."""
    if 1 in found.at:
        stop = found.at[1].streams[TRUE].share(ALWAYS, STOPPED)
        yield Target("×1: true links stopped, at most 0.02 %", stop.value <= STOP_AT_MOST, stop, TRUE)
        for group in ("foreign", "newborn"):
            share = found.at[1].streams[TRUE].share_of_group(group, STOPPED)
            met = share.value <= STOP_OF_GROUP_AT_MOST
            yield Target(f"×1: true links of a group stopped, at most 0.5 %: {group}", met, share, TRUE)
    for noise, policy, least in CAUGHT_AT_LEAST:
        if noise in found.at:
            stream, share = _least_caught(found, noise, policy)
            name = f"×{noise}, {policy}: every channel asked or stopped, at least {least:.1%}"
            yield Target(name, share.value >= least, share, stream)
    if 1 in found.at:
        first = found.at[1].streams[TRUE].share(ALWAYS, ASKED)
        again = found.at[1].questions.at_return(ALWAYS)
        yield Target("×1: questions at first visits, at most 36 in 100", first.value <= FIRST_AT_MOST, first)
        yield Target("×1: questions at return visits, at most 8 in 100", again.value <= RETURN_AT_MOST, again)
    if any(isinstance(each, Method) and not each.ours for each in among):
        yield Target("×1: no baseline with as few false alarms finds more", not better(among))


def _least_caught(found: Simulated, noise: int, policy: str) -> tuple[str, Share]:
    streams = found.at[noise].streams
    shares = [(each, streams[each].share(policy, ALARM)) for each in STREAMS[1:]]
    return min(shares, key=lambda pair: pair[1].value)
