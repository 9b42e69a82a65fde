"""What the files that the settings name must be: there, and outside demo mode none of the demo's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from kiosk.home import KEY_NAME
from kiosk.identity.anchors import AnchorError, Anchors, demo_anchors, is_production, production_anchors
from kiosk.settings.faults import Fault, SettingsError
from kiosk.settings.keys import keys, shown, value_of
from kiosk.settings.tree import Settings

LINE = "name the right file, or put it there"


@dataclass(frozen=True, slots=True)
class Named:
    """A key that names something on disk: what that must be, and whether it is (raises Unfit with what was found)."""

    key: str
    must_be: str
    look: Callable[[Path, Settings], None]
    remedy: str = LINE


class Unfit(Exception):
    """What is there instead."""


def trusted_anchors(settings: Settings) -> Anchors:
    """The roots of this kiosk.

    Raises:
        AnchorError: one cannot be read, is unknown, or of the other mode.
    """
    if settings.demo:
        return demo_anchors(*(path.read_bytes() for path in settings.anchors))
    return production_anchors(settings.anchors, settings.pinned)


def faults(settings: Settings) -> Iterator[Fault]:
    """What is wrong with the files and folders that are named, one by one."""
    for named in NAMED:
        value = value_of(settings, keys()[named.key])
        for path in value if isinstance(value, tuple) else (value,):
            if not isinstance(path, Path):
                continue
            try:
                named.look(path, settings)
            except (Unfit, OSError) as unfit:
                found = unfit.strerror if isinstance(unfit, OSError) else str(unfit)
                yield Fault(named.key, f"is {shown(path)}: {found}; it must be {named.must_be}", named.remedy)


def refuse_unfit(settings: Settings) -> None:
    """Raises SettingsError with everything that `faults` finds."""
    found = tuple(faults(settings))
    if found:
        raise SettingsError.of("the settings", found)


def _root(path: Path, settings: Settings) -> None:
    """As `trusted_anchors`, for one of them."""
    try:
        trusted_anchors(settings.model_copy(update={"anchors": (path,)}))
    except AnchorError as unknown:
        raise Unfit(str(unknown).removeprefix(f"{path}: ")) from unknown


def _certificate(path: Path, settings: Settings) -> None:
    try:
        read = x509.load_pem_x509_certificate(path.read_bytes())
    except ValueError as error:
        raise Unfit("no certificate in PEM") from error
    if not settings.demo and not (is_production(read.subject) and is_production(read.issuer)):
        raise Unfit(f"{read.subject.rfc4514_string()} is the demo's")


def _readable(path: Path, _settings: Settings) -> None:
    path.read_bytes()


def _folder(path: Path, _settings: Settings) -> None:
    if not path.is_dir():
        raise Unfit("there is no such folder")


def _no_file(path: Path, _settings: Settings) -> None:
    if path.exists() and not path.is_dir():
        raise Unfit("a file")


def _in_a_folder(path: Path, settings: Settings) -> None:
    """A share that is not there just now is none of the settings' faults, so only what can never work is told."""
    if path.is_dir():
        raise Unfit("a folder")
    if path.absolute() == (settings.home / KEY_NAME).absolute():
        raise Unfit("the key that seals it")


NAMED = (
    Named("home", "a folder, or nothing yet", _no_file, "name another folder"),
    Named("anchor", "a file, or nothing yet", _in_a_folder, "name another file"),
    Named(
        "anchors",
        "a root of the user authentication CA",
        _root,
        "name the CA's own file; for a generation that this release does not know, compare the fingerprint with the one that the CA publishes and add it to pinned_anchors",
    ),
    Named("service.client_certificate", "the institution's client certificate (PEM)", _certificate),
    Named("service.client_key", "the key of the client certificate (PEM)", _readable),
    Named("service.authority", "the certificate of the service's authority (PEM)", _certificate),
    Named("reader.card_authority", "a file with a public key (DER)", _readable),
    Named("reader.terminal", "the folder of the simulated terminal", _folder),
)
