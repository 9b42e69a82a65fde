"""The card of the check-in, over whatever process speaks with the real one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from kiosk.checkin.conductor.performing import NamedTrouble
from kiosk.checkin.conductor.ports import NumberBWrong, OpenedCard, PinWrong, TerminalUnavailable
from kiosk.checkin.machine.seen import CardItems, CardSeen
from reader import card
from reader.card import CardAnswer, NotAvailable, TerminalAuthenticator
from reader.errors import CardUnreadable, ReaderFault, WorkerDied
from reader.pcsc.card_process import (
    CardRequest,
    CardWorker,
    OpenFace,
    Recognise,
    Release,
    SignForTerminal,
    SignWithPin,
)

OTHER_CARDS = {
    card.CardKind.JUKI: "card_foreign",
    card.CardKind.FOREIGN: "card_foreign",
    card.CardKind.PHONE: "card_phone",
}
NONCE_BYTES = 32
SEX = {"1": "1", "2": "2"}
"""The card's digits that the service has too; every other one is "not set" there."""


@dataclass(frozen=True, slots=True)
class ReaderCardDesk:
    """CardDesk over a card worker; what the reader raises goes on as it is."""

    worker: CardWorker
    card_authority: bytes
    """SubjectPublicKeyInfo (DER) of the authority that signs what stands on cards; empty where nobody has it."""
    terminal: TerminalAuthenticator
    fresh_bytes: Callable[[int], bytes]

    def _asked(self, request: CardRequest) -> CardAnswer:
        try:
            return self.worker.call(request)
        except WorkerDied as died:
            raise NamedTrouble("card_process_lost") from died

    def recognise(self) -> CardSeen:
        match self._asked(Recognise(simulation=not isinstance(self.terminal, NotAvailable))):
            case card.Recognised(kind=card.CardKind.MY_NUMBER) as seen:
                return CardSeen(seen.user_certificate, seen.pin_tries, seen.number_b_tries, seen.simulated)
            case card.Recognised(kind=kind):
                raise NamedTrouble(OTHER_CARDS[kind])
            case other:
                raise CardUnreadable(f"the card process answered {type(other).__name__}")

    def open(self, number_b: str) -> OpenedCard | NumberBWrong:
        """Without the authority's key nothing on the card could be checked, so nothing of it is read."""
        if not self.card_authority:
            raise NamedTrouble("card_record_unchecked")
        match self._asked(OpenFace(number_b, self.card_authority, self.fresh_bytes(NONCE_BYTES))):
            case card.CardFace(authentic=False):
                raise NamedTrouble("card_not_authentic")
            case card.CardFace(items=items, photo=photo):
                sex = SEX.get(items.sex, "3")
                return OpenedCard(CardItems(items.name, items.birthdate, sex, items.address), photo)
            case card.NumberBWrong(tries_left=left) | card.NumberBLocked(tries_left=left):
                return NumberBWrong(left)
            case other:
                raise CardUnreadable(f"the card process answered {type(other).__name__}")

    def sign_with_pin(self, pin: str, message: bytes) -> bytes | PinWrong:
        match self._asked(SignWithPin(pin, message)):
            case card.Signed(signature=signature):
                return signature
            case card.PinWrong(tries_left=left):
                return PinWrong(left)
            case card.PinLocked():
                return PinWrong(0)
            case other:
                raise CardUnreadable(f"the card process answered {type(other).__name__}")

    def sign_for_terminal(self, message: bytes) -> bytes | TerminalUnavailable:
        match self._asked(SignForTerminal(self.terminal, message)):
            case card.Signed(signature=signature):
                return signature
            case card.TerminalAuthUnavailable():
                return TerminalUnavailable()
            case other:
                raise CardUnreadable(f"the card process answered {type(other).__name__}")

    def release(self) -> None:
        with suppress(ReaderFault):
            self.worker.call(Release())
