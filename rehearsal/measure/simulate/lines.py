"""A simulation's figures as facts for JSON lines, each with a sentence for people. Every one says that it is simulated."""

from __future__ import annotations

from collections.abc import Iterator

from rehearsal.measure.population.mislinks import CHANNELS
from rehearsal.measure.simulate.beside import Method, NotRun, better, methods
from rehearsal.measure.simulate.intervals import Share
from rehearsal.measure.simulate.rules import ALWAYS, POLICIES
from rehearsal.measure.simulate.run import STREAMS, Simulated
from rehearsal.measure.simulate.streams import TRUE
from rehearsal.measure.simulate.tally import ALARM, ASKED, STOPPED, Tally
from rehearsal.measure.simulate.targets import targets

Line = tuple[dict[str, object], str]
PRIORS = (0.00006, 0.0012)
"""Wrong links among all, from the lowest to the highest kind of register in the review of 2023."""
GROUPS = ("foreign", "newborn", "")
_ERRORS_TOLD = 8
_ADDRESSES = {"as filed": None, "shown": True, "not shown": False}


def percent(share: Share) -> str:
    low, high = share.interval
    return f"{share.value:.3%} ({low:.3%}–{high:.3%})"


def lines(found: Simulated) -> Iterator[Line]:
    """Everything, in the order in which it is read."""
    yield _heading(found)
    for noise, at in found.at.items():
        for stream in STREAMS:
            yield from _stream(noise, stream, at.streams[stream])
        yield from _groups(noise, at.streams[TRUE])
        yield from _rules(noise, at.streams[TRUE])
        yield from _reasons(noise, at.streams[TRUE])
        yield from _questions(found, noise)
        yield from _missed(found, noise)
    among = methods(found)
    yield from _methods(found, among)
    yield from _closing(found, among)


def _simulated(kind: str, **facts: object) -> dict[str, object]:
    return {"kind": kind, "simulated": True, **facts}


def _heading(found: Simulated) -> Line:
    wishes = found.wishes
    facts = _simulated(
        "simulation",
        generator=found.version,
        seed=wishes.seed,
        digest=found.digest,
        patients=wishes.patients,
        per_channel=wishes.per_channel,
    )
    return facts, (
        f"SIMULATED people and mis-links, none of them real. Generator {found.version}, seed {wishes.seed}, pairs {found.digest[:16]}…; "
        f"{wishes.patients:,} true links and {wishes.per_channel:,} of each channel at each noise. 95 % intervals (Wilson)."
    )


def _stream(noise: int, stream: str, tally: Tally) -> Iterator[Line]:
    cause = next((each.cause for each in CHANNELS if each.id == stream), "the patient's own record")
    yield {}, f"\n×{noise}  {stream}: {cause}"
    for policy in POLICIES:
        for addresses, shown in _ADDRESSES.items():
            stop = tally.share(policy, STOPPED, shown=shown)
            ask, alarm = tally.share(policy, ASKED, shown=shown), tally.share(policy, ALARM, shown=shown)
            facts = _simulated(
                "stream",
                noise=noise,
                stream=stream,
                policy=policy,
                addresses=addresses,
                stop=stop.as_facts(),
                ask=ask.as_facts(),
                ask_or_stop=alarm.as_facts(),
            )
            sentence = f"    {policy:<20} address {addresses:<9} stop {percent(stop):<28} ask or stop {percent(alarm)}"
            yield facts, sentence


def _groups(noise: int, tally: Tally) -> Iterator[Line]:
    yield {}, f"\n×{noise}  true links by group, absent address asks"
    for group in GROUPS:
        stop, ask = tally.share_of_group(group, STOPPED), tally.share_of_group(group, ASKED)
        facts = _simulated("group", noise=noise, group=group, stop=stop.as_facts(), ask=ask.as_facts())
        yield (
            facts,
            f"    {group or 'everybody else':<20} of {stop.count:<7} stop {percent(stop):<28} ask {percent(ask)}",
        )


def _rules(noise: int, tally: Tally) -> Iterator[Line]:
    yield {}, f"\n×{noise}  true links by the rule that decided"
    for policy in POLICIES:
        for rule, share in tally.by_rule(policy).items():
            facts = _simulated("decided_by", noise=noise, policy=policy, rule=rule, share=share.as_facts())
            yield facts, f"    {policy:<20} {rule:<22} {percent(share)}"


