"""A card dialogue as data: what is sent and which status words may come back stand on one line."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from reader import tlv
from reader.apdu import COUNTED, LOCKED, Command, Response, StatusWord, exchange
from reader.errors import CardRefused, CardUnreadable
from reader.port import CardSession

OK: AbstractSet[int] = frozenset({StatusWord.OK})
OK_OR_ABSENT: AbstractSet[int] = OK | {StatusWord.FILE_NOT_FOUND}
OK_OR_END: AbstractSet[int] = OK | {StatusWord.END_OF_FILE}
TRIES: AbstractSet[int] = COUNTED | LOCKED
VERIFIED_OR_TRIES: AbstractSet[int] = OK | TRIES
BLOCK = 0x100
BLOCKS = (BLOCK, 0xE0, 0x80)
"""How much is read at once. Some readers carry no answer of 256 bytes and two of status: then less is asked for."""
HEAD = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One exchange of a dialogue: its name for people, its command, the status words it accepts."""

    name: str
    command: Command
    accepts: AbstractSet[int] = OK

    def carrying(self, data: bytes) -> Step:
        """The same step with this command data."""
        return replace(self, command=replace(self.command, data=data))


def select_application(name: str, aid: str, accepts: AbstractSet[int] = OK) -> Step:
    """SELECT by the whole application identifier, no answer data wanted."""
    return Step(f"select {name}", Command(0x00, 0xA4, 0x04, 0x0C, bytes.fromhex(aid)), accepts)


def select_file(name: str, file: int, accepts: AbstractSet[int] = OK) -> Step:
    """SELECT an elementary file of the current application."""
    return Step(f"select {name}", Command(0x00, 0xA4, 0x02, 0x0C, file.to_bytes(2, "big")), accepts)


def query_tries(name: str) -> Step:
    """VERIFY without data (no Lc, no Le): asks for the tries and spends none."""
    return Step(f"ask for the tries of {name}", Command(0x00, 0x20, 0x00, 0x80), TRIES)


def verify(name: str) -> Step:
    """VERIFY; the secret is put in with `carrying`."""
    return Step(f"verify {name}", Command(0x00, 0x20, 0x00, 0x80), VERIFIED_OR_TRIES)


def sign(name: str, p2: int) -> Step:
    """PERFORM SECURITY OPERATION over a DigestInfo, PKCS#1 v1.5."""
    return Step(f"sign with {name}", Command(0x80, 0x2A, 0x00, p2, expects=BLOCK))


def perform(session: CardSession, step: Step) -> Response:
    """Carry out one step.

    Raises:
        CardRefused: a status word that the step does not accept.
        ReaderFault: whatever the session raises.
    """
    response = exchange(session, step.command)
    if response.status not in step.accepts:
        raise CardRefused(step.name, response.status)
    return response


def read_part(session: CardSession, name: str, at: int, length: int) -> bytes:
    """READ BINARY once: up to 256 bytes of the current file, fewer at its end."""
    step = Step(f"read {name}", Command(0x00, 0xB0, at >> 8 & 0x7F, at & 0xFF, expects=length), OK_OR_END)
    data = perform(session, step).data
    if len(data) > length:
        raise CardUnreadable(f"{name}: more bytes than were asked for")
    return data


def read_whole(session: CardSession, name: str, tag: int, ceiling: int) -> bytes:
    """Read the one object that a file holds, without the filler behind it and up to two stray bytes before it.

    Args:
        session: a file of it is selected.
        name: the file, for people.
        tag: what the object must begin with.
        ceiling: the most bytes that such a file can sensibly hold.

    Raises:
        CardUnreadable: another object, torn here or inside, nested too deep, or above the ceiling.
    """
    head = read_part(session, name, 0, HEAD)
    start = tlv.junk_before(head, tag)
    header = tlv.read_header(head, start)
    if header.total > ceiling:
        raise CardUnreadable(f"{name}: {header.total} bytes are more than such a file can hold")
    read = _read_up_to(session, name, start + header.total)[start:]
    tlv.check_depth(read)
    return read


def _read_up_to(session: CardSession, name: str, end: int) -> bytes:
    data, blocks = b"", list(BLOCKS)
    while len(data) < end:
        wanted = min(blocks[0], end - len(data))
        try:
            part = read_part(session, name, len(data), wanted)
        except CardRefused as refused:
            if refused.status != StatusWord.WRONG_LENGTH or wanted <= blocks[-1]:
                raise
            blocks = [each for each in blocks if each < wanted]
            continue
        if not part:
            raise CardUnreadable(f"{name}: the file ends before its object does")
        data += part
    return data
