"""Everything that a reader's hardware may do to us. Each class is one cause, not one place."""


class ReaderFault(Exception):
    """The root: whoever drives a reader catches this and nothing broader."""


class ReaderGone(ReaderFault):
    """No reader, or the PC/SC service is away."""


class ReaderRefused(ReaderGone):
    """The PC/SC service shut the door: no rule of its polkit names this user, or it is about to end."""


class ReaderBusy(ReaderFault):
    """Another program holds the card; ours is opened exclusively or not at all."""


class CardGone(ReaderFault):
    """The card left before it had answered."""


class CardMute(ReaderFault):
    """The card, or the service between us and it, did not answer within the deadline."""


class CardRefused(ReaderFault):
    """A status word that the dialogue does not accept."""

    def __init__(self, step: str, status: int) -> None:
        super().__init__(f"{step}: the card answered {status:04X}")
        self.step = step
        self.status = status


class CardUnreadable(ReaderFault):
    """An answer that is torn, endless, oversized or no valid TLV or DER."""


class CameraGone(ReaderFault):
    """No camera, or it stopped giving frames."""


class CameraFrozen(ReaderFault):
    """The camera gives the same frame again and again."""


class PhotoUnreadable(ReaderFault):
    """The chip's photograph is no JPEG 2000 of a sensible size, or holds no face."""


class WorkerDied(ReaderFault):
    """A child process ended or hung; one attempt is lost, the next gets a new child."""
