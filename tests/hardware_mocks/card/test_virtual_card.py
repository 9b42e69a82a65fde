from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.card import CardMaterial, VirtualCard
from hardware_mocks.card.material import Secret
from hardware_mocks.card.number_a import check_digit, number_a

SELECT_JPKI = "00A4040C0AD392F000260100000001"
SELECT_FACE = "00A4040C0AD3921000310001010402"
SELECT_TEXT = "00A4040C0AD3921000310001010408"
SELECT_ISSUER = "00A4040C07A0000001510000"
VERIFY = "0020008004"
RIGHT, WRONG = VERIFY + b"1234".hex(), VERIFY + b"0000".hex()
SHA256_OF_NOTHING = "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"
DIGEST_INFO = "3031300D060960864801650304020105000420" + SHA256_OF_NOTHING


def file(name: int) -> str:
    return f"00A4020C02{name:04X}"


def send(card: VirtualCard, *commands: str) -> str:
    """Send them all; the last answer's status word."""
    answer = b""
    for each in commands:
        answer = card.transmit(bytes.fromhex(each))
    return answer[-2:].hex().upper()


@pytest.mark.parametrize(
    ("commands", "status"),
    [
        ([SELECT_JPKI], "9000"),
        (["00A4040C09D392F0002601000000"], "9000"),
        (["00A4040C04D392F000"], "6A82"),
        (["00A40400 0AD392F000260100000001"], "6A82"),
        (["00A4000C023F00"], "6A82"),
        ([file(0x000A)], "6986"),
        ([SELECT_JPKI, file(0x0003)], "6A82"),
        ([SELECT_TEXT, file(0x0009)], "6A82"),
        ([SELECT_JPKI, "00B0000004"], "6986"),
        ([SELECT_JPKI, file(0x0018), "00B0000004"], "6981"),
        ([SELECT_JPKI, file(0x0006), "00B07FFF04"], "6B00"),
        ([SELECT_TEXT, file(0x0002), "00B0000004"], "6982"),
        ([SELECT_JPKI, file(0x000A), "00200080"], "6981"),
        ([SELECT_JPKI, file(0x0017), "802A008033" + DIGEST_INFO + "00"], "6982"),
        ([SELECT_JPKI, "802A0680010000"], "6A86"),
        (["01A4040C00"], "6881"),
        (["0055000000"], "6D00"),
        (["B0A4000000"], "6E00"),
        (["00A404"], "6700"),
        (["00A4040C0AD392"], "6700"),
        (["00CADF3005"], "6A88"),
        ([SELECT_JPKI, "00CADF5A00"], "6A88"),
        ([SELECT_ISSUER, "00CADF5B00"], "6700"),
        (["90F0000000"], "6A80"),
        (["90F20000020000"], "6985"),
    ],
)
def test_the_card_refuses_as_recorded(card: VirtualCard, commands: list[str], status: str) -> None:
    assert send(card, *commands) == status


def test_wrong_secrets_count_down_and_a_lock_is_told_apart_by_query_and_verify(card: VirtualCard) -> None:
    send(card, SELECT_JPKI, file(0x0018))
    assert [send(card, each) for each in ("00200080", WRONG, WRONG, "00200080", WRONG)] == [
        "63C3",
        "63C2",
        "63C1",
        "63C1",
        "63C0",
    ]
    assert send(card, "00200080") == "63C0"
    assert send(card, RIGHT) == "6984"


def test_counters_outlive_the_power_and_security_status_does_not(card: VirtualCard) -> None:
    send(card, SELECT_JPKI, file(0x0018), WRONG)
    card.reset()
    assert send(card, SELECT_JPKI, file(0x0018), "00200080") == "63C2"
    signing = [file(0x0017), "802A008033" + DIGEST_INFO + "00"]
    assert send(card, RIGHT, *signing) == "9000"
    for forget in (card.reset, card.power_off, card.power_on):
        forget()
        assert send(card, SELECT_JPKI, *signing) == "6982"
    assert send(card, file(0x0018), RIGHT, SELECT_FACE, SELECT_JPKI, *signing) == "6982"


def test_a_wrong_secret_takes_back_what_the_right_one_gave(card: VirtualCard) -> None:
    signing = [file(0x0017), "802A008033" + DIGEST_INFO + "00"]
    assert send(card, SELECT_JPKI, file(0x0018), RIGHT, *signing) == "9000"
    assert send(card, file(0x0018), WRONG, *signing) == "6982"


