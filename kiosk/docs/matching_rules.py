"""The rules of the comparison as a page: what explains a field, what does not, and what follows."""

from __future__ import annotations

from kiosk.matching.decisions import DECISIONS, DecisionRule
from kiosk.matching.rules import RULES, Rule

HEAD = """# The comparison of a displayed qualification with what the clinic holds

Made by `scripts/docs` from `kiosk/matching`; a test fails when this page lags behind it.

Each of the five items (漢字氏名, カナ氏名, 性別, 生年月日, 住所) is compared on its own and comes out as AGREE, EXPLAINED by named
rules, NEAR (a slip), DIFFER or UNKNOWN. Then the first decision of the list that fits is taken. Nothing is added up: a record
that was linked to the wrong person was found by some of the items, so those agree and must not outvote the one that does not.
"""
ABOUT_DECISIONS = """Before the list: an answer that names another visit is dropped and never compared. Several patients who fit, several qualifications, a relaxed
search, nothing to compare with yet: each asks, with the list, whatever agrees. A question that staff answered for exactly this
display, insurer and number is not put again; a STOP is never lifted so.
"""


def matching_page() -> str:
    decisions = ("| order | decision | rule | when |\n| --- | --- | --- | --- |", *_numbered(DECISIONS))
    rules = ("| rule | Japanese | English |\n| --- | --- | --- |", *map(_rule, RULES.values()))
    return "\n".join((HEAD, "## Decisions\n", ABOUT_DECISIONS, *decisions, "\n## Rules\n", *rules, ""))


def _numbered(listed: tuple[DecisionRule, ...]) -> list[str]:
    return [
        f"| {place} | {each.decision.value} | `{each.id}` | {each.when} |"
        for place, each in enumerate(listed, start=1)
    ]


def _rule(rule: Rule) -> str:
    return f"| `{rule.id}` | {rule.ja} | {rule.en} |"
