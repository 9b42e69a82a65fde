"""What `scripts/on-fresh-systems` saw, for docs/figures.md. With the standard library alone: it runs before any environment.

`python -m rehearsal.measure.figures.systems SUITE SEEN DOCS` takes what was seen on one system into DOCS/systems.json and lays
the section of DOCS/figures.md anew; the rest of the document stays as it is.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypedDict

SYSTEMS = Path(__file__).parents[3] / "docs" / "systems.json"
TITLE = "## On fresh systems"
HEAD = f"""
{TITLE}

Bare Debian systems made by debootstrap, and a clean clone on each: `scripts/run` to its first screen, a visit by face over the
private PC/SC service and `scripts/test --quick`, by root first. Then the clone is handed over, and an ordinary user does the
same without a network line. Made by `scripts/on-fresh-systems`, on a machine that had other work too; a NOT RUN is no success.

| system | Python | who | what | s | result |
| --- | --- | --- | --- | --- | --- |
"""


class Line(TypedDict):
    """One thing that was tried."""

    who: str
    what: str
    seconds: int
    result: str


class System(TypedDict):
    """One system: `made` is day and commit; all three are empty where it could not be made."""

    system: str
    python: str
    made: str
    lines: list[Line]


def read(told: Iterable[str]) -> System:
    """From the script's lines, tab-separated: who, what, seconds, result, and `system` and `made` with two facts each."""
    facts: dict[str, tuple[str, str]] = {}
    lines: list[Line] = []
    for each in told:
        match each.rstrip("\n").split("\t"):
            case [name, one, other]:
                facts[name] = (one, other)
            case [who, what, seconds, result]:
                lines.append(Line(who=who, what=what, seconds=int(seconds), result=result))
            case _:
                raise ValueError(f"not a line of scripts/on-fresh-systems: {each!r}")
    system, python = facts.get("system", ("", ""))
    return System(
        system=system,
        python=python.removeprefix("Python "),
        made=" at ".join(facts.get("made", ())),
        lines=lines,
    )


def section(path: Path = SYSTEMS) -> str:
    """The table as Markdown; NOT RUN where no system has been made."""
    systems: Mapping[str, System] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    rows = [row for suite in sorted(systems) for row in _rows(suite, systems[suite])]
    return HEAD + ("".join(rows) or "| NOT RUN | | | | | |\n")


def _rows(suite: str, seen: System) -> Iterator[str]:
    name = f"{seen['system']}, {suite}, {seen['made']}" if seen["system"] else suite
    for each in seen["lines"]:
        seconds = str(each["seconds"]) if each["seconds"] else ""
        cells = (name, seen["python"], each["who"], each["what"], seconds, each["result"])
        yield f"| {' | '.join(cells)} |\n"


def replaced(document: str, anew: str) -> str:
    """The document with this section, in its place or at the end."""
    pattern = re.compile(rf"\n{re.escape(TITLE)}\n.*?(?=\n## |\Z)", re.DOTALL)
    kept, found = pattern.subn(lambda _: anew, document)
    return kept if found else document.rstrip("\n") + "\n" + anew


def main(suite: str, seen: Path, docs: Path) -> None:
    """Take one system in."""
    path, document = docs / SYSTEMS.name, docs / "figures.md"
    systems = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    systems[suite] = read(seen.read_text("utf-8").splitlines())
    path.write_text(json.dumps(systems, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    document.write_text(replaced(document.read_text("utf-8"), section(path)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
