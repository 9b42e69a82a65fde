"""Commands as a table. A command's module is imported when it is asked for: OpenCV and the web alone take a second."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Protocol, cast

from eligibility_kiosk import lacking
from kiosk.commands.console import Console

CUT_OFF = 1
WRONG_USE = 2
BROKEN_OFF = 130
"""What a shell gives a command that was ended by Ctrl-C."""


class Refused(Exception):
    """The command cannot do its work; the sentence says why and what to do."""


class CommandModule(Protocol):
    """What every module of `kiosk.commands` and `rehearsal.commands` is."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, chosen: argparse.Namespace, console: Console) -> int: ...


@dataclass(frozen=True, slots=True)
class Row:
    """`words` are what one types, `module` does it, `does` is its line in the list, `extras` what has to be installed for it."""

    words: tuple[str, ...]
    module: str
    does: str
    extras: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """`remedies`: the faults that end in one sentence, each with what to do (empty where the fault says it itself)."""

    name: str
    about: str
    rows: tuple[Row, ...]
    remedies: Mapping[type[Exception], str]


def loaded(row: Row) -> CommandModule:
    return cast("CommandModule", import_module(row.module))


def run(program: Program, arguments: Sequence[str], console: Console) -> int:
    """Run one command: 0 on success, 1 when it found something wrong, 2 when it could not do its work.

    Whoever reads no further, as `head` does, ends it with 1 and without a word.
    """
    try:
        return _run(program, arguments, console)
    except BrokenPipeError:
        with suppress(BrokenPipeError):
            console.out.close()  # else the interpreter would try again as it ends, and complain
        return CUT_OFF


def _run(program: Program, arguments: Sequence[str], console: Console) -> int:
    row = _row_of(program.rows, arguments)
    if row is None:
        return _listed(program, arguments, console)
    if missing := lacking(f"`{' '.join(row.words)}`", *row.extras):
        console.complain(missing)
        return WRONG_USE
    module = loaded(row)
    parser = argparse.ArgumentParser(prog=f"{program.name} {' '.join(row.words)}", description=row.does)
    parser.add_argument("--json", action="store_true", help="print JSON lines")
    module.add_arguments(parser)
    chosen = parser.parse_args(arguments[len(row.words) :])
    try:
        return module.run(chosen, replace(console, as_json=chosen.json))
    except KeyboardInterrupt:
        return BROKEN_OFF
    except BrokenPipeError:
        raise
    except tuple(program.remedies) as fault:
        console.complain(_sentence(fault, program.remedies))
        return WRONG_USE


def _row_of(rows: Iterable[Row], arguments: Sequence[str]) -> Row | None:
    return next((row for row in rows if tuple(arguments[: len(row.words)]) == row.words), None)


def _listed(program: Program, arguments: Sequence[str], console: Console) -> int:
    """The list: on standard output for whoever asked for it, as a complaint otherwise."""
    width = max(len(" ".join(row.words)) for row in program.rows)
    lines = [f"usage: {program.name} COMMAND …  (COMMAND --help says more)", "", program.about, ""]
    lines += [f"  {' '.join(row.words):<{width}}  {row.does}" for row in program.rows]
    if arguments[:1] in (["-h"], ["--help"]):
        console.out.write("\n".join(lines) + "\n")
        console.out.flush()
        return 0
    if arguments:
        lines.insert(0, f"there is no command {arguments[0]!r}" + _nearly(program.rows, arguments[0]))
    console.complain("\n".join(lines))
    return WRONG_USE


def _nearly(rows: Iterable[Row], word: str) -> str:
    """`audit` alone is half a command."""
    halves = [" ".join(row.words) for row in rows if row.words[0] == word]
    return f"; there are: {', '.join(halves)}" if halves else ""


def _sentence(fault: Exception, remedies: Mapping[type[Exception], str]) -> str:
    """What a fault says of itself, then its remedy; the nearest class in its line of descent decides."""
    said = str(fault.args[0]) if isinstance(fault, KeyError) and fault.args else str(fault)
    remedy = next(remedies[kind] for kind in type(fault).__mro__ if kind in remedies)
    return ": ".join(filter(None, (said or type(fault).__name__, remedy)))
