"""A command APDU as the card reads it: the four cases of ISO/IEC 7816-3 section 12.1.3, short and extended."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.apdu import StatusWord


class Refusal(Exception):
    """Ends a command with this status word."""

    def __init__(self, status: int) -> None:
        super().__init__(f"{status:04X}")
        self.status = status


@dataclass(frozen=True, slots=True)
class Received:
    """One command; `expects` is the most bytes that the answer may have, None when it wants none."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = field(repr=False)
    expects: int | None

    @property
    def p1p2(self) -> int:
        return self.p1 << 8 | self.p2

    @classmethod
    def parsed(cls, sent: bytes) -> Received:
        """Read the bytes; anything that is no command is refused with 6700."""
        if len(sent) < 4:
            raise Refusal(StatusWord.WRONG_LENGTH)
        data, expects = _body(sent[4:])
        cla, ins, p1, p2 = sent[:4]
        return cls(cla, ins, p1, p2, data, expects)


def _body(body: bytes) -> tuple[bytes, int | None]:
    match len(body):
        case 0:
            return b"", None
        case 1:
            return b"", body[0] or 0x100
        case size if body[0] == 0 and size >= 3:
            return _extended(body[1:])
        case _:
            return _split(body[1:], body[0], 1)


def _extended(body: bytes) -> tuple[bytes, int | None]:
    length = int.from_bytes(body[:2], "big")
    if len(body) == 2:
        return b"", length or 0x10000
    return _split(body[2:], length, 2)


def _split(rest: bytes, length: int, width: int) -> tuple[bytes, int | None]:
    data, le = rest[:length], rest[length:]
    if len(data) < length or len(le) not in {0, width}:
        raise Refusal(StatusWord.WRONG_LENGTH)
    if not le:
        return data, None
    return data, int.from_bytes(le, "big") or (0x100 if width == 1 else 0x10000)
