"""From the bytes of a file to the answer of a visit, or to the reason why staff have to look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.companion.names import FileName, Maker
from kiosk.companion.watching import Appeared
from kiosk.qualification.message import read_reader_file
from kiosk.qualification.model import Answer
from kiosk.qualification.port import AnswerForAnother, AnswerMalformed
from kiosk.qualification.section import open_message

FAR_OFF = 12 * 3600.0
"""Seconds between the time in a name and ours beyond which the file is of another day, or a clock is wrong by one."""


class Met(Enum):
    """What became of a file. The value stands in records and names the sentence for staff."""

    CARD_SHOWN = "card_shown"
    NOT_A_CARD = "not_a_card"
    """An exporter's or a bare file: at most a typed look-up, never a card or an arrival."""
    OTHER_INSTITUTION = "other_institution"
    OTHER_DAY = "other_day"
    OTHER_CONTENT = "other_content"
    REPEATED = "repeated"
    CAME_AND_WENT = "came_and_went"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    REFUSED = "refused"


UNSEEN = frozenset({Met.OTHER_CONTENT, Met.CAME_AND_WENT, Met.UNREADABLE, Met.ENCRYPTED, Met.OTHER_DAY})
"""Behind these a patient may stand whom nobody compared: staff are told."""


@dataclass(frozen=True, slots=True)
class NoCard:
    """The file opens no visit; `why` is for people, without a word of its content."""

    met: Met
    why: str = ""


def why_not_whole(content: bytes) -> str:
    """Why this is no message from beginning to end; empty when it is."""
    try:
        open_message(content)
    except AnswerMalformed as broken:
        return str(broken)
    return ""


def identifier_of(digest: str) -> str:
    """The answer's identifier: the file names no inquiry of ours."""
    return f"face-{digest[:24]}"


def read_file(file: Appeared, institution: str) -> Answer | NoCard:
    """The answer, with no visit yet. Only an official file of this institution and of today counts as a card that was shown."""
    if file.name.maker is not Maker.OFFICIAL:
        return NoCard(Met.NOT_A_CARD, file.name.maker.value)
    if file.name.institution != institution:
        return NoCard(Met.OTHER_INSTITUTION)
    if file.skew is not None and abs(file.skew) > FAR_OFF:
        return NoCard(Met.OTHER_DAY)
    try:
        return read_reader_file(file.content, institution, "", identifier_of(file.digest))
    except AnswerForAnother:
        return NoCard(Met.OTHER_INSTITUTION)
    except AnswerMalformed as broken:
        return NoCard(Met.UNREADABLE, str(broken))


def met_by_name(name: FileName) -> Met:
    return Met.ENCRYPTED if name.maker is Maker.ENCRYPTED else Met.REFUSED
