"""Whole visits through the real stack: a line a step, a line a visit, and a summary where there are several."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from hardware_mocks.personas.model import Persona, all_personas, persona
from kiosk.commands.console import Console
from kiosk.commands.table import Refused
from rehearsal.stage import Stage, Wishes, staged
from rehearsal.visit import Journal, lines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("persona", nargs="+", help="ids, or `all`")
    parser.add_argument("--method", choices=("face", "pin", "staff"), help="default: the persona's own")
    parser.add_argument("--repeat", type=int, default=1, metavar="N")
    parser.add_argument("--in-process", action="store_true", help="the reader in this process, without PC/SC")
    parser.add_argument(
        "--card-photo", type=Path, metavar="FILE", help="a picture of your own in the chip; in memory only"
    )
    parser.add_argument("--face", type=Path, metavar="FILE", help="a picture of your own before the camera")


def run(chosen: argparse.Namespace, console: Console) -> int:
    """0 when every visit ended as expected."""
    people = _people(chosen)
    face = chosen.face.read_bytes() if chosen.face else None
    photo = chosen.card_photo.read_bytes() if chosen.card_photo else None
    journal, ended = Journal(), []
    with staged(Wishes(pcsc=not chosen.in_process, log_to=journal)) as stage:
        if photo is not None:
            _into_the_chip(stage, people[0], photo)
        for someone in _in_turn(people, chosen.repeat):
            for line in lines(stage, journal, someone.id, chosen.method, face):
                console.tell(line)
                ended += [line] if "as_expected" in line else []
    unexpected = [line["persona"] for line in ended if line["as_expected"] is not True]
    if len(ended) > 1:
        console.tell(
            {"visits": len(ended), "as_expected": len(ended) - len(unexpected), "unexpected": unexpected}
        )
    return 1 if unexpected else 0


def _people(chosen: argparse.Namespace) -> tuple[Persona, ...]:
    people = all_personas() if chosen.persona == ["all"] else tuple(map(persona, chosen.persona))
    if len(people) > 1 and (chosen.card_photo or chosen.face):
        raise Refused("your own pictures go with one persona: visit sato --card-photo FILE --face FILE")
    return people


def _in_turn(people: tuple[Persona, ...], times: int) -> Iterator[Persona]:
    for _ in range(times):
        yield from people


def _into_the_chip(stage: Stage, someone: Persona, photo: bytes) -> None:
    """The card is issued anew, so the service has to learn its certificate."""
    stage.dock.photograph(someone.id, photo)
    stage.service.registry.enrol(stage.dock.certificate(someone.id), someone.id)
