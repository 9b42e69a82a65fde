"""A card operating system: files, counters, security status, and the commands that a My Number Card answers."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from hardware_mocks.card import faults as switches
from hardware_mocks.card import refusals, sim_ta
from hardware_mocks.card.command import Received, Refusal
from hardware_mocks.card.common import COMMON
from hardware_mocks.card.faults import Faults, Pulled, Silence
from hardware_mocks.card.material import (
    Application,
    CardMaterial,
    ElementaryFile,
    Records,
    Secret,
    SigningKey,
    Transparent,
)
from hardware_mocks.card.memory import Memory
from hardware_mocks.card.signing import FORMS, load_key
from reader.apdu import StatusWord

ISSUER_DOMAIN = bytes.fromhex("A0000001510000")
GET_RESPONSE = 0xC0
READ_BINARY = 0xB0
BY_NUMBER = 0x04
PROVIDER = 5
LONGEST_CHALLENGE = 255
SHORT_ID = 0x1F


@dataclass(slots=True)
class Volatile:
    """What a card forgets when it loses power."""

    application: Application | None = None
    file: int | None = None
    verified: set[int] = field(default_factory=set)
    challenge: bytes | None = None
    terminal: RSAPublicKey | None = None
    granted: bool = False
    commands: int = 0


class VirtualCard:
    """One chip with its counters. Not for two threads at once: a card answers one command after another.

    `pause` waits for a number of seconds (the delay fault); `random_bytes` gives n fresh bytes.
    """

    def __init__(
        self,
        material: CardMaterial,
        faults: Faults = switches.NONE,
        *,
        pause: Callable[[float], object] | None = None,
        memory: Memory | None = None,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._material = switches.afflicted(material, faults)
        self._faults = faults
        self._pause = pause
        self._random_bytes = random_bytes
        self._now = Volatile()
        self._memory = memory or Memory(material)
        self.verify_count = 0
        self._commands: dict[tuple[int, int], Callable[[Received], bytes]] = {
            (0x00, 0xA4): self._select,
            (0x00, READ_BINARY): self._read_binary,
            (0x00, 0xB2): self._read_record,
            (0x00, 0x20): self._verify,
            (0x00, 0x24): self._change,
            (0x80, 0x32): self._change,
            (0x00, 0x88): self._internal_authenticate,
            (0x00, 0x84): self._get_challenge,
            (0x00, 0xCA): self._get_data,
            (0x80, 0x2A): self._sign,
            **dict.fromkeys(refusals.KNOWN, self._refuse),
            (0x90, 0xF0): self._load_terminal,
            (0x90, 0xF2): self._authenticate,
        }

    @property
    def atr(self) -> bytes:
        return self._material.atr

    def power_on(self) -> None:
        self._now = Volatile()

    def power_off(self) -> None:
        self._now = Volatile()

    def reset(self) -> None:
        self._now = Volatile()

    def transmit(self, sent: bytes) -> bytes:
        """Answer one command.

        Raises:
            Pulled, Silence: a fault says so.
        """
        number = self._now.commands
        self._now.commands += 1
        if number == self._faults.pulled_before:
            raise Pulled
        if self._faults.mute_from is not None and number >= self._faults.mute_from:
            raise Silence
        if self._pause and self._faults.delay:
            self._pause(self._faults.delay)
        answer = self._answer(sent)
        if number == self._faults.pulled_after:
            raise Pulled
        return answer

    def _answer(self, sent: bytes) -> bytes:
        try:
            command = Received.parsed(sent)
            if self._faults.endless and command.ins in {READ_BINARY, GET_RESPONSE}:
                return bytes(16) + b"\x61\x10"
            data = self._handler(command)(command)
        except Refusal as refusal:
            return refusal.status.to_bytes(2, "big")
        return data + b"\x90\x00"

    def _handler(self, command: Received) -> Callable[[Received], bytes]:
        if command.cla & 0xF0 == 0x00 and command.cla:
            raise Refusal(refusals.of_class(command))
        handler = self._commands.get((command.cla, command.ins))
        if handler is None:
            known = any(command.cla == cla for cla, _ in self._commands)
            raise Refusal(StatusWord.INSTRUCTION_NOT_SUPPORTED if known else StatusWord.CLASS_NOT_SUPPORTED)
        return handler

    def _select(self, command: Received) -> bytes:
        match command.p1, command.p2:
            case 0x04, 0x0C:
                self._select_application(command.data)
            case 0x00, 0x00 if not command.data and self._now.application:
                pass
            case 0x00, _ if command.data:
                raise Refusal(StatusWord.FILE_NOT_FOUND)
            case 0x02, 0x0C:
                self._select_file(command.data)
            case _ if command.p1 == 0x04:
                raise Refusal(StatusWord.FILE_NOT_FOUND)
            case _:
                raise Refusal(StatusWord.WRONG_PARAMETERS)
        return b""

    def _select_application(self, aid: bytes) -> None:
        """By its identifier or a beginning of it, at least the five bytes of whom it belongs to."""
        named = (each for each in self._material.applications if each.aid.startswith(aid))
        found = next(named, None) if len(aid) >= PROVIDER else None
        if found is None and aid != ISSUER_DOMAIN:
            raise Refusal(StatusWord.FILE_NOT_FOUND)
        self._now.application, self._now.file = found, None
        self._now.verified.clear()

    def _select_file(self, data: bytes) -> None:
        name = int.from_bytes(data, "big")
        if name not in self._application().files:
            raise Refusal(StatusWord.FILE_NOT_FOUND)
        self._now.file = name

    def _application(self) -> Application:
        if self._now.application is None:
            raise Refusal(StatusWord.NO_CURRENT_FILE)
        return self._now.application

    def _current(self, short: int | None) -> tuple[int, ElementaryFile]:
        """The file that a short identifier names, or the selected one."""
        name = self._now.file if short is None else short
        if name is None or name not in self._application().files:
            raise Refusal(StatusWord.NO_CURRENT_FILE if name is None else StatusWord.FILE_NOT_FOUND)
        self._now.file = name
        return name, self._application().files[name]

    def _is_open(self, file: Transparent | SigningKey) -> bool:
        return not file.opened_by or bool(file.opened_by & self._now.verified)

    def _read_binary(self, command: Received) -> bytes:
        short = command.p1 & SHORT_ID if command.p1 & 0x80 else None
        offset = command.p2 if short is not None else command.p1p2
        _, file = self._current(short)
        if not isinstance(file, Transparent):
            raise Refusal(StatusWord.WRONG_FILE_TYPE)
        if not self._is_open(file):
            raise Refusal(StatusWord.SECURITY_STATUS_NOT_SATISFIED)
        if offset > len(file.content):
            raise Refusal(StatusWord.OFFSET_OUTSIDE_FILE)
        return file.content[offset : offset + (command.expects or 0)]

    def _verify(self, command: Received) -> bytes:
        short = command.p2 & SHORT_ID or None
        name, file = self._current(short)
        if not isinstance(file, Secret):
            raise Refusal(StatusWord.WRONG_FILE_TYPE)
        counter = (self._application().aid, name)
        if not command.data:
            raise Refusal(StatusWord.NO_TRIES_LEFT + self._memory.tries(counter))
        self.verify_count += 1
        if self._memory.tries(counter) == 0:
            raise Refusal(StatusWord.REFERENCE_INVALIDATED)
        if not self._memory.is_right(counter, command.data):
            self._now.verified.discard(name)
            raise Refusal(StatusWord.NO_TRIES_LEFT + self._memory.tries(counter))
        self._now.verified.add(name)
        return b""

    def _change(self, command: Received) -> bytes:
        """A new secret for the one that was just verified; the register's PINs are changed by a command of their own."""
        name, file = self._current(command.p2 & SHORT_ID or None)
        aid = self._application().aid
        if (command.ins, command.p1) != ((0x32, 0x00) if aid in refusals.OF_THE_REGISTER else (0x24, 0x01)):
            raise Refusal(StatusWord.WRONG_PARAMETERS)
        if not isinstance(file, Secret):
            raise Refusal(StatusWord.WRONG_FILE_TYPE)
        if name not in self._now.verified:
            raise Refusal(StatusWord.SECURITY_STATUS_NOT_SATISFIED)
        if len(command.data) not in refusals.lengths(file):
            raise Refusal(StatusWord.WRONG_LENGTH)
        self._memory.change((aid, name), command.data)
        return b""

    def _read_record(self, command: Received) -> bytes:
        """By number, P1, in the current file or in the one that P2 names."""
        _, file = self._current(command.p2 >> 3 or None)
        if not isinstance(file, Records):
            raise Refusal(StatusWord.WRONG_FILE_TYPE)
        if command.p2 & 0x07 != BY_NUMBER:
            raise Refusal(StatusWord.WRONG_PARAMETERS)
        if not 1 <= command.p1 <= len(file.records):
            raise Refusal(StatusWord.RECORD_NOT_FOUND)
        return file.records[command.p1 - 1][: command.expects or 0]

    def _internal_authenticate(self, command: Received) -> bytes:
        """The chip's proof of itself: its own key over a challenge, without any secret."""
        _, key = self._current(command.p2 & SHORT_ID or None)
        if not isinstance(key, SigningKey) or self._application().aid != COMMON:
            raise Refusal(StatusWord.CONDITIONS_NOT_SATISFIED)
        if not command.data or len(command.data) > LONGEST_CHALLENGE:
            raise Refusal(StatusWord.WRONG_LENGTH)
        return FORMS[0x03](load_key(key.pkcs8), command.data)

    def _refuse(self, command: Received) -> bytes:
        raise Refusal(refusals.of(command, self._now.application, self._now.verified))

    def _get_challenge(self, command: Received) -> bytes:
        if command.expects is None or command.expects > 0x100:
            raise Refusal(StatusWord.CONDITIONS_NOT_SATISFIED)
        self._now.challenge = self._random_bytes(command.expects)
        return self._now.challenge

    def _get_data(self, command: Received) -> bytes:
        found = self._material.data_objects.get(command.p1p2)
        if self._now.application is not None or found is None:
            raise Refusal(StatusWord.REFERENCE_NOT_FOUND)
        if (command.expects or 0) < len(found):
            raise Refusal(StatusWord.WRONG_LENGTH)
        return found

    def _sign(self, command: Received) -> bytes:
        form = FORMS.get(command.p1)
        if form is None:
            raise Refusal(StatusWord.WRONG_PARAMETERS)
        if command.p2 == 0 and self._application().own_key is not None:
            return form(load_key(self._application().own_key or b""), command.data)
        _, key = self._current(command.p2 & SHORT_ID or None)
        if not isinstance(key, SigningKey):
            raise Refusal(StatusWord.CONDITIONS_NOT_SATISFIED)
        if not self._is_open(key):
            self._spend_grant(key)
        return form(load_key(key.pkcs8), command.data)

    def _spend_grant(self, key: SigningKey) -> None:
        if not (key.for_terminal and self._now.granted):
            raise Refusal(StatusWord.SECURITY_STATUS_NOT_SATISFIED)
        self._now.granted = False

    def _load_terminal(self, command: Received) -> bytes:
        self._now.terminal = sim_ta.terminal_key(self._material, command.data)
        return b""

    def _authenticate(self, command: Received) -> bytes:
        terminal, challenge = self._now.terminal, self._now.challenge
        self._now.challenge = None
        if terminal is None or challenge is None:
            raise Refusal(StatusWord.CONDITIONS_NOT_SATISFIED)
        answer = sim_ta.answer_proof(self._material, terminal, challenge, command.data)
        self._now.granted = True
        return answer
