"""The troubles that stand: what went wrong at this station and has not been seen to work since."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import date
from hashlib import blake2s

from kiosk.clock import Clock
from kiosk.troubles import ANCHORS_OLD, BY_CODE, OF_TRUST, Mended

CARDS_FOR_A_LIST = 2
"""So many cards of one day with the same fault of a signature, and it is our list of authorities that is suspected."""


class Strips:
    """Thread-safe. `hung` before the last end of the kiosk: what nobody has seen to. Cards are told apart by a digest under `secret`, which does not outlive the process."""

    def __init__(self, clock: Clock, secret: bytes, hung: Iterable[str] = ()) -> None:
        self._clock = clock
        self._secret = secret
        self._hanging: dict[str, None] = {code: None for code in hung if _is_by_hand(code)}
        self._faulty: dict[tuple[date, str], set[bytes]] = {}
        self._lock = threading.Lock()

    def __call__(self) -> tuple[str, ...]:
        """The codes that hang now, the oldest first."""
        with self._lock:
            return tuple(self._hanging)

    def heard(self, met: Iterable[str], shown: Iterable[Mended], card: bytes = b"") -> None:
        """A turn met `met` with the card of this certificate, and showed `shown` to work."""
        works = frozenset(shown) - {Mended.BY_HAND}
        with self._lock:
            self._hanging = {code: None for code in self._hanging if BY_CODE[code].mended not in works}
            for code in met:
                self._meet(code, card)

    def take_down(self, code: str) -> bool:
        """Somebody saw to it; False where no such strip hangs, or where a machine would see for itself."""
        with self._lock:
            if code not in self._hanging or not _is_by_hand(code):
                return False
            del self._hanging[code]
            if code == ANCHORS_OLD:
                self._faulty.clear()
        return True

    def _meet(self, code: str, card: bytes) -> None:
        trouble = BY_CODE.get(code)
        if trouble is not None and trouble.mended not in {None, Mended.LOOKED_AT}:
            self._hanging.setdefault(code)
        if code in OF_TRUST and card:
            today = self._clock.now().today
            self._faulty = {key: each for key, each in self._faulty.items() if key[0] == today}
            cards = self._faulty.setdefault((today, code), set())
            cards.add(blake2s(card, key=self._secret[:32]).digest())
            if len(cards) >= CARDS_FOR_A_LIST:
                self._hanging.setdefault(ANCHORS_OLD)


def _is_by_hand(code: str) -> bool:
    """A code of an older release may be none any more."""
    return code in BY_CODE and BY_CODE[code].mended is Mended.BY_HAND
