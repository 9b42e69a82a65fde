"""Patch looks at its own output: what the checks find there and did not find in what came in. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.claims.checks.check import check
from kiosk.claims.checks.rules import Finding
from kiosk.claims.file.uke import Lines, read


@dataclass(frozen=True, slots=True)
class Verified:
    """`new` are findings of the outgoing files, more than came in; `gone` says how many that came in are no more."""

    new: tuple[Finding, ...]
    gone: int


def verified(came: Iterable[Lines], out: Sequence[bytes]) -> Verified:
    """By rule, record and field: lines and numbers move when a claim does."""
    before = [finding for lines in came for finding in check(lines)]
    after = [finding for data in out for finding in check(read(data))]
    spare = Counter(map(_kind, before))
    new = []
    for finding in after:
        kind = _kind(finding)
        if spare[kind]:
            spare[kind] -= 1
        else:
            new.append(finding)
    return Verified(tuple(new), spare.total())


def _kind(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.record, finding.name
