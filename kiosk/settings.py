"""One frozen settings tree, read once from a TOML file. Nothing else reads the environment or the file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from kiosk.claims.numbers import UNKNOWN_INSURERS
from kiosk.matching.names.hidden import OUTSIDE

T = TypeVar("T")


class SettingsError(Exception):
    """A setting is missing, unknown or out of its range; the sentence says which and what to do."""


@dataclass(frozen=True, slots=True)
class Institution:
    """保険医療機関: the 10-digit code is also the name in the client certificate."""

    code: str
    name: str
    call_centre: str = "0800-080-4583"


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """The national service: its address, our client certificate, the authority that signs it, seconds for one call.

    `status_by`: whether a card's certificate is revoked is read from the service's "list" (CRL), or asked (OCSP) for
    each card with "question".
    """

    url: str
    client_certificate: Path
    client_key: Path
    authority: Path
    deadline: float = 10.0
    status_by: str = "list"


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """`name` is a part of the PC/SC reader's name. Camera and front camera: a device number, in demo mode also a URL.

    `pcsc_socket` points at a private PC/SC service (PCSCLITE_CSOCK_NAME); empty is the system's.
    """

    name: str
    camera: str = "0"
    front_camera: str = "1"
    pcsc_socket: str = ""
    card_authority: Path | None = None
    """SubjectPublicKeyInfo (DER) of whoever signs what stands on cards; without it no record on a card is accepted."""
    terminal: Path | None = None
    """Folder with the simulated terminal's certificate and key; only read in demo mode."""


@dataclass(frozen=True, slots=True)
class Matching:
    """`face_threshold` is the largest raw distance accepted, 0.40 by default and never above 0.45.

    `absent_address`: "ask", or "common_names" to ask about an address that is not shown only where the name is common
    among this clinic's patients. `hidden_outside`: the service shows ● for a character outside "jisx0208", "jisx0213"
    or "nothing", and for each of `hidden_too`; "unknown", since its set is not published, lets a ● be any kanji.
    """

    face_threshold: float = 0.40
    grace_rule: str = "grace-month-end"
    absent_address: str = "ask"
    hidden_outside: str = "unknown"
    hidden_too: str = ""


@dataclass(frozen=True, slots=True)
class WebSettings:
    host: str = "127.0.0.1"
    port: int = 8700
    threads: int = 24
    streams: int = 12


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """`unknown_insurer` is 保険者番号 of a 不詳 claim: 77777777, or 77777779 for a receipt computer that refuses it."""

    unknown_insurer: str = "77777777"


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """Days from one audit of the patient table to the next, 0 for none by itself; days within which it is signed off."""

    audit_every_days: int = 30
    sign_within_days: int = 14


@dataclass(frozen=True, slots=True)
class Settings:
    """`home` holds database, keys and the hand-over folder. `demo` admits the demo's reader, camera and trust anchors."""

    home: Path
    demo: bool
    station: str
    institution: Institution
    service: ServiceSettings
    reader: ReaderSettings
    anchors: tuple[Path, ...]
    database: str = ""
    matching: Matching = field(default_factory=Matching)
    web: WebSettings = field(default_factory=WebSettings)
    claims: ClaimSettings = field(default_factory=ClaimSettings)
    intake: IntakeSettings = field(default_factory=IntakeSettings)
    anchor: Path | None = None
    """Where the audit chain is anchored: best on another disk or share. Without it, beside the database."""

    @property
    def anchor_file(self) -> Path:
        return self.anchor or self.home / "audit-anchor.json"

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.home / 'kiosk.sqlite'}"


def load(path: Path) -> Settings:
    """Read the file.

    Raises:
        SettingsError: it cannot be read, or does not say what it must.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be read ({error.strerror}); write it, or name another one with --settings"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is no TOML ({error})") from error
    return settings_from(table, path)


def settings_from(table: Mapping[str, Any], path: Path) -> Settings:
    here = path.parent
    try:
        return _checked(
            Settings(
                home=here / table["home"],
                demo=table.get("demo", False),
                station=table["station"],
                institution=_section(Institution, table["institution"], here),
                service=_section(ServiceSettings, table["service"], here),
                reader=_section(ReaderSettings, table["reader"], here),
                anchors=tuple(here / each for each in table["anchors"]),
                database=table.get("database", ""),
                matching=_section(Matching, table.get("matching", {}), here),
                web=_section(WebSettings, table.get("web", {}), here),
                claims=_section(ClaimSettings, table.get("claims", {}), here),
                intake=_section(IntakeSettings, table.get("intake", {}), here),
                anchor=here / table["anchor"] if "anchor" in table else None,
            )
        )
    except KeyError as missing:
        raise SettingsError(f"{path}: {missing} is missing") from missing
    except TypeError as error:
        raise SettingsError(f"{path}: {error}") from error


def _section(kind: type[T], table: Mapping[str, Any], here: Path) -> T:
    known = {each.name: str(each.type) for each in fields(kind)}  # type: ignore[arg-type]  # every section is a dataclass
    unknown = set(table) - set(known)
    if unknown:
        raise TypeError(f"unknown settings: {', '.join(sorted(unknown))}")
    return kind(**{name: here / value if "Path" in known[name] else value for name, value in table.items()})


LARGEST_FACE_THRESHOLD = 0.45


CHOICES = {
    ("matching", "absent_address"): ("ask", "common_names"),
    ("matching", "hidden_outside"): OUTSIDE,
    ("service", "status_by"): ("list", "question"),
}
"""Settings that take one of a few words."""


def _checked(settings: Settings) -> Settings:
    for (section, name), words in CHOICES.items():
        if (chosen := getattr(getattr(settings, section), name)) not in words:
            raise SettingsError(f"{section}.{name} is {chosen!r}; it must be one of {', '.join(words)}")
    if not 0 < settings.matching.face_threshold <= LARGEST_FACE_THRESHOLD:
        raise SettingsError(
            f"face_threshold is {settings.matching.face_threshold}; it must lie above 0 and not above "
            f"{LARGEST_FACE_THRESHOLD}: beyond that, strangers of the same sex pass"
        )
    if settings.reader.terminal and not settings.demo:
        raise SettingsError(
            "reader.terminal is the demo's simulated terminal; take it out, or set demo = true"
        )
    if settings.claims.unknown_insurer not in UNKNOWN_INSURERS:
        raise SettingsError(
            f"claims.unknown_insurer is {settings.claims.unknown_insurer!r}; the notices know 77777777 and 77777779"
        )
    if settings.web.streams >= settings.web.threads:
        raise SettingsError("web.streams must stay below web.threads, or open streams would block every page")
    return settings
