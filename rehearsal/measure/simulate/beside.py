"""The baselines brought to comparable false alarms, and whether any of them is better anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rehearsal.measure.simulate.baselines import EQUALITY, RAPIDFUZZ, REMEDY, SPLINK
from rehearsal.measure.simulate.intervals import Share
from rehearsal.measure.simulate.rules import ALWAYS, GATED
from rehearsal.measure.simulate.run import STREAMS, Simulated
from rehearsal.measure.simulate.streams import TRUE
from rehearsal.measure.simulate.tally import ALARM, STOPPED

SAME_KANJI = "same_kanji_other_address"
ABOUT_A_TENTH = 0.10


@dataclass(frozen=True, slots=True)
class Method:
    """One method at one threshold, noise ×1: the share of alarms in each stream. `ours` is the kiosk's own."""

    name: str
    alarms: Mapping[str, Share]
    ours: bool = False

    @property
    def false_alarms(self) -> Share:
        return self.alarms[TRUE]


@dataclass(frozen=True, slots=True)
class NotRun:
    name: str
    remedy: str = REMEDY


def methods(found: Simulated) -> list[Method | NotRun]:
    """Ours and the baselines; empty where noise ×1 was not simulated."""
    if 1 not in found.at:
        return []
    ours = list(_ours(found))
    wanted = (*(each.false_alarms.value for each in ours), ABOUT_A_TENTH)
    beside: list[Method | NotRun] = [*ours, *_equality(found)] if found.wishes.baselines else [*ours]
    if found.wishes.baselines:
        scores = {stream: tally.scores.get(RAPIDFUZZ, []) for stream, tally in found.at[1].streams.items()}
        beside += list(_by_threshold(RAPIDFUZZ, scores, wanted))
        beside += list(_by_threshold(SPLINK, found.splink.scores if found.splink else {}, wanted))
    return beside


def _ours(found: Simulated) -> Iterator[Method]:
    streams = found.at[1].streams
    for name, policy, decisions in (
        ("rules, stop", ALWAYS, STOPPED),
        ("rules, ask or stop (common-name gate)", GATED, ALARM),
        ("rules, ask or stop (absent address asks)", ALWAYS, ALARM),
    ):
        yield Method(
            name, {each: tally.share(policy, decisions) for each, tally in streams.items()}, ours=True
        )


def _equality(found: Simulated) -> Iterator[Method]:
    for name in EQUALITY:
        scores = {stream: tally.scores[name] for stream, tally in found.at[1].streams.items()}
        yield Method(name, {stream: _below(values, 0.5) for stream, values in scores.items()})


def _by_threshold(
    name: str, scores: Mapping[str, Sequence[float]], wanted: Sequence[float]
) -> Iterator[Method | NotRun]:
    if not scores.get(TRUE):
        yield NotRun(name)
        return
    ordered = sorted(scores[TRUE])
    for share in wanted:
        threshold = ordered[min(int(share * len(ordered)), len(ordered) - 1)]
        alarms = {stream: _below(scores[stream], threshold) for stream in STREAMS}
        yield Method(f"{name}, below {threshold:.4g}", alarms)


def _below(values: Sequence[float], threshold: float) -> Share:
    return Share(sum(each < threshold for each in values), len(values))


@dataclass(frozen=True, slots=True)
class Better:
    """A baseline with false alarms not above ours that finds more in a channel, beyond chance."""

    baseline: str
    ours: str
    channel: str


def better(among: Sequence[Method | NotRun]) -> list[Better]:
    """Where a baseline beats one of our policies; and where it is not beaten on namesakes in kanji too."""
    ours = [each for each in among if isinstance(each, Method) and each.ours and "ask" in each.name]
    others = [each for each in among if isinstance(each, Method) and not each.ours]
    pairs = [(mine, other) for mine in ours for other in others if _comparable(mine, other)]
    return [
        Better(other.name, mine.name, channel)
        for mine, other in pairs
        for channel in STREAMS[1:]
        if _beaten(channel)(mine.alarms[channel], other.alarms[channel])
    ]


def _comparable(mine: Method, other: Method) -> bool:
    return other.false_alarms.value <= mine.false_alarms.value


def _beaten(channel: str) -> Callable[[Share, Share], bool]:
    if channel == SAME_KANJI:
        return lambda mine, other: mine.interval[0] <= other.interval[1]
    return lambda mine, other: mine.interval[1] < other.interval[0]
