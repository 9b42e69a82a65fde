"""What values must be to one another: a table that the reader of a file walks and the page of settings lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.settings.faults import Fault
from kiosk.settings.keys import shown
from kiosk.settings.kinds import DEMO_PREFECTURE

VIRTUAL = "virtual"
VIRTUAL_READERS = ("VIRTUAL My Number Card Reader 00 00", "Virtual PCD 00 00")
"""How PC/SC lists the demo's reader, and the same driver's reader without the demo's name for it."""
DEVICE = re.compile(r"(/dev/video)?[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Relation:
    """`holds` is given the value of `key`, then that of `beside`."""

    key: str
    beside: str
    holds: Callable[[Any, Any], bool]
    must_be: str
    remedy: str

    def fault(self, values: Mapping[str, object]) -> Fault | None:
        value = values[self.key]
        if self.holds(value, values[self.beside]):
            return None
        beside = f"{self.beside} is {shown(values[self.beside])}"
        return Fault(self.key, f"is {shown(value)} where {beside}; it must be {self.must_be}", self.remedy)


def may_find_a_virtual_reader(part: str) -> bool:
    """Whether a part of a reader's name could choose a virtual reader, by itself or by what it says."""
    said = part.strip().casefold()
    return VIRTUAL in said or any(said in name.casefold() for name in VIRTUAL_READERS)


def _real_reader(part: str, demo: bool) -> bool:  # noqa: FBT001 - the value of the setting
    return demo or not may_find_a_virtual_reader(part)


def _real_camera(source: str, demo: bool) -> bool:  # noqa: FBT001
    return demo or not source or DEVICE.fullmatch(source) is not None


RELATIONS = (
    Relation(
        "institution.code",
        "demo",
        lambda code, demo: demo or not code.startswith(DEMO_PREFECTURE),
        f"that of a clinic in a prefecture from 01 to 47; {DEMO_PREFECTURE} is the demo's",
        "write the clinic's own ten digits, or demo = true where everything is made up",
    ),
    Relation(
        "reader.name",
        "demo",
        _real_reader,
        "a part of a real reader's name that no virtual reader's holds",
        "write more of the name that `pcsc_scan -r` lists, such as its maker, or demo = true",
    ),
    Relation(
        "reader.camera",
        "demo",
        _real_camera,
        "a device outside demo mode: through a URL or file anybody's face may come",
        "write the number of /dev/video*, or demo = true",
    ),
    Relation(
        "reader.front_camera",
        "demo",
        _real_camera,
        "a device outside demo mode, or empty",
        "write the number of /dev/video*, or demo = true",
    ),
    Relation(
        "reader.terminal",
        "demo",
        lambda terminal, demo: demo or terminal is None,
        "left out: the simulated terminal is the demo's",
        "take the line out, or write demo = true",
    ),
    Relation(
        "web.desk_port",
        "web.glass_port",
        lambda desk, glass: desk != glass or desk == 0,
        "another port: the glass and the desk are two sites",
        "choose another for one of them",
    ),
    Relation(
        "web.streams",
        "web.threads",
        lambda streams, threads: streams < threads,
        "below web.threads, or open streams would block every page",
        "lower it, or raise web.threads",
    ),
)


def faults(values: Mapping[str, object]) -> Iterator[Fault]:
    """What does not go together. A relation is passed over where one of its keys has no value that could be read."""
    for relation in RELATIONS:
        if {relation.key, relation.beside} <= values.keys():
            fault = relation.fault(values)
            if fault:
                yield fault
