"""The whole demo in one process until Ctrl-C: private PC/SC, national service, dev dock, kiosk. Keeps its records."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from hardware_mocks.dock.panel import add_panel
from hardware_mocks.heads.everybody import drawn_meanwhile
from hardware_mocks.pcsc.private import PcscUnavailable
from hardware_mocks.world import WORLD
from kiosk.commands.console import Console
from kiosk.commands.occupied import occupied
from kiosk.commands.ports import refuse_taken
from kiosk.commands.serve import bound
from kiosk.commands.signals import ended_by_signals
from kiosk.home import private
from kiosk.web.listeners import Listeners
from kiosk.web.security import guard
from rehearsal.stage import ACCOUNTS, CODE, PASSWORD, Stage, Wishes, staged

DRESS = partial(add_panel, guard=guard)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8700, help="of the glass (default %(default)s)")
    parser.add_argument("--desk-port", type=int, default=8702, help="of the desk (default %(default)s)")
    parser.add_argument("--dock-port", type=int, default=8701, help="of the dev dock (default %(default)s)")
    parser.add_argument("--in-process", action="store_true", help="the reader in this process, without PC/SC")
    parser.add_argument(
        "--home", type=Path, default=WORLD / "kiosk", help="the kiosk's records (default %(default)s)"
    )


def run(chosen: argparse.Namespace, console: Console) -> int:
    with ended_by_signals(), ExitStack() as closing:
        closing.enter_context(occupied(chosen.home, chosen.port, console))
        refuse_taken(chosen.port, "--port")
        refuse_taken(chosen.desk_port, "--desk-port")
        refuse_taken(chosen.dock_port, "--dock-port")
        log = closing.enter_context(open(chosen.home / "log.jsonl", "a", encoding="utf-8", opener=private))
        wishes = Wishes(
            home=chosen.home,
            pcsc=not chosen.in_process,
            glass_port=chosen.port,
            desk_port=chosen.desk_port,
            dock_port=chosen.dock_port,
            log_to=log,
            clock=console.clock,
        )
        with drawn_meanwhile(), _staged_as_far_as_possible(wishes, console) as stage:
            listeners = bound(stage.house, chosen.port, chosen.desk_port)
            _announce(stage, listeners, console)
            listeners.run()
        console.complain("the demo has ended; its records stay for the next start")
    return 0


@contextmanager
def _staged_as_far_as_possible(wishes: Wishes, console: Console) -> Iterator[Stage]:
    """With the reader in this process where no private PC/SC service can be had."""
    with ExitStack() as closing:
        try:
            stage = closing.enter_context(staged(wishes, DRESS))
        except PcscUnavailable as lacking:
            console.complain(
                f"{lacking}\nGoing on without PC/SC: the virtual reader is inside this process instead."
            )
            stage = closing.enter_context(staged(replace(wishes, pcsc=False), DRESS))
        yield stage


def _announce(stage: Stage, listeners: Listeners, console: Console) -> None:
    facts = {
        "patient": listeners.patient_address,
        "desk": listeners.desk_address,
        "dock": f"{stage.dock_url}/",
        "service": stage.service.url,
        "settings": str(stage.settings_file),
        "log": str(stage.settings_file.with_name("log.jsonl")),
        "reader": "private PC/SC" if stage.pcsc else "in-process",
        "accounts": {name: role.value for name, role in ACCOUNTS},
        "password": PASSWORD,
        "code": CODE,
    }
    people = ", ".join(f"{name} ({role.value})" for name, role in ACCOUNTS)
    console.tell(
        facts,
        f"""
Eligibility kiosk, demo: everything but the program itself is emulated, the people are made up.

  patient screen   {facts["patient"]}
  desk             {facts["desk"]}   accounts {people}; password {PASSWORD}; code at the reader {CODE}
  dev dock         {facts["dock"]}   put a card on the reader, stand before the camera, break something

  reader {facts["reader"]} · service (mock) {facts["service"]}
  settings {facts["settings"]} · log {facts["log"]}

Ctrl-C ends it.""",
    )
