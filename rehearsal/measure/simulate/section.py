"""The proving ground as a section of a document: a run of the simulation, with its size."""

from __future__ import annotations

from rehearsal.measure.simulate.beside import Method, NotRun, methods
from rehearsal.measure.simulate.lines import percent
from rehearsal.measure.simulate.rules import ALWAYS, GATED, of_the_kiosk
from rehearsal.measure.simulate.run import STREAMS, Simulated, simulated
from rehearsal.measure.simulate.streams import TRUE, Wishes
from rehearsal.measure.simulate.tally import ALARM, STOPPED
from rehearsal.measure.simulate.targets import targets


def section(wishes: Wishes) -> str:
    """Markdown for the document of figures."""
    found = simulated(wishes, of_the_kiosk, lambda _: None)
    among = methods(found)
    return "\n".join(
        [_heading(found), *_channels(found), "", *_beside(among), "", *_targets(found, among), ""]
    )


def _heading(found: Simulated) -> str:
    wishes = found.wishes
    return (
        "\n## The cross-check in a simulated population\n\n"
        f"SIMULATED: nobody in it exists. `python -m hardware_mocks simulate --patients {wishes.patients} --seed {wishes.seed}`, generator "
        f"{found.version}, digest `{found.digest[:16]}`; {wishes.patients:,} true links and {wishes.per_channel:,} of each channel at each "
        "noise. Rates other than that of ● are assumptions, each a named parameter. 95 % intervals (Wilson).\n\n"
        "| stream | stop ×1 | ask or stop ×1 | with the common-name gate ×1 | ×2 | ×4 |\n| --- | --- | --- | --- | --- | --- |"
    )


def _channels(found: Simulated) -> list[str]:
    rows = []
    for stream in STREAMS:
        tally = found.at[1].streams[stream]
        first = [percent(tally.share(ALWAYS, STOPPED))]
        first += [percent(tally.share(policy, ALARM)) for policy in (ALWAYS, GATED)]
        more = [percent(found.at[noise].streams[stream].share(ALWAYS, ALARM)) for noise in (2, 4)]
        rows.append(f"| {stream.replace('_', ' ')} | {' | '.join([*first, *more])} |")
    return rows


def _beside(among: list[Method | NotRun]) -> list[str]:
    rows = [
        "| method, noise ×1 | alarms on true links | mean of the channels | least | namesakes in kanji |",
        "| --- | --- | --- | --- | --- |",
    ]
    for each in among:
        if isinstance(each, NotRun):
            rows.append(f"| {each.name} | NOT RUN: {each.remedy} | | | |")
            continue
        shares = [each.alarms[stream].value for stream in STREAMS if stream != TRUE]
        cells = (each.false_alarms.value, sum(shares) / len(shares), min(shares))
        rows.append(
            f"| {each.name} | {' | '.join(f'{cell:.2%}' for cell in (*cells, each.alarms['same_kanji_other_address'].value))} |"
        )
    return rows


def _targets(found: Simulated, among: list[Method | NotRun]) -> list[str]:
    return [
        f"- {'met' if each.met else '**not met**'}: {each.name}{f' — {percent(each.found)} {each.of}' if each.found else ''}"
        for each in targets(found, among)
    ] + [f"- rules that never fired: {', '.join(found.silent_rules) or 'none'}"]
