"""`match compare` and `match duplicates` as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kiosk.matching.decide import compare
from kiosk.matching.duplicates import Row, duplicates
from kiosk.matching.people import KEYS, person_of
from kiosk.matching.report import MatchReport
from kiosk.matching.rules import VERSION

_REMEDY = {
    "ja": '1行に {"displayed":{…},"held":{…}} を書いてください。項目: ' + " ".join(KEYS),
    "en": 'write {"displayed":{…},"held":{…}} on one line, with the keys ' + " ".join(KEYS),
}


class LineError(ValueError):
    """A line that is not the two persons it should be; the message says why, without repeating it."""


def compare_lines(lines: Iterable[str], language: str) -> Iterator[str]:
    """One answer a line: {"decision","rule","question","fields":[…]}, or {"error","remedy","line"}. Empty lines are skipped.

    The line itself is never repeated: it holds a person.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield json.dumps(_answer(number, line, language), ensure_ascii=False)


def duplicate_lines(rows: Iterable[Row], language: str) -> Iterator[str]:
    """`match duplicates`: one finding a line, {"kind","rows":[patient ids],"why"}."""
    for finding in duplicates(rows):
        told = {
            "kind": finding.kind,
            "rows": list(finding.rows),
            "why": finding.say(language) or finding.say("en"),
        }
        yield json.dumps(told, ensure_ascii=False)


def _answer(number: int, line: str, language: str) -> dict[str, object]:
    try:
        return _as_json(_compare(line), language)
    except LineError as unread:
        return {"error": str(unread), "remedy": _REMEDY.get(language, _REMEDY["en"]), "line": number}


def _compare(line: str) -> MatchReport:
    try:
        both = json.loads(line)
    except (ValueError, RecursionError) as failed:
        raise LineError("not JSON") from failed
    if not isinstance(both, dict):
        raise LineError("not an object")
    displayed, held = both.get("displayed"), both.get("held")
    if not isinstance(displayed, dict) or not isinstance(held, dict):
        raise LineError("displayed or held is missing or no object")
    try:
        one, other = person_of(displayed), person_of(held)
    except TypeError as failed:
        raise LineError(str(failed)) from failed
    return compare(one, other)


def _as_json(report: MatchReport, language: str) -> dict[str, object]:
    return {
        "decision": report.decision.value,
        "rule": report.rule,
        "question": report.ask(language) or report.ask("en"),
        "fields": [
            {
                "field": each.field,
                "outcome": each.outcome.value,
                "rules": list(each.rules),
                "sentence": each.say(language) or each.say("en"),
            }
            for each in report.fields
        ],
        "rules_version": VERSION,
    }
