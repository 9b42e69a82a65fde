"""The national service as the check-in sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kiosk.qualification.grounds import CardProof, Challenge, Consent, Grounds
from kiosk.qualification.model import Answer


class ServiceFault(Exception):
    """The root of what can go wrong between us and the service."""


class ServiceUnreachable(ServiceFault):
    """No connection, a cut one, or no complete answer within the deadline."""


class ServiceUntrusted(ServiceFault):
    """TLS failed: not the service's certificate, or it does not accept ours."""


class ServiceRefused(ServiceFault):
    """The service understood and said no; `code` is its own, marked as the mock's where it is one."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class AnswerMalformed(ServiceFault):
    """No well-formed message, a DTD, an oversized body, or a missing required element."""


class AnswerForAnother(ServiceFault):
    """A message that names another visit or institution than the one that asked."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question about one person for one visit. `identifier` is repeated only by an exact retry."""

    visit: str
    identifier: str
    grounds: Grounds
    consent: Consent
    on: date


class QualificationService(Protocol):
    """Every call has one total deadline and raises a ServiceFault, nothing else."""

    def challenge(self, visit: str) -> Challenge: ...

    def registered(self, proof: CardProof) -> bool:
        """Whether this card is already usable as insurance card (初回登録)."""
        ...

    def register(self, proof: CardProof) -> None:
        """First use: register the card as insurance card."""
        ...

    def qualify(self, inquiry: Inquiry) -> Answer: ...
