"""The declared test PKI: every key, certificate and revocation of the virtual world. Time is always an argument."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from hardware_mocks.pki import card_verifiable as cv
from hardware_mocks.pki import profile, status, tls
from hardware_mocks.pki.authority import Authority, load_rsa_key, rsa_key, save_key
from hardware_mocks.pki.card_verifiable import Terminal
from hardware_mocks.pki.profile import Signer
from hardware_mocks.pki.status import Ledger, Revocation
from hardware_mocks.pki.tls import TlsIdentity

JAPAN = timezone(timedelta(hours=9), "JST")
LAST_SECOND = time(23, 59, 59, tzinfo=JAPAN)
_FOUR_BYTES = (0x0100_0000, 0x8000_0000)

# Days from today to the end of the certificate. The margins let a world on disk keep its meaning for weeks.
_DAYS_LEFT = {
    "valid": 4 * 365,
    "expires_soon": 60,
    "in_grace": -10,
    "expired": -200,
    "revoked": 4 * 365,
    "on_hold": 4 * 365,
}


@dataclass(frozen=True, slots=True)
class IssuedCertificate:
    """A user certificate (DER) with the key that lies on the chip."""

    der: bytes = field(repr=False)
    key: rsa.RSAPrivateKey = field(repr=False)
    serial: int


@dataclass(frozen=True, slots=True)
class Pki:
    """One world's authorities. Two worlds share names and no keys, so each is the other's foreign CA."""

    made: datetime
    user_ca: Authority
    signature_ca: Authority
    ocsp_responder: Authority
    tls_authority: Authority
    card_ca: rsa.RSAPrivateKey = field(repr=False)
    terminal_ca: rsa.RSAPrivateKey = field(repr=False)
    terminal_key: rsa.RSAPrivateKey = field(repr=False)
    ledger: Ledger = field(default_factory=Ledger)

    @classmethod
    def make(cls, now: datetime) -> Pki:
        """Fresh keys throughout; about a second."""
        ca = profile.user_ca(now)
        return cls(
            made=now,
            user_ca=ca,
            signature_ca=profile.signature_ca(now),
            ocsp_responder=profile.ocsp_responder(ca, now),
            tls_authority=tls.tls_ca(now),
            card_ca=rsa_key(),
            terminal_ca=rsa_key(),
            terminal_key=rsa_key(),
        )

    @property
    def user_ca_certificate(self) -> bytes:
        """DER, as the card holds it in EF 000B."""
        return self.user_ca.der

    def user_certificate(
        self, subject: str, municipality: str, not_before: datetime, not_after: datetime
    ) -> IssuedCertificate:
        """Issue to `subject` (any stable text; only a digest of it appears) in a five-digit municipality."""
        key, serial = rsa_key(), self._free_serial()
        certificate = profile.user_certificate(
            self.user_ca,
            profile.Holder(subject, municipality),
            key.public_key(),
            serial,
            profile.Window(not_before, not_after),
            profile.OFFICIAL,
        )
        self.ledger.issued.add(serial)
        self.ledger.places[serial] = municipality
        return IssuedCertificate(certificate.public_bytes(serialization.Encoding.DER), key, serial)

    def signature_certificate(
        self, holder: Signer, not_before: datetime, not_after: datetime
    ) -> IssuedCertificate:
        """署名用電子証明書 for a made-up person; no list tells of it."""
        key, serial = rsa_key(), self._free_serial()
        window = profile.Window(not_before, not_after)
        made = profile.signature_certificate(self.signature_ca, holder, key.public_key(), serial, window)
        return IssuedCertificate(made.public_bytes(serialization.Encoding.DER), key, serial)

    def _free_serial(self) -> int:
        """A four-byte positive INTEGER, as on real cards."""
        first, end = _FOUR_BYTES
        serial = first + secrets.randbelow(end - first)
        return self._free_serial() if serial in self.ledger.issued else serial

    def revoke(self, serial: int, on: datetime, *, on_hold: bool = False) -> None:
        """Take a certificate back from `on`, or hold it; a serial that this CA never issued is a KeyError."""
        if serial not in self.ledger.issued:
            raise KeyError(f"serial {serial:08X} was not issued here")
        self.ledger.revoked[serial] = Revocation(on, on_hold)

    def lift(self, serial: int) -> None:
        """End a hold; fine without one."""
        if serial in self.ledger.revoked and self.ledger.revoked[serial].on_hold:
            del self.ledger.revoked[serial]

    def crl(self, now: datetime) -> bytes:
        """The whole book in one list."""
        return status.revocation_list(self.user_ca, self.ledger, now)

    def municipal_crl(self, place: str, now: datetime) -> bytes:
        """The list of a place as certificates name it (RFC 4514); a place that nobody lives in is a KeyError."""
        for municipality in set(self.ledger.places.values()):
            if profile.municipal_point(municipality).rfc4514_string() == place:
                return status.municipal_list(self.user_ca, self.ledger, municipality, now)
        raise KeyError(place)

    def ocsp(self, request_der: bytes, now: datetime) -> bytes:
        return status.status_answer(self.user_ca, self.ocsp_responder, self.ledger, request_der, now)

    def card_verifiable(self, holder_id: bytes, public_key: rsa.RSAPublicKey) -> bytes:
        """The card's CV certificate, signed by the card CA; `holder_id` comes from `pki_card_verifiable.key_id`."""
        return cv.card_verifiable(cv.CARD_CA_ID, self.card_ca, holder_id, public_key)

    @property
    def card_ca_public_key(self) -> rsa.RSAPublicKey:
        return self.card_ca.public_key()

    def terminal(self) -> Terminal:
        """The one simulated terminal of this world."""
        key = self.terminal_key
        certificate = cv.card_verifiable(
            cv.TERMINAL_CA_ID, self.terminal_ca, cv.TERMINAL_ID, key.public_key()
        )
        return Terminal(certificate, key)

    @property
    def terminal_ca_public_key(self) -> rsa.RSAPublicKey:
        return self.terminal_ca.public_key()

    @property
    def tls_ca(self) -> bytes:
        """PEM, for both sides of the mutual TLS."""
        return self.tls_authority.pem

    def server_identity(self, host: str) -> TlsIdentity:
        return tls.server_identity(self.tls_authority, self.made, host)

    def institution_identity(self, code: str) -> TlsIdentity:
        return tls.institution_identity(self.tls_authority, self.made, code)

    def save(self, folder: Path) -> None:
        """Write everything, the private keys readable by their owner alone."""
        folder.mkdir(parents=True, exist_ok=True)
        self.user_ca.save(folder, "user-ca")
        self.signature_ca.save(folder, "signature-ca")
        self.ocsp_responder.save(folder, "ocsp-responder")
        self.tls_authority.save(folder, "tls-ca")
        save_key(folder / "card-ca.key", self.card_ca)
        save_key(folder / "terminal-ca.key", self.terminal_ca)
        save_key(folder / "terminal.key", self.terminal_key)
        (folder / "ledger.json").write_text(json.dumps(_ledger_table(self.made, self.ledger)), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> Pki:
        """Read what `save` wrote; a missing file is a FileNotFoundError."""
        table = json.loads((folder / "ledger.json").read_text("utf-8"))
        return cls(
            made=datetime.fromisoformat(table["made"]),
            user_ca=Authority.load(folder, "user-ca"),
            signature_ca=Authority.load(folder, "signature-ca"),
            ocsp_responder=Authority.load(folder, "ocsp-responder"),
            tls_authority=Authority.load(folder, "tls-ca"),
            card_ca=load_rsa_key(folder / "card-ca.key"),
            terminal_ca=load_rsa_key(folder / "terminal-ca.key"),
            terminal_key=load_rsa_key(folder / "terminal.key"),
            ledger=Ledger(
                set(table["issued"]),
                {
                    int(key): Revocation(datetime.fromisoformat(on), hold)
                    for key, (on, hold) in table["revoked"].items()
                },
                {int(key): place for key, place in table["places"].items()},
            ),
        )


def _ledger_table(made: datetime, ledger: Ledger) -> dict[str, object]:
    revoked = {str(serial): (each.on.isoformat(), each.on_hold) for serial, each in ledger.revoked.items()}
    places = {str(serial): place for serial, place in ledger.places.items()}
    return {"made": made.isoformat(), "issued": sorted(ledger.issued), "revoked": revoked, "places": places}


def end_of_day(day: date) -> datetime:
    """The last second of a day in Japan, 14:59:59Z: how every user certificate ends."""
    return datetime.combine(day, LAST_SECOND).astimezone(UTC)


def certificate_window(state: str, now: datetime) -> tuple[datetime, datetime]:
    """Start and end of validity for a persona's certificate state; an unknown state is a KeyError.

    States: valid, expires_soon, in_grace, expired, and revoked and on_hold, which are valid windows to be revoked afterwards.
    """
    end = end_of_day(now.astimezone(JAPAN).date() + timedelta(days=_DAYS_LEFT[state]))
    return end - timedelta(days=5 * 365), end
