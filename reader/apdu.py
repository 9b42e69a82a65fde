"""Commands to a card and its answers, as ISO/IEC 7816-4 shapes them, and one bounded exchange of the two."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum

from reader.errors import CardUnreadable
from reader.port import CardSession

MAX_EXCHANGES = 64
MAX_BYTES = 0x10000
GET_RESPONSE = 0xC0


class StatusWord(IntEnum):
    """Status words with a fixed value (ISO/IEC 7816-4 section 5.6); `63Cx` is read by `tries_left`."""

    OK = 0x9000
    DATA_CORRUPTED = 0x6281
    END_OF_FILE = 0x6282
    NO_INFORMATION = 0x6300
    NO_TRIES_LEFT = 0x63C0
    WRONG_LENGTH = 0x6700
    CHANNEL_NOT_SUPPORTED = 0x6881
    SECURE_MESSAGING_NOT_SUPPORTED = 0x6882
    WRONG_FILE_TYPE = 0x6981
    SECURITY_STATUS_NOT_SATISFIED = 0x6982
    AUTHENTICATION_BLOCKED = 0x6983
    REFERENCE_INVALIDATED = 0x6984
    CONDITIONS_NOT_SATISFIED = 0x6985
    NO_CURRENT_FILE = 0x6986
    WRONG_SECURE_OBJECT = 0x6988
    WRONG_DATA = 0x6A80
    FILE_NOT_FOUND = 0x6A82
    WRONG_PARAMETERS = 0x6A86
    RECORD_NOT_FOUND = 0x6A83
    REFERENCE_NOT_FOUND = 0x6A88
    OFFSET_OUTSIDE_FILE = 0x6B00
    INSTRUCTION_NOT_SUPPORTED = 0x6D00
    CLASS_NOT_SUPPORTED = 0x6E00


LOCKED = frozenset(
    {StatusWord.NO_TRIES_LEFT, StatusWord.AUTHENTICATION_BLOCKED, StatusWord.REFERENCE_INVALIDATED}
)
"""A blocked PIN, as the cards and writings there are say it in three ways."""

COUNTED = frozenset(range(0x63C1, 0x63D0))
"""`63Cx` with tries left."""


def tries_left(status: int) -> int:
    """Tries that a VERIFY answer or query leaves: x of `63Cx`, 0 for every way of saying "locked".

    Raises:
        CardUnreadable: the word counts nothing.
    """
    if status in LOCKED:
        return 0
    if status not in COUNTED:
        raise CardUnreadable(f"{status:04X} does not count tries")
    return status & 0x0F


@dataclass(frozen=True, slots=True)
class Command:
    """A command APDU. `expects` is Le: None for no data back, 256 for the short maximum, more for extended length."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = field(default=b"", repr=False)
    expects: int | None = None

    def encoded(self) -> bytes:
        """The bytes on the wire; extended length only when short length cannot say it."""
        head = bytes((self.cla, self.ins, self.p1, self.p2))
        if len(self.data) > 0xFF or (self.expects or 0) > 0x100:
            return head + self._extended()
        body = bytes((len(self.data),)) + self.data if self.data else b""
        return head + body + (b"" if self.expects is None else bytes((self.expects & 0xFF,)))

    def _extended(self) -> bytes:
        body = b"\x00" + (len(self.data).to_bytes(2, "big") + self.data if self.data else b"")
        return body + (b"" if self.expects is None else (self.expects & 0xFFFF).to_bytes(2, "big"))


@dataclass(frozen=True, slots=True)
class Response:
    """What the card answered. The data may be personal, so it is in no repr."""

    data: bytes = field(repr=False)
    status: int

    @classmethod
    def parsed(cls, answer: bytes) -> Response:
        """Split data from status word.

        Raises:
            CardUnreadable: fewer than two bytes.
        """
        if len(answer) < 2:
            raise CardUnreadable("an answer without a status word")
        return cls(answer[:-2], int.from_bytes(answer[-2:], "big"))

    @property
    def ok(self) -> bool:
        return self.status == StatusWord.OK


def exchange(session: CardSession, command: Command) -> Response:
    """Send a command and gather its whole answer, following `61xx` and `6Cxx` (ISO/IEC 7816-3 section 12.2.1).

    A command without Le is never sent twice, whatever the card answers: VERIFY is such a one.

    Raises:
        CardUnreadable: the answer does not end within 64 exchanges or 64 KiB.
        ReaderFault: whatever the session raises.
    """
    gathered = b""
    for _ in range(MAX_EXCHANGES):
        response = Response.parsed(session.transmit(command.encoded()))
        gathered += response.data
        if len(gathered) > MAX_BYTES:
            raise CardUnreadable("the answer does not end")
        following = _following(command, response.status)
        if following is None:
            return Response(gathered, response.status)
        command = following
    raise CardUnreadable("the card asks for one exchange after another")


def _following(command: Command, status: int) -> Command | None:
    announced = (status & 0xFF) or 0x100
    match status >> 8:
        case 0x61:
            return Command(command.cla & 0x03, GET_RESPONSE, 0, 0, expects=announced)
        case 0x6C if command.expects is not None:
            return replace(command, expects=announced)
        case _:
            return None
