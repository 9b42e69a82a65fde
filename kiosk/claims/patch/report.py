"""What patch did, for people and for programs: before and after of each claim, and what needs a person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from kiosk.claims.checks.rules import RULES
from kiosk.claims.file.differences import Change
from kiosk.claims.file.text import printable
from kiosk.claims.model import Accepted, Payer
from kiosk.claims.patch.patch import Entry, Patched
from kiosk.claims.patch.verified import Verified

PAYERS: Mapping[Payer, str] = {Payer.FUND: "支払基金", Payer.FEDERATION: "国保連"}
NOTHING = "（空欄）"


def entry_facts(entry: Entry, language: str) -> dict[str, object]:
    """One claim as a JSON object."""
    return {
        "claim": entry.number,
        "line": entry.line,
        "chart": entry.patient_id,
        "payer": {"before": entry.filed_with.value, "after": entry.payer.value},
        "sent_as": entry.sent_as,
        "changes": [_change_facts(change) for change in entry.changes],
        "remarks": [
            {
                "id": each.id,
                "detail": each.detail,
                "needs_person": each.asks,
                "sentence": each.say(language),
            }
            for each in entry.remarks
        ],
    }


def _change_facts(change: Change) -> dict[str, object]:
    return {
        "line": change.line,
        "record": change.record,
        "field": change.name,
        "before": change.before,
        "after": change.after,
    }


def summary_facts(patched: Patched, accepted: Accepted | None) -> dict[str, object]:
    return {
        "claims": len(patched.entries),
        "changed": sum(bool(each.changes) for each in patched.entries),
        "need_person": sum(each.asks for each in patched.entries),
        "files": [
            {
                "payer": file.payer.value,
                "claims": file.claims,
                "changes": list(map(_change_facts, file.changes)),
            }
            for file in patched.files
        ],
        "accepted": {"by": accepted.by, "on": accepted.on.isoformat()} if accepted else None,
    }


def json_lines(patched: Patched, accepted: Accepted | None, new: Verified, language: str) -> Iterator[str]:
    """A line for every claim that was changed or remarked on, then the summary with what the checks find now and did not before."""
    for entry in _told(patched):
        yield json.dumps(entry_facts(entry, language), ensure_ascii=False)
    found = [
        {"line": each.line, "record": each.record, "rule": each.rule, "field": each.name} for each in new.new
    ]
    checked = {"checked": {"new": found, "gone": new.gone}}
    yield json.dumps(summary_facts(patched, accepted) | checked, ensure_ascii=False)


def text_lines(patched: Patched, accepted: Accepted | None, new: Verified, language: str) -> Iterator[str]:
    """The same for reading: what needs a person first."""
    told = sorted(_told(patched), key=lambda entry: not entry.asks)
    for entry in told:
        mark = "●" if entry.asks else "○"
        chart = f" カルテ番号 {entry.patient_id}" if entry.patient_id else ""
        yield f"{mark} {entry.number} → {PAYERS[entry.payer]} {entry.sent_as}{chart}"
        yield from (f"    {remark.say(language)}" for remark in entry.remarks)
        yield from (f"    {_change_line(change)}" for change in entry.changes)
    for file in patched.files:
        yield f"{PAYERS[file.payer]}: {file.claims}"
        yield from (f"    {_change_line(change)}" for change in file.changes)
    for finding in new.new:
        rule = next(each for each in RULES if each.id == finding.rule)
        yield f"▲ {finding.line}: {printable(finding.record)} {finding.name} {rule.say(finding.detail, language)}"
    yield f"checked: {len(new.new)} findings that were not there before, {new.gone} no longer there"
    yield _summary(patched, accepted)


LONGEST = 200
"""Lines that somebody may be expected to read on a terminal."""


def folded(lines: Sequence[str], where: object) -> Iterator[str]:
    """The beginning and the last line; how many more stand in the file `where`."""
    if len(lines) <= LONGEST:
        yield from lines
        return
    yield from lines[: LONGEST - 2]
    yield f"… {len(lines) - LONGEST + 1} more lines: {where}"
    yield lines[-1]


def _told(patched: Patched) -> list[Entry]:
    return [entry for entry in patched.entries if entry.changes or entry.remarks]


def _change_line(change: Change) -> str:
    what = " ".join(filter(None, (change.record, change.name)))
    return f"{what}: {_shown(change.before)} → {_shown(change.after)}"


def _shown(value: str) -> str:
    return printable(value) or NOTHING


def _summary(patched: Patched, accepted: Accepted | None) -> str:
    facts = summary_facts(patched, accepted)
    signed = f", unverified choices accepted by {accepted.by} on {accepted.on}" if accepted else ""
    return (
        f"{facts['claims']} claims, {facts['changed']} changed, {facts['need_person']} need a person{signed}"
    )
