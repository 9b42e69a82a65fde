"""The demo world on disk: authorities, issued cards, the registry that knows them, and the settings of its one clinic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from os import cpu_count
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from pydantic import BaseModel, ConfigDict, ValidationError

from hardware_mocks.card.issue import card_expires, issue_card
from hardware_mocks.card.material import CardMaterial
from hardware_mocks.heads.photographs import FOLDER, chip_photo
from hardware_mocks.national.registry import Registry
from hardware_mocks.personas.model import Persona, all_personas
from hardware_mocks.pki.issuing import Pki

INSTITUTION = "9910000018"
"""A 10-digit code of prefecture 99, which does not exist."""
CLINIC = "みほんクリニック（デモ）"
KEPT_FOR = timedelta(days=14)
"""Certificates about to expire, or in grace, keep that meaning for so long."""
STATION = "desk-1"
WORLD = FOLDER.parent
"""Where the demo keeps its world between runs."""


@dataclass(frozen=True, slots=True)
class World:
    """`cards` by persona id; who has no card is not in it."""

    folder: Path
    made: datetime
    pki: Pki
    cards: Mapping[str, CardMaterial]

    def registry(self) -> Registry:
        """A fresh registry of the national service that knows every card of this world."""
        registry = Registry.from_personas(all_personas())
        for persona_id, material in self.cards.items():
            registry.enrol(material.user_certificate, persona_id)
        return registry

    def expires(self, persona: Persona) -> date:
        """When the persona's card ends, as printed on its front."""
        return card_expires(persona, self.made)


class Kept(BaseModel):
    """A world on the disk, `world.json`. Another version is not read: worlds live two weeks and are made anew."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64", extra="forbid")

    version: Literal[4] = 4
    made: datetime
    of: str
    cards: dict[str, CardMaterial]


def world(folder: Path, now: datetime) -> World:
    """The world in `folder`, made anew when it is older than two weeks, of other personas, or of another version."""
    kept = kept_in(folder / "world.json")
    if kept and is_current(kept, fingerprint(all_personas(), chip_photo), now):
        return World(folder, kept.made, Pki.load(folder / "pki"), kept.cards)
    return _made(folder, now)


def kept_in(file: Path) -> Kept | None:
    """What the file holds; None where it is not there or is not of this version."""
    try:
        return Kept.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None


def is_current(kept: Kept, of: str, now: datetime) -> bool:
    return kept.of == of and timedelta() <= now - kept.made < KEPT_FOR


def _made(folder: Path, now: datetime) -> World:
    folder.mkdir(parents=True, exist_ok=True)
    pki = Pki.make(now)
    cards = _issued(pki, now)
    pki.save(folder / "pki")
    _write_identities(folder, pki)
    kept = Kept(made=now, of=fingerprint(all_personas(), chip_photo), cards=cards)
    file = folder / "world.json"
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(kept.model_dump_json(), "utf-8")
    return World(folder, now, pki, cards)


def _issued(pki: Pki, now: datetime) -> dict[str, CardMaterial]:
    """A card for everybody who has one. Its four RSA keys are the work, which threads share: OpenSSL lets Python go on."""
    holders = [(each, each.card) for each in all_personas() if each.card]
    with ThreadPoolExecutor(cpu_count()) as crew:
        made = crew.map(lambda holder: issue_card(holder[0], pki, chip_photo(holder[1].head), now), holders)
        return {each.id: material for (each, _), material in zip(holders, made, strict=True)}


def _write_identities(folder: Path, pki: Pki) -> None:
    """What the kiosk's settings point at: roots, its client certificate, the simulated terminal."""
    clinic = pki.institution_identity(INSTITUTION)
    terminal = pki.terminal()
    public = pki.card_ca_public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    private = terminal.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    files = {
        "user-ca.der": pki.user_ca_certificate,
        "tls-ca.pem": pki.tls_ca,
        "clinic.pem": clinic.cert_pem,
        "clinic.key": clinic.key_pem,
        "card-authority.der": public,
        "terminal/terminal.cv": terminal.certificate,
        "terminal/terminal.key": private,
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(content)


def fingerprint(personas: Iterable[Persona], photo: Callable[[str], bytes]) -> str:
    """Of everything the cards are made of, the drawn faces too: other people, or people drawn anew, are another world."""
    made_of = [
        (each.id, each.resident, each.card, sha256(photo(each.card.head)).hexdigest() if each.card else "")
        for each in personas
    ]
    return sha256(repr(made_of).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the parts of a running demo listen; all on loopback."""

    service: str
    camera: str
    front: str
    pcsc_socket: str
    glass_port: int
    desk_port: int


def kiosk_settings(folder: Path, home: Path, at: Addresses, reader: str) -> str:
    """The settings file (TOML) of the demo's clinic."""
    return f"""\
# Written anew at every start of the demo.
home = "{home}"
demo = true
station = "{STATION}"
anchors = ["{folder / "user-ca.der"}"]

[institution]
code = "{INSTITUTION}"
name = "{CLINIC}"

[service]
url = "{at.service}"
client_certificate = "{folder / "clinic.pem"}"
client_key = "{folder / "clinic.key"}"
authority = "{folder / "tls-ca.pem"}"

[reader]
name = "{reader}"
camera = "{at.camera}"
front_camera = "{at.front}"
pcsc_socket = "{at.pcsc_socket}"
card_authority = "{folder / "card-authority.der"}"
terminal = "{folder / "terminal"}"

[web]
glass_port = {at.glass_port}
desk_port = {at.desk_port}
"""
