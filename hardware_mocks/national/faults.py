"""What can go wrong with the service, as switches. Each is a way in which a real one was seen, or feared, to fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from threading import Lock


class Fault(Enum):
    """The value is the switch's name on a command line or in the dev dock."""

    REFUSE = "refuse"
    """Connections are dropped before a word is said."""
    BLACK_HOLE = "black_hole"
    """The question is taken and never answered."""
    LATE = "late"
    """The whole answer comes, but only when whoever waits has long given up."""
    SLOW = "slow"
    """The answer comes byte by byte: each read succeeds, the whole never does."""
    CUT = "cut"
    """The connection ends in the middle of the body."""
    REDIRECT = "redirect"
    OVERSIZED = "oversized"
    """Five MiB more than the answer has."""
    DTD = "dtd"
    MALFORMED = "malformed"
    NOT_XML = "not_xml"
    MISSING_ELEMENT = "missing_element"
    TWICE_THE_SAME_ELEMENT = "twice_the_same_element"
    WRONG_ENCODING = "wrong_encoding"
    """CharacterCodeIdentifier contradicts the XML declaration."""
    OTHER_VISIT = "other_visit"
    OTHER_IDENTIFIER = "other_identifier"
    OTHER_INSTITUTION = "other_institution"
    PREVIOUS_ANSWER = "previous_answer"
    """The answer of the patient before, whole and well-formed."""
    OTHER_PERSON = "other_person"
    """A lie: everything names this visit, and the record is somebody else's."""
    PROCESSING = "processing"
    """処理中 once, then the answer."""
    ERROR_9 = "error_9"
    UNKNOWN_CODES = "unknown_codes"
    STALE_CRL = "stale_crl"


class Switches:
    """Which faults are on. Thrown by a test or the dev dock while requests are being served."""

    def __init__(self) -> None:
        self._on: frozenset[Fault] = frozenset()
        self._lock = Lock()

    def __contains__(self, fault: Fault) -> bool:
        return fault in self._on

    def on(self, *faults: Fault) -> None:
        with self._lock:
            self._on |= set(faults)

    def off(self, *faults: Fault) -> None:
        with self._lock:
            self._on -= set(faults)

    @contextmanager
    def thrown(self, *faults: Fault) -> Iterator[None]:
        self.on(*faults)
        try:
            yield
        finally:
            self.off(*faults)
