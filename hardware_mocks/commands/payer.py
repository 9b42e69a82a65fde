"""The payer, a mock: takes claim files and writes an answer file for each; a faulty file is refused with every reason."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from hardware_mocks.console import Console
from hardware_mocks.national.payer.answering import (
    Answered,
    Refused,
    base_amounts,
    lines,
    refusal_lines,
    take,
)
from hardware_mocks.national.payer.people import people_of
from hardware_mocks.national.registry import Registry
from hardware_mocks.personas.model import all_personas

SUFFIX = ".answer.jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=("take",))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="claim files (RECEIPTC.UKE)")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where the answers are written"
    )


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when a file was refused."""
    people = people_of(Registry.from_personas(all_personas()).entries())
    base = base_amounts()
    chosen.out.mkdir(parents=True, exist_ok=True)
    refused = 0
    for file in chosen.files:
        match take(file.read_bytes(), people, base):
            case Answered() as answered:
                _answer(file, answered, chosen.out, console)
            case Refused() as refusal:
                refused += 1
                _refuse(file, refusal, console)
    return 1 if refused else 0


def _answer(file: Path, answered: Answered, folder: Path, console: Console) -> None:
    written = folder / f"{file.stem}{SUFFIX}"
    _write(written, lines(answered))
    outcomes = [verdict.outcome.value for _, verdict in answered.verdicts]
    counts = {name: outcomes.count(name) for name in ("accepted", "pooled", "returned")}
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    facts = {"file": str(file), "answer": str(written), "pool_yen": answered.pool.yen, "emulation": True}
    console.tell(
        facts | counts,
        f"{file}: {told}; {answered.pool.yen} yen apportioned by an assumed policy → {written} (見本)",
    )


def _write(path: Path, answer: Iterable[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in answer), "utf-8")


def _refuse(file: Path, refusal: Refused, console: Console) -> None:
    for line in refusal_lines(refusal):
        where = f" claim {line['claim']}" if line["claim"] else ""
        console.tell({"file": str(file)} | line, f"{file}:{where} refused: {line['code']} {line['found']}")
