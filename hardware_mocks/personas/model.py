"""Made-up people as data: card, face, registry entry, intake row, and how their visit is expected to end."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Resident:
    """The person as the resident register knows them. `name` and `kana` have a full-width space."""

    name: str
    kana: str
    sex: str
    birthdate: date
    address: str
    postcode: str


@dataclass(frozen=True, slots=True)
class PersonaCard:
    """What lies on the reader.

    `kind`: ordinary, face_only (顔認証マイナンバーカード) or infant (photo-less).
    `certificate`: valid, expires_soon, in_grace, expired or revoked, relative to the day the world is made.
    `security_code`: the four digits under the photograph; with birth date and expiry they make 照合番号B.
    """

    kind: str
    pin: str
    pin_tries: int
    certificate: str
    security_code: str
    head: str


@dataclass(frozen=True, slots=True)
class Persona:
    """One made-up person with everything the demo world needs of them.

    `head` is the face before the camera, `card.head` the one in the chip. `registry` and `script` are plain tables:
    the national service and the scripted visit each read their own keys. `intake` is the clinic's row, if it has one.
    """

    id: str
    case: str
    method: str
    resident: Resident
    card: PersonaCard | None
    head: str
    registry: Mapping[str, Any]
    intake: Mapping[str, str] | None
    script: Mapping[str, Any]
    expected_outcome: str
    expected_decision: str | None
    companions: tuple[str, ...] = field(default=())


def persona_from(table: Mapping[str, Any]) -> Persona:
    """Read one persona's table; a missing key is a KeyError that names it."""
    card = table.get("card")
    return Persona(
        id=table["id"],
        case=table["case"],
        method=table["method"],
        resident=Resident(**table["resident"]),
        card=PersonaCard(**card) if card else None,
        head=table.get("head", table["id"]),
        registry=table.get("registry", {}),
        intake=table.get("intake"),
        script=table.get("script", {}),
        expected_outcome=table["expected"]["outcome"],
        expected_decision=table["expected"].get("decision"),
        companions=tuple(table.get("companions", ())),
    )


@cache
def all_personas() -> tuple[Persona, ...]:
    """Everybody, in the order of their files."""
    return tuple(persona_from(tomllib.loads(path.read_text("utf-8"))) for path in sorted(HERE.glob("*.toml")))


def persona(persona_id: str) -> Persona:
    """Find one persona; a KeyError lists the ids there are."""
    known = {each.id: each for each in all_personas()}
    if persona_id not in known:
        raise KeyError(f"no persona {persona_id!r}; there are: {', '.join(known)}")
    return known[persona_id]
