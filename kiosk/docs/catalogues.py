"""The catalogue of troubles and the list of events as pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.observability.events import Catalogue
from kiosk.outage.health import HISTORIES, History
from kiosk.troubles import Mended, Severity, Tell, Trouble

Say = Callable[[str], str]

SEVERITIES: dict[Severity, str] = {
    Severity.STATION: "Staff must mend something: the next visit will have it too",
    Severity.VISIT: "This visit needs staff",
    Severity.NOTICE: "This visit goes another way; nothing is broken",
}

TROUBLES_HEAD = """# Everything that can go wrong

Made by `scripts/docs` from `kiosk/troubles.py` and the catalogues; a test fails when this page lags behind them. The
code stands in the audit and in the log and stays with the visit; the patient reads one sentence alone, the desk reads in
queue and visit what it is and what to do first. The screen of each is at `/preview` in demo mode.
"""

EVENTS_HEAD = """# What is audited and logged

Made by `scripts/docs` from `kiosk/observability/events.toml`; a test fails when this page lags behind it. Values are
codes, numbers and yes or no. `patient` is kept as a keyed digest. Names, PINs and pictures have no key here, so they
have no place in either.
"""


def troubles_page(troubles: tuple[Trouble, ...], say: Sequence[Say]) -> str:
    """One table for each severity, the worst first; `say` gives the sentence of a key, in each language."""
    parts = [TROUBLES_HEAD]
    for severity, title in SEVERITIES.items():
        parts += [
            f"## {title}\n",
            "| code | the patient reads | the desk reads | the desk does first | told |\n| --- | --- | --- | --- | --- |",
        ]
        parts += [_trouble(each, say) for each in troubles if each.severity is severity]
        parts.append("")
    parts += [
        MENDED_HEAD,
        *(f"| `{each.code}` | {MENDED[each.mended]} |" for each in troubles if each.mended),
    ]
    parts += ["", HEALTH_HEAD, *map(_history, HISTORIES), ""]
    return "\n".join(parts)


MENDED: dict[Mended, str] = {
    Mended.LOOKED_AT: "the thing itself works again: it is asked at every look",
    Mended.CARD_READ: "a card was read",
    Mended.PICTURE_SEEN: "the camera gave a picture with a face to compare",
    Mended.STATUS_KNOWN: "a certificate was judged by a list that counts",
    Mended.ANSWERED: "the service answered",
    Mended.WRITTEN: "a visit was written down",
    Mended.BY_HAND: "somebody of the desk says so, by name",
}

MENDED_HEAD = """## What hangs as a strip, and until when

| code | until |
| --- | --- |"""

HEALTH_HEAD = """## When the line counts as down

One answer ends an outage at once. The rule stands in `kiosk/outage/health.py`; these are its examples.

| the last calls | as (minutes ago, + answered, - failed) | verdict |
| --- | --- | --- |"""


def _history(history: History) -> str:
    calls = " ".join(f"{ago:g}{'+' if ok else '-'}" for ago, ok in history.calls)
    return f"| {history.told} | {calls} | {history.verdict.value} |"


def _trouble(trouble: Trouble, say: Sequence[Say]) -> str:
    told = "" if trouble.tell is Tell.NOBODY else trouble.tell.value
    keys = (trouble.to_patient, trouble.what, trouble.do)
    texts = ("<br>".join(each(key) for each in say) for key in keys)
    return f"| `{trouble.code}` | {' | '.join(texts)} | {told} |"


def events_page(listed: Catalogue) -> str:
    """Every event with its sentence and keys, then the keys that a line of the log may carry."""
    rows = (
        f"| `{each.id}` | {each.sentence} | {_keys(sorted(each.keys))} |" for each in listed.events.values()
    )
    table = ("| event | what it means | keys of its audit row |", "| --- | --- | --- |", *rows)
    log = f"\n## Keys that a line of the log may carry\n\n{_keys(sorted(listed.log_keys))}\n"
    return "\n".join((EVENTS_HEAD, *table, log))


def _keys(keys: list[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)
