"""A house beside an approved reader: no card, no camera and, unless one is named, no service of its own."""

# ruff: noqa: ARG002 - the ports name what they are asked for

from __future__ import annotations

from kiosk.checkin.conductor.ports import FaceAgrees, FaceDoubtful, OpenedCard
from kiosk.checkin.machine.seen import CardSeen
from kiosk.clock import Moment
from kiosk.identity.certificate import CertificateVerdict
from kiosk.qualification.grounds import CardProof, Challenge
from kiosk.qualification.model import Answer
from kiosk.qualification.port import Inquiry, ServiceUnreachable
from reader.errors import ReaderGone

NO_SERVICE = "no service is named in the settings"


class NoReader:
    """CardDesk, FaceDesk and CertificateDesk without hardware: nothing ever comes, and whoever asks hears that it is gone."""

    def recognise(self) -> CardSeen:
        raise ReaderGone("this house has no reader")

    def open(self, number_b: str) -> OpenedCard:
        raise ReaderGone("this house has no reader")

    def sign_with_pin(self, pin: str, message: bytes) -> bytes:
        raise ReaderGone("this house has no reader")

    def sign_for_terminal(self, message: bytes) -> bytes:
        raise ReaderGone("this house has no reader")

    def judge(self, certificate: bytes, now: Moment) -> CertificateVerdict:
        raise ReaderGone("this house has no reader")

    def read_printed_number(self, after: float = 0.0) -> tuple[str | None, str, str]:
        del after
        return None, "camera_gone", ""

    def compare(self, photo: bytes) -> FaceAgrees | FaceDoubtful:
        raise ReaderGone("this house has no reader")

    def asks(self) -> str:
        return ""

    def live_picture(self, *, face_alone: bool = False) -> bytes | None:
        del face_alone
        return None

    def release(self) -> None:
        """Nothing is held."""

    def forget(self) -> None:
        """Nothing is kept."""


class NoService:
    """QualificationService where none is named: the clinic asks with its own programs."""

    def challenge(self, visit: str) -> Challenge:
        raise ServiceUnreachable(NO_SERVICE)

    def registered(self, proof: CardProof) -> bool:
        raise ServiceUnreachable(NO_SERVICE)

    def register(self, proof: CardProof) -> None:
        raise ServiceUnreachable(NO_SERVICE)

    def qualify(self, inquiry: Inquiry) -> Answer:
        raise ServiceUnreachable(NO_SERVICE)
