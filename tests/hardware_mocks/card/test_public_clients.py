"""What two public clients of the card send, in their order and in words of ours: jpki/myna (Go) and meowkawaiijp/pyjpki.

myna reads seven bytes, then the whole object in blocks whose last has its exact length; pyjpki reads 256 bytes at once
and selects the application anew before each of its steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from hardware_mocks.card import CardMaterial, VirtualCard, card_expires
from hardware_mocks.card.number_a import number_a
from hardware_mocks.personas.model import Persona
from reader.card.number_b import number_b
from tests.hardware_mocks.card.facts import FACE, JPKI, TEXT

SHA1_INFO = bytes.fromhex("3021300906052B0E03021A05000414")
SHA256_INFO = bytes.fromhex("3031300D060960864801650304020105000420")
SHA512_INFO = bytes.fromhex("3051300D060960864801650304020305000440")


def digest_of(algorithm: hashes.HashAlgorithm, message: bytes) -> bytes:
    digest = hashes.Hash(algorithm)
    digest.update(message)
    return digest.finalize()


@dataclass
class Client:
    """A client at the card; every command must end in 9000 unless it says otherwise."""

    card: VirtualCard

    def send(self, command: bytes, status: str = "9000") -> bytes:
        answer = self.card.transmit(command)
        assert answer[-2:].hex().upper() == status, command.hex()
        return answer[:-2]

    def select(self, application: str, *files: int) -> None:
        self.send(bytes.fromhex(f"00A4040C{len(application) // 2:02X}{application}"))
        for file in files:
            self.file(file)

    def file(self, name: int) -> None:
        self.send(bytes.fromhex(f"00A4020C02{name:04X}"))

    def verify(self, file: int, secret: str, status: str = "9000") -> None:
        self.file(file)
        self.send(b"\x00\x20\x00\x80" + bytes((len(secret),)) + secret.encode(), status)

    def change(self, secret: str) -> None:
        self.send(b"\x00\x24\x01\x80" + bytes((len(secret),)) + secret.encode())

    def tries(self, file: int) -> int:
        self.file(file)
        return self.card.transmit(b"\x00\x20\x00\x80")[-1] & 0x0F

    def read(self, size: int) -> bytes:
        """In blocks of 256, the last one exact."""
        data = b""
        while len(data) < size:
            left = size - len(data)
            length = 0 if left > 0xFF else left
            data += self.send(bytes((0x00, 0xB0, len(data) >> 8, len(data) & 0xFF, length)))
        return data

    def whole(self, file: int) -> bytes:
        """An object whose length stands in its first seven bytes: a tag of one or two bytes, a length of up to three."""
        self.file(file)
        head = self.read(7)
        tag = 2 if head[0] & 0x1F == 0x1F else 1
        if head[tag] < 0x80:
            return self.read(tag + 1 + head[tag])
        width = head[tag] & 0x7F
        return self.read(tag + 1 + width + int.from_bytes(head[tag + 1 : tag + 1 + width], "big"))

    def sign(self, file: int, digest_info: bytes) -> bytes:
        self.file(file)
        return self.send(b"\x80\x2a\x00\x80" + bytes((len(digest_info),)) + digest_info + b"\x00")


@pytest.fixture
def client(card: VirtualCard) -> Client:
    return Client(card)


@pytest.fixture
def b(sato: Persona, now) -> str:
    assert sato.card
    return number_b(sato.resident.birthdate, card_expires(sato, now).year, sato.card.security_code)


def public_key(certificate: bytes) -> RSAPublicKey:
    key = x509.load_der_x509_certificate(certificate).public_key()
    assert isinstance(key, RSAPublicKey)
    return key


def test_myna_recognises_the_card(client: Client) -> None:
    client.select(JPKI, 0x06)
    assert client.read(0x20).rstrip(b" ") == b"JPKIAPICCTOKEN2"


def test_myna_shows_every_counter(client: Client) -> None:
    counted = []
    for application, files in ((FACE, (0x13, 0x12)), (TEXT, (0x11, 0x14, 0x15)), (JPKI, (0x18, 0x1B))):
        client.select(application)
        counted += [client.tries(each) for each in files]
    assert counted == [10, 10, 3, 10, 10, 3, 5]


def test_myna_reads_number_items_and_signatures_by_pin(client: Client, sato: Persona) -> None:
    client.select(TEXT)
    client.verify(0x11, "1234")
    client.file(0x01)
    assert client.read(17)[3:15].decode() == number_a(sato.id)
    items = client.whole(0x02)
    assert sato.resident.name.encode() in items
    assert sato.resident.address.encode() in items
    client.file(0x03)
    assert len(client.read(336)) == 336


def test_myna_reads_the_face_by_either_number(card: VirtualCard, sato: Persona, b: str) -> None:
    for file, secret in ((0x13, number_a(sato.id)), (0x12, b)):
        client = Client(card)
        client.select(FACE)
        client.verify(file, secret)
        assert b"a photograph" in client.whole(0x02)


def test_myna_reads_all_four_certificates(client: Client, material: CardMaterial) -> None:
    client.select(JPKI)
    assert client.whole(0x0A) == material.user_certificate
    client.verify(0x1B, "MIHON1")
    chain = [x509.load_der_x509_certificate(client.whole(each)) for each in (0x0A, 0x0B, 0x01, 0x02)]
    for own, issuer in (chain[:2], chain[2:]):
        own.verify_directly_issued_by(issuer)


@pytest.mark.parametrize(
    ("info", "algorithm"),
    [(SHA1_INFO, hashes.SHA1()), (SHA256_INFO, hashes.SHA256()), (SHA512_INFO, hashes.SHA512())],  # noqa: S303 - as it does
)
def test_myna_signs_documents_under_every_digest(
    client: Client, info: bytes, algorithm: hashes.HashAlgorithm
) -> None:
    client.select(JPKI)
    client.verify(0x1B, "MIHON1")
    certificate = client.whole(0x01)
    client.select(JPKI)
    client.verify(0x1B, "MIHON1")
    signature = client.sign(0x1A, info + digest_of(algorithm, b"a document"))
    public_key(certificate).verify(signature, b"a document", padding.PKCS1v15(), algorithm)


@pytest.mark.parametrize(
    ("application", "file", "old", "new"),
    [(TEXT, 0x11, "1234", "5678"), (JPKI, 0x18, "1234", "5678"), (JPKI, 0x1B, "MIHON1", "ABC123")],
)
def test_myna_changes_every_secret(client: Client, application: str, file: int, old: str, new: str) -> None:
    client.select(application)
    client.verify(file, old)
    client.change(new)
    client.select(application)
    client.verify(file, new)
    client.file(file)
    wrong = f"63C{4 if file == 0x1B else 2}"
    client.verify(file, old, wrong)


def test_pyjpki_reads_certificate_and_items_by_the_first_256_bytes(
    client: Client, material: CardMaterial, sato: Persona
) -> None:
    client.select(JPKI, 0x0A)
    assert client.send(b"\x00\xb0\x00\x00\x00") == material.user_certificate[:256]
    client.select(TEXT)
    client.verify(0x11, "1234")
    client.file(0x02)
    assert sato.resident.name.encode() in client.send(b"\x00\xb0\x00\x00\x00")


@pytest.mark.parametrize(("pin", "key", "secret"), [(0x18, 0x17, "1234"), (0x1B, 0x1A, "MIHON1")])
def test_pyjpki_signs_as_long_as_it_does_not_select_anew(
    client: Client, pin: int, key: int, secret: str
) -> None:
    """Selecting the application forgets the PIN, as is known of the card: its own order of steps ends in 6982."""
    client.select(JPKI)
    client.verify(pin, secret)
    info = SHA256_INFO + digest_of(hashes.SHA256(), b"data")
    assert len(client.sign(key, info)) == 256
    client.select(JPKI, key)
    client.send(b"\x80\x2a\x00\x80" + bytes((len(info),)) + info + b"\x00", "6982")