def test_files_and_secrets_can_be_named_by_short_identifier(
    card: VirtualCard, material: CardMaterial
) -> None:
    send(card, SELECT_JPKI)
    assert card.transmit(bytes.fromhex("00B08A0004")) == material.user_certificate[:4] + b"\x90\x00"
    assert send(card, "0020009804" + b"1234".hex(), "802A009733" + DIGEST_INFO + "00") == "9000"


def test_reading_past_the_end_gives_what_is_left(card: VirtualCard) -> None:
    send(card, SELECT_JPKI, file(0x0006))
    assert len(card.transmit(bytes.fromhex("00B0009000"))) == 160 - 0x90 + 2


def test_the_token_information_has_its_length_and_says_what_it_is(card: VirtualCard) -> None:
    send(card, SELECT_JPKI, file(0x0006))
    token = card.transmit(bytes.fromhex("00B0000000"))[:-2]
    assert len(token) == 160
    assert token[:32].rstrip() == b"JPKIAPICCTOKEN2"
    assert {token[32:64].strip(), token[64:80].strip(), token[80:96].strip()} == {b"VIRTUAL"}


@pytest.mark.parametrize(
    ("form", "sent", "scheme", "prehashed"),
    [
        ("00", DIGEST_INFO, padding.PKCS1v15(), True),
        ("02", SHA256_OF_NOTHING, padding.PKCS1v15(), True),
        ("03", "00", padding.PKCS1v15(), False),
        ("04", SHA256_OF_NOTHING, padding.PSS(padding.MGF1(hashes.SHA256()), 32), True),
        ("05", "00", padding.PSS(padding.MGF1(hashes.SHA256()), 32), False),
    ],
)
def test_every_form_of_signature_holds(
    card: VirtualCard,
    material: CardMaterial,
    form: str,
    sent: str,
    scheme: padding.AsymmetricPadding,
    *,
    prehashed: bool,
) -> None:
    key = x509.load_der_x509_certificate(material.user_certificate).public_key()
    assert isinstance(key, RSAPublicKey)
    send(card, SELECT_JPKI, file(0x0018), RIGHT, file(0x0017))
    answer = card.transmit(bytes.fromhex(f"802A{form}80{len(sent) // 2:02X}{sent}00"))
    signed = bytes.fromhex(SHA256_OF_NOTHING) if prehashed else b"\x00"
    key.verify(answer[:-2], signed, scheme, Prehashed(hashes.SHA256()) if prehashed else hashes.SHA256())
    with pytest.raises(InvalidSignature):
        key.verify(answer[:-2], b"something else", scheme, hashes.SHA256())


@settings(max_examples=300)
@given(sent=st.lists(st.binary(max_size=24) | st.sampled_from([SELECT_JPKI, SELECT_TEXT]).map(bytes.fromhex)))
def test_hazard_no_command_makes_the_card_fail(material: CardMaterial, sent: list[bytes]) -> None:
    card = VirtualCard(material)
    for each in sent:
        assert len(card.transmit(each)) >= 2


def test_hazard_the_twelve_digits_on_a_card_are_nobodys(material: CardMaterial) -> None:
    """A real card's 照合番号A is an individual number; its last digit checks the others, and here it never does."""
    found = [
        file.value.decode()
        for application in material.applications
        for file in application.files.values()
        if isinstance(file, Secret) and len(file.value) == 12
    ]
    assert len(found) == 2
    assert len(set(found)) == 1
    assert check_digit(found[0][:11]) != int(found[0][11])


@given(seed=st.text(max_size=20))
def test_hazard_no_made_up_number_is_anybodys(seed: str) -> None:
    number = number_a(seed)
    assert len(number) == 12
    assert check_digit(number[:11]) != int(number[11])


def test_the_check_digit_is_the_laws() -> None:
    """As in 123456789018, the sample number of many public forms."""
    assert check_digit("12345678901") == 8


def test_hazard_secrets_keys_and_photograph_are_in_no_repr(material: CardMaterial) -> None:
    shown = repr(material).replace(
        str(material.certificate_serial), ""
    )  # random, and free to hold any digits
    assert "1234" not in shown
    assert "a photograph" not in shown
    assert "佐藤" not in shown
