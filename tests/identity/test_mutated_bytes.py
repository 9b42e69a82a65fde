"""Whatever a card, a list or a responder sends: one verdict, no exception, and never a good one by accident."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.identity.certificate import CertificateVerdict, Genuine, NotGenuine
from kiosk.identity.crl import crl_evidence
from kiosk.identity.ocsp import ocsp_evidence, ocsp_request
from kiosk.identity.proof import SignatureBad, check_signature
from kiosk.identity.revocation import NotRevoked, RevokedSince, Undetermined
from kiosk.qualification.grounds import Challenge

EDITS = st.lists(
    st.tuples(
        st.integers(0, 5_000),
        st.sampled_from(("set", "cut", "insert", "repeat")),
        st.binary(min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=6,
)


def mutated(original: bytes, edits: list[tuple[int, str, bytes]]) -> bytes:
    data = original
    for where, how, what in edits:
        at = where % (len(data) + 1)
        head, tail = data[:at], data[at:]
        match how:
            case "set":
                data = head + what + tail[len(what) :]
            case "cut":
                data = head + tail[len(what) :]
            case "insert":
                data = head + what + tail
            case _:
                data = head + tail[:64] + tail
    return data


@given(edits=EDITS)
def test_a_mutated_certificate_is_never_genuine(bench, good, edits):
    data = mutated(good, edits)
    verdict = bench.judged(data)
    assert isinstance(verdict, CertificateVerdict)
    assert isinstance(verdict, Genuine if data == good else NotGenuine)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_only_a_verdict(bench, data):
    assert isinstance(bench.judged(data), NotGenuine)


@given(edits=EDITS)
def test_a_mutated_list_vouches_for_nobody(card, pki, now, edits):
    original = pki.crl(now)
    data = mutated(original, edits)
    found = crl_evidence(data, card(), now)
    assert isinstance(found, NotRevoked if data == original else Undetermined)


@given(edits=EDITS)
def test_a_mutated_answer_vouches_for_nobody_else(bench, card, pki, serial, now, edits):
    issuer = bench.ca.certificate
    data = mutated(pki.ocsp(ocsp_request(issuer, serial), now), edits)
    found = ocsp_evidence(data, card(), now)
    assert not isinstance(found, RevokedSince)
    assert isinstance(found, Undetermined) or found.subject.serial == serial


@given(certificate=st.binary(max_size=200), signature=st.binary(max_size=300))
def test_any_bytes_prove_nothing(certificate, signature):
    assert isinstance(check_signature(certificate, Challenge("1", "t", b"n"), signature), SignatureBad)
