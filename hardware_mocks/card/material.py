"""Everything that is on a chip, as data that can be sent to another process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

ATR = bytes.fromhex("3B80800101")
"""What some contactless readers make of any card."""
ATRS = (
    ATR,
    *map(
        bytes.fromhex,
        (
            "3B888001000005E0B381A1007F",
            "3B888001000041E0B381A1003B",
            "3B888001004B51FFB381D1000F",
            "3BDA13FF8131FB468012392F31C173C601C03B",
        ),
    ),
)
"""Answers to reset of My Number Cards (OpenSC, pcsc-tools): nobody should decide by them."""


@dataclass(frozen=True, slots=True)
class Transparent:
    """A file of bytes; `opened_by` holds the secrets of which one must have been verified, empty when it is free."""

    content: bytes = field(repr=False)
    opened_by: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Records:
    """A file of records, free to read."""

    records: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Secret:
    """A PIN, password or 照合番号 with its retry counter; `tries` 0 is blocked."""

    value: bytes = field(repr=False)
    tries: int
    limit: int


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key (PKCS#8 DER); `for_terminal` when a terminal's proof may stand in for the PIN once."""

    pkcs8: bytes = field(repr=False)
    opened_by: frozenset[int]
    for_terminal: bool = False


ElementaryFile = Transparent | Records | Secret | SigningKey


@dataclass(frozen=True, slots=True)
class Application:
    """One application: its files by identifier, and its own key (PKCS#8 DER) that signs without any PIN."""

    aid: bytes
    files: Mapping[int, ElementaryFile]
    own_key: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class CardMaterial:
    """One chip. `user_certificate` (DER) and `certificate_serial` are what the registry files the holder under.

    `data_objects`: GET DATA of the issuer security domain. `terminal_ca`: SubjectPublicKeyInfo DER of the authority
    whose terminals the card trusts. `card_key`: PKCS#8 DER, the card's side of the simulated terminal protocol.
    """

    applications: tuple[Application, ...]
    data_objects: Mapping[int, bytes] = field(repr=False)
    user_certificate: bytes = field(repr=False)
    certificate_serial: int
    serial: bytes
    terminal_ca: bytes = field(repr=False)
    card_key: bytes = field(repr=False)
    revoked_terminals: frozenset[bytes] = frozenset()
    atr: bytes = ATR

    def with_contents(self, rewritten: Callable[[bytes], bytes]) -> CardMaterial:
        """The same card with the content of every transparent file rewritten."""

        def of(file: ElementaryFile) -> ElementaryFile:
            return replace(file, content=rewritten(file.content)) if isinstance(file, Transparent) else file

        return replace(
            self,
            applications=tuple(
                replace(each, files={name: of(file) for name, file in each.files.items()})
                for each in self.applications
            ),
        )
