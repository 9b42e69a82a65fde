"""What the files that the settings name must be: there, and outside demo mode none of the demo's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

from kiosk.home import KEY_NAME
from kiosk.identity.anchors import AnchorError, Anchors, demo_anchors, is_production, production_anchors
from kiosk.settings.faults import Fault, SettingsError
from kiosk.settings.keys import keys, shown, value_of
from kiosk.settings.kinds import FILE_DATABASE, database_files
from kiosk.settings.tree import Settings

LINE = "name the right file, or put it there"
NO_KEY = (ValueError, TypeError, UnsupportedAlgorithm)
"""What the library raises for what is no key, for one behind a pass phrase, and for one of a kind that it does not know."""


@dataclass(frozen=True, slots=True)
class Named:
    """A key that names something on disk: what that must be, and whether it is (raises Unfit with what was found)."""

    key: str
    must_be: str
    look: Callable[[Any, Settings], None]
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
            if not path:
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


def _certificate(path: Path, settings: Settings) -> x509.Certificate:
    try:
        read = x509.load_pem_x509_certificate(path.read_bytes())
        read.public_key()
    except NO_KEY as error:
        raise Unfit("no certificate in PEM") from error
    if not settings.demo and not (is_production(read.subject) and is_production(read.issuer)):
        raise Unfit(f"{read.subject.rfc4514_string()} is the demo's")
    return read


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


def _client(path: Path, settings: Settings) -> None:
    read = _certificate(path, settings)
    name = read.subject.rfc4514_string()
    if _is_authority(read):
        raise Unfit(f"{name} is an authority")
    if settings.institution.code not in name:
        raise Unfit(f"{name} does not name {settings.institution.code}, the institution.code")


def _authority(path: Path, settings: Settings) -> None:
    """Whoever signed itself is its own authority, whatever it says of itself."""
    read = _certificate(path, settings)
    if read.issuer != read.subject and not _is_authority(read):
        raise Unfit(f"{read.subject.rfc4514_string()} is no authority")


def _client_key(path: Path, settings: Settings) -> None:
    try:
        ours = serialization.load_pem_private_key(path.read_bytes(), password=None).public_key()
    except NO_KEY as error:
        raise Unfit("no key in PEM that opens without a pass phrase") from error
    try:
        certified = _certificate(settings.service.client_certificate, settings).public_key()
    except (Unfit, OSError):
        return  # told by its own key
    if _written(ours) != _written(certified):
        raise Unfit("the key of another certificate")


def _public_key(path: Path, _settings: Settings) -> None:
    content = path.read_bytes()
    try:
        read = serialization.load_der_public_key(content)
    except NO_KEY as error:
        raise Unfit("no public key in DER") from error
    if _written(read) != content:
        raise Unfit("no SubjectPublicKeyInfo")


def _written(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _folder(path: Path, _settings: Settings) -> None:
    if not path.is_dir():
        raise Unfit("there is no such folder")


def _no_file(path: Path, _settings: Settings) -> None:
    there = next(each for each in (path, *path.absolute().parents) if each.exists())
    if not there.is_dir():
        raise Unfit("a file" if there == path else "a file is where its folder would be")


def _in_a_folder(path: Path, settings: Settings) -> None:
    """A share that is not there just now is none of the settings' faults, so only what can never work is told."""
    _below_folders(path)
    if path.absolute() == (settings.home / KEY_NAME).absolute():
        raise Unfit("the key that seals it")
    if path.exists() and not _is_anchor(path.read_bytes()):
        raise Unfit("another file, which would be written over")


def _is_anchor(content: bytes) -> bool:
    try:
        return not content or "seal" in json.loads(content)
    except (ValueError, TypeError, RecursionError):
        return False


def _below_folders(path: Path) -> None:
    """A mount point lies in a folder that is there, whether or not the disk is."""
    if path.is_dir():
        raise Unfit("a folder")
    if path.parent.exists() and not path.parent.is_dir():
        raise Unfit("a file is where its folder would be")
    if not path.parent.parent.is_dir():
        raise Unfit("its folder is not there, nor the one around that")


def _database(url: str, _settings: Settings) -> None:
    in_file = FILE_DATABASE.fullmatch(url)
    if in_file:
        _below_folders(Path(in_file["file"]))
        return
    authority = database_files(url).get("sslrootcert")
    if authority:
        _certificates(authority)


def _certificates(path: Path) -> None:
    try:
        x509.load_pem_x509_certificates(path.read_bytes())
    except ValueError as error:
        raise Unfit("no certificate in PEM under sslrootcert") from error


def _face_model(path: Path, settings: Settings) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != settings.reader.face_model_digest:
            raise Unfit(f"its SHA-256 is {found}")
        import_module("reader.face.operating").kept_point(path, found)
    except ImportError as error:
        raise Unfit("the extra `face` is not installed") from error
    except RuntimeError as missing:
        raise Unfit(str(missing)) from missing


def _first_line(path: Path, _settings: Settings) -> None:
    if not path.read_bytes().partition(b"\n")[0].strip():
        raise Unfit("empty")


def _with_key(path: Path, _settings: Settings) -> None:
    content = path.read_bytes()
    try:
        x509.load_pem_x509_certificate(content)
        serialization.load_pem_private_key(content, password=None)
    except NO_KEY as error:
        raise Unfit("no certificate with its key in PEM") from error


NAMED = (
    Named(
        "reader.face_model",
        "the file of the digest in reader.face_model_digest, with its operating point beside it",
        _face_model,
        "write its digest, then kiosk face calibrate",
    ),
    Named("home", "a folder, or nothing yet", _no_file, "name another folder"),
    Named(
        "database",
        "a file in a folder that is there, or on a server whose sslrootcert is a file of certificates (PEM)",
        _database,
    ),
    Named(
        "anchor",
        "a file of its own in a folder that is there, or nothing yet",
        _in_a_folder,
        "name another file",
    ),
    Named(
        "anchors",
        "a root of the user authentication CA",
        _root,
        "name the CA's own file; for a generation that this release does not know, compare the fingerprint with the one that the CA publishes and add it to pinned_anchors",
    ),
    Named("service.client_certificate", "the institution's client certificate (PEM)", _client),
    Named(
        "service.client_key", "the key of the client certificate (PEM), without a pass phrase", _client_key
    ),
    Named("service.authority", "the certificate of the service's authority (PEM)", _authority),
    Named("receipt.password", "a file with the password of the operator, in its first line", _first_line),
    Named("receipt.authority", "a file of certificates (PEM)", lambda path, _: _certificates(path)),
    Named("receipt.certificate", "the client certificate and its key in one file (PEM)", _with_key),
    Named("reader.card_authority", "a file with a public key (SubjectPublicKeyInfo, DER)", _public_key),
    Named("reader.terminal", "the folder of the simulated terminal", _folder),
)