def _reasons(noise: int, tally: Tally) -> Iterator[Line]:
    """How many true links each field rule had a part in, and which errors stand behind each question or stop."""
    for rule, count in tally.field_rules.most_common():
        share = Share(count, tally.compared)
        facts = _simulated("field_rule", noise=noise, rule=rule, share=share.as_facts())
        yield facts, f"×{noise}  field rule {rule:<12} in {share.value:.3%} of true links"
    for rule in tally.by_rule(ALWAYS):
        errors = {error: count for (each, error), count in tally.marks.most_common() if each == rule}
        if errors:
            told = ", ".join(f"{error} {count}" for error, count in list(errors.items())[:_ERRORS_TOLD])
            facts = _simulated("errors_behind", noise=noise, rule=rule, errors=errors)
            yield facts, f"×{noise}  errors on true links behind {rule}: {told}"


def _questions(found: Simulated, noise: int) -> Iterator[Line]:
    asked = found.at[noise].questions
    for policy in POLICIES:
        first, again = asked.at_first(policy), asked.at_return(policy)
        facts = _simulated(
            "questions", noise=noise, policy=policy, first=first.as_facts(), again=again.as_facts()
        )
        yield (
            facts,
            f"×{noise}  questions in 100 visits, {policy}: first {100 * first.value:.1f}, return {100 * again.value:.1f}",
        )


def _missed(found: Simulated, noise: int) -> Iterator[Line]:
    """Of a million receptions, by the assumed mix of causes and the reviewed registers' shares of wrong links."""
    streams = found.at[noise].streams
    for policy in POLICIES:
        through = sum(each.share * (1 - streams[each.id].share(policy, ALARM).value) for each in CHANNELS)
        few, many = (prior * through * 1e6 for prior in PRIORS)
        alarms = streams[TRUE].share(policy, ALARM).value
        facts = _simulated(
            "missed",
            noise=noise,
            policy=policy,
            missed_in_a_million=[few, many],
            first_receptions_per_alarm=1 / alarms,
        )
        sentence = (
            f"×{noise}  {policy}: {few:.3f} to {many:.3f} wrong links pass unasked in a million receptions "
            f"(assumed mix of causes); an alarm every {1 / alarms:.1f} first receptions"
        )
        yield facts, sentence


def _methods(found: Simulated, among: list[Method | NotRun]) -> Iterator[Line]:
    yield (
        {},
        "\nBeside the baselines, noise ×1: alarms on true links, then on the channels (mean, least, namesakes in kanji)",
    )
    for each in among:
        if isinstance(each, NotRun):
            yield (
                _simulated("method", method=each.name, not_run=each.remedy),
                f"    {each.name}: NOT RUN, {each.remedy}",
            )
            continue
        shares = {stream: each.alarms[stream].value for stream in STREAMS[1:]}
        facts = _simulated(
            "method", method=each.name, false_alarms=each.false_alarms.as_facts(), detection=shares
        )
        mean, least = sum(shares.values()) / len(shares), min(shares.values())
        yield (
            facts,
            f"    {each.name:<44} {each.false_alarms.value:8.3%}   {mean:8.2%} {least:8.2%} {shares['same_kanji_other_address']:8.2%}",
        )
    if found.splink:
        per_pair = found.splink.seconds / found.splink.pairs * 1e6
        facts = _simulated(
            "splink", seconds=found.splink.seconds, pairs=found.splink.pairs, us_per_pair=per_pair
        )
        yield (
            facts,
            f"    splink: {found.splink.seconds:.1f} s for {found.splink.pairs:,} pairs with training ({per_pair:.0f} µs a pair)",
        )


def _closing(found: Simulated, among: list[Method | NotRun]) -> Iterator[Line]:
    for worse in better(among):
        facts = _simulated("beaten_by", baseline=worse.baseline, ours=worse.ours, channel=worse.channel)
        yield facts, f"    {worse.baseline} is not behind {worse.ours} on {worse.channel}"
    tallies = [tally for at in found.at.values() for tally in at.streams.values()]
    cost = sum(each.seconds for each in tallies) / max(1, sum(each.compared for each in tallies)) * 1e6
    yield _simulated("cost", us_per_comparison=cost), f"\n{cost:.0f} µs a comparison, both policies decided"
    silent = ", ".join(found.silent_rules) or "none"
    yield _simulated("silent_rules", rules=list(found.silent_rules)), f"rules that never fired: {silent}"
    yield {}, ""
    for each in targets(found, among):
        facts = _simulated(
            "target",
            target=each.name,
            met=each.met,
            of=each.of,
            found=each.found.as_facts() if each.found else None,
        )
        yield facts, f"{'met    ' if each.met else 'NOT MET'} {each.name}{_figure(each.found, each.of)}"


def _figure(share: Share | None, of: str) -> str:
    return f": {percent(share)} {of}" if share else ""
