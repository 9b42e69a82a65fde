"""Every way in which a certificate can be wrong has its own answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from hardware_mocks.pki.authority import Authority
from hardware_mocks.pki.profile import OFFICIAL, Window, key_usage, name, sign
from kiosk.identity.anchors import Anchors, key_id
from kiosk.identity.certificate import (
    Doubt,
    Expired,
    Flaw,
    Genuine,
    NotGenuine,
    NotYetValid,
    RevocationDoubtful,
    Revoked,
)
from kiosk.identity.grace import MONTH_END
from kiosk.identity.judge import judge, judge_with
from kiosk.identity.revocation import STALE, UNKNOWN, NotRevoked, RevokedSince, Subject


def test_a_card_of_our_ca_is_genuine_and_named_by_number_only(bench, good, serial):
    match bench.judged(good):
        case Genuine(subject=subject, serial=found):
            assert found == serial
            assert subject.startswith("VIRTUAL")
            assert len(subject) == 23
        case other:
            pytest.fail(f"{other}")


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"usage": ("digital_signature", "content_commitment")}, Flaw.WRONG_USAGE),
        ({"usage": ("key_encipherment",)}, Flaw.WRONG_USAGE),
        ({"usage": ("digital_signature", "key_cert_sign")}, Flaw.WRONG_USAGE),
        ({"purposes": (ExtendedKeyUsageOID.SERVER_AUTH,)}, Flaw.WRONG_USAGE),
        ({"policy": "1.2.392.200149.8.5.1.1.20"}, Flaw.WRONG_POLICY),
        ({"policy": "1.2.392.200149.8.5.1.0.20"}, Flaw.WRONG_POLICY),
        ({"digest": hashes.SHA384()}, Flaw.WEAK_KEY),
    ],
)
def test_a_certificate_for_another_purpose_is_refused_with_its_reason(bench, change, flaw):
    der = bench.certificate(replace(OFFICIAL, **change))
    assert bench.judged(der) == NotGenuine(flaw)


def test_the_signing_certificate_of_the_same_card_does_not_prove_its_holder(bench):
    profile = replace(
        OFFICIAL, usage=("digital_signature", "content_commitment"), policy="1.2.392.200149.8.5.1.1.20"
    )
    assert bench.judged(bench.certificate(profile)) == NotGenuine(Flaw.WRONG_USAGE)


def test_a_short_rsa_key_is_weak(bench):
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - the weakness under test
    assert bench.judged(bench.certificate(key=short)) == NotGenuine(Flaw.WEAK_KEY)


def test_a_sha1_signature_is_weak(bench, good):
    with_sha256, with_sha1 = (bytes.fromhex("06092a864886f70d0101" + last) for last in ("0b", "05"))
    model = x509.load_der_x509_certificate(good)
    claimed = model.tbs_certificate_bytes.replace(with_sha256, with_sha1)
    signature = bench.ca.key.sign(claimed, padding.PKCS1v15(), hashes.SHA1())  # noqa: S303 - the weakness under test
    der = good.replace(with_sha256, with_sha1).replace(model.signature, signature)
    made = x509.load_der_x509_certificate(der)
    assert (made.tbs_certificate_bytes, made.signature) == (claimed, signature)
    assert bench.judged(der) == NotGenuine(Flaw.WEAK_KEY)


def test_another_kind_of_key_is_not_todays_card(bench, now):
    window = Window(now - timedelta(days=1), now + timedelta(days=1))
    key = ec.generate_private_key(ec.SECP384R1()).public_key()
    made = sign(name(("C", "JP")), key, 5, window, (), (bench.ca.certificate.subject, bench.ca.key))
    assert bench.judged(made.public_bytes(serialization.Encoding.DER)) == NotGenuine(Flaw.WEAK_KEY)


def test_a_foreign_ca_is_foreign_even_with_our_cas_name(bench, foreign):
    der = bench.certificate(ca=foreign.user_ca)
    assert bench.ca.certificate.subject == foreign.user_ca.certificate.subject
    assert bench.judged(der) == NotGenuine(Flaw.FOREIGN_CA)


def test_of_generations_with_one_name_the_right_one_is_found_in_any_order(bench, foreign, good):
    ours, theirs = bench.ca.certificate, foreign.user_ca.certificate
    for order in ((ours, theirs), (theirs, ours)):
        assert isinstance(bench.judged(good, anchors=Anchors(order, demo=True)), Genuine)


def test_claiming_our_key_id_with_another_key_is_a_bad_signature(bench, foreign):
    forger = Authority(bench.ca.certificate, foreign.user_ca.key)
    assert bench.judged(bench.certificate(ca=forger)) == NotGenuine(Flaw.BAD_SIGNATURE)


def test_a_certificate_with_another_key_put_in_is_a_bad_signature(bench, good):
    ours, other = (
        key.public_key().public_numbers().n.to_bytes(256, "big") for key in (bench.key, bench.other_key)
    )
    assert bench.judged(good.replace(ours, other)) == NotGenuine(Flaw.BAD_SIGNATURE)


def test_a_certificate_beyond_the_years_of_its_anchor_is_vouched_for_by_nobody(bench):
    after = bench.ca.certificate.not_valid_after_utc + timedelta(days=1)
    assert bench.judged(bench.certificate(end=after)) == NotGenuine(Flaw.FOREIGN_CA)


def test_a_certificate_from_before_its_anchor_is_vouched_for_by_nobody(bench):
    before = bench.ca.certificate.not_valid_before_utc - timedelta(days=1)
    assert bench.judged(bench.certificate(start=before)) == NotGenuine(Flaw.FOREIGN_CA)


def test_our_key_under_another_name_or_serial_is_not_our_ca(bench, good):
    model = x509.load_der_x509_certificate(good)
    ours = bench.ca.certificate
    claims = [(each.value, each.critical) for each in model.extensions]
    key_id_at = next(
        i for i, (value, _) in enumerate(claims) if isinstance(value, x509.AuthorityKeyIdentifier)
    )
    for issuer, serial, expected in (
        (ours.subject, ours.serial_number, Genuine),
        (ours.subject, ours.serial_number + 1, NotGenuine),
        (name(("C", "JP"), ("O", "JPKI-VIRTUAL"), ("OU", "another")), ours.serial_number, NotGenuine),
    ):
        claimed = x509.AuthorityKeyIdentifier(
            claims[key_id_at][0].key_identifier, [x509.DirectoryName(issuer)], serial
        )
        made = sign(
            model.subject,
            bench.key.public_key(),
            model.serial_number,
            Window(model.not_valid_before_utc, model.not_valid_after_utc),
            [*claims[:key_id_at], (claimed, False), *claims[key_id_at + 1 :]],
            (issuer, bench.ca.key),
        )
        verdict = bench.judged(made.public_bytes(serialization.Encoding.DER))
        assert isinstance(verdict, expected)
        assert getattr(verdict, "flaw", Flaw.FOREIGN_CA) is Flaw.FOREIGN_CA


def test_the_ca_certificate_itself_is_no_card(bench):
    assert bench.judged(bench.ca.der) == NotGenuine(Flaw.FOREIGN_CA)


@pytest.mark.parametrize(
    "extension", [x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")]
)
def test_a_critical_extension_that_nobody_understands_refuses(bench, good, now, extension):
    model = x509.load_der_x509_certificate(good)
    extensions = [(each.value, each.critical) for each in model.extensions]
    for critical, expected in ((True, NotGenuine), (False, Genuine)):
        made = sign(
            model.subject,
            bench.key.public_key(),
            model.serial_number,
            Window(model.not_valid_before_utc, model.not_valid_after_utc),
            [*extensions, (extension, critical)],
            (bench.ca.certificate.subject, bench.ca.key),
        )
        assert isinstance(bench.judged(made.public_bytes(serialization.Encoding.DER)), expected)


def test_a_card_certificate_that_may_issue_certificates_is_refused(bench, good):
    model = x509.load_der_x509_certificate(good)
    made = sign(
        model.subject,
        bench.key.public_key(),
        model.serial_number,
        Window(model.not_valid_before_utc, model.not_valid_after_utc),
        [
            *((e.value, e.critical) for e in model.extensions),
            (x509.BasicConstraints(ca=True, path_length=None), True),
        ],
        (bench.ca.certificate.subject, bench.ca.key),
    )
    assert bench.judged(made.public_bytes(serialization.Encoding.DER)) == NotGenuine(Flaw.WRONG_USAGE)


def test_without_an_authority_key_id_no_anchor_is_guessed_from_the_name(bench, now):
    window = Window(now - timedelta(days=1), now + timedelta(days=1))
    made = sign(
        name(("C", "JP"), ("CN", "VIRTUAL")),
        bench.key.public_key(),
        5,
        window,
        ((key_usage("digital_signature"), True),),
        (bench.ca.certificate.subject, bench.ca.key),
    )
    assert bench.judged(made.public_bytes(serialization.Encoding.DER)) == NotGenuine(Flaw.FOREIGN_CA)


@pytest.mark.parametrize("junk", [b"", b"\x00", b"0\x80\x00\x00", b"\x30\x84\xff\xff\xff\xff", b"A" * 5_000])
def test_bytes_that_are_no_certificate_are_only_a_verdict(bench, junk):
    assert bench.judged(junk) == NotGenuine(Flaw.UNPARSABLE)


def test_filler_behind_the_certificate_must_be_cut_off_first(bench, good):
    assert bench.judged(good + b"\xff" * 16) == NotGenuine(Flaw.UNPARSABLE)


def test_revoked_unknown_and_stale_are_three_verdicts(bench, good, serial, now):
    subject = Subject(key_id(bench.ca.certificate), serial)
    since = now - timedelta(days=3)
    assert bench.judged(good, evidence=RevokedSince(subject, since)) == Revoked(serial, since.date())
    for evidence, doubt in ((UNKNOWN, Doubt.UNKNOWN), (STALE, Doubt.STALE)):
        match bench.judged(good, evidence=evidence):
            case RevocationDoubtful(doubt=found, until=until):
                assert found is doubt
                assert until is None
            case other:
                pytest.fail(f"{other}")


def test_evidence_is_not_good_past_its_own_end(bench, good, now):
    kept = bench.not_revoked()
    assert isinstance(bench.judged(good, evidence=kept), Genuine)
    late = bench.judged(good, evidence=kept, now=kept.until + timedelta(seconds=1))
    assert isinstance(late, RevocationDoubtful)
    assert late.doubt is Doubt.STALE


def test_evidence_from_tomorrow_does_not_count(bench, good, now):
    early = replace(bench.not_revoked(), since=now + timedelta(days=1), until=now + timedelta(days=2))
    assert bench.judged(good, evidence=early).doubt is Doubt.STALE


def test_evidence_about_the_same_serial_of_another_issuer_says_nothing(bench, good, serial, foreign, now):
    elsewhere = Subject(key_id(foreign.user_ca.certificate), serial)
    for evidence in (NotRevoked(elsewhere, now, now), RevokedSince(elsewhere, now)):
        assert bench.judged(good, evidence=evidence).doubt is Doubt.UNKNOWN


def test_evidence_about_another_serial_says_nothing(bench, good, serial):
    assert bench.judged(good, evidence=bench.not_revoked(serial + 1)).doubt is Doubt.UNKNOWN


def test_a_clock_ten_years_off_gives_dates_and_no_exception(bench, good, now):
    assert isinstance(bench.judged(good, now=now.replace(year=2016)), NotYetValid)
    assert isinstance(bench.judged(good, now=now.replace(year=2036)), Expired)


def test_a_time_without_zone_is_our_own_mistake_and_no_verdict(bench, good, now):
    with pytest.raises(ValueError, match="zone"):
        bench.judged(good, now=now.replace(tzinfo=None))


class Asked:
    """A source that remembers what it was asked and vouches for nothing."""

    def __init__(self) -> None:
        self.serials: list[int] = []

    def evidence(self, card, now):
        self.serials.append(card.serial)
        return UNKNOWN


def test_nobody_is_asked_about_a_forgery(bench, good, foreign, serial, now):
    source = Asked()
    forged = bench.certificate(ca=foreign.user_ca)
    assert judge_with(forged, bench.anchors, source, MONTH_END, now) == NotGenuine(Flaw.FOREIGN_CA)
    assert source.serials == []
    asked = judge_with(good, bench.anchors, source, MONTH_END, now)
    assert source.serials == [serial]
    assert asked == judge(good, bench.anchors, UNKNOWN, MONTH_END, now)
