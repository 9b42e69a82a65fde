"""Virtual cards are genuine in a demo and nowhere else; roots are public facts, not settings."""

import pytest

from kiosk.identity.anchors import (
    NOT_PRODUCTION,
    AnchorError,
    Anchors,
    demo_anchors,
    fingerprint,
    key_id,
    production_anchors,
)
from kiosk.identity.certificate import Flaw, Genuine, NotGenuine
from kiosk.identity.revocation import NotRevoked, Subject


def test_hazard_no_list_of_anchors_makes_a_virtual_card_genuine_outside_a_demo(bench, good, foreign, root):
    ours, theirs = bench.ca.certificate, foreign.user_ca.certificate
    for listed in ((), (ours,), (ours, theirs), (root("JPKI").certificate, ours)):
        assert bench.judged(good, anchors=Anchors(listed)) == NotGenuine(Flaw.DEMO_ANCHOR)


@pytest.mark.parametrize("organisation", sorted(NOT_PRODUCTION))
def test_hazard_every_test_hierarchy_is_barred_from_production(bench, root, organisation):
    ca = root(organisation)
    der = bench.certificate(ca=ca, end=bench.ca.certificate.not_valid_before_utc.replace(year=2030))
    assert bench.judged(der, anchors=Anchors((ca.certificate,))) == NotGenuine(Flaw.DEMO_ANCHOR)


def test_production_accepts_what_its_anchor_signed(bench, root, serial, now):
    ca = root("JPKI")
    vouched = NotRevoked(Subject(key_id(ca.certificate), serial), now, now)
    found = bench.judged(bench.certificate(ca=ca), anchors=Anchors((ca.certificate,)), evidence=vouched)
    assert isinstance(found, Genuine)


def test_a_demo_does_not_know_a_card_of_production(bench, root):
    assert bench.judged(bench.certificate(ca=root("JPKI"))) == NotGenuine(Flaw.FOREIGN_CA)


def test_a_demo_trusts_virtual_roots_only(root):
    with pytest.raises(AnchorError, match="virtual"):
        demo_anchors(root("JPKI").der)


def test_production_refuses_a_root_that_only_looks_like_the_known_one(root, tmp_path):
    (tmp_path / "root.der").write_bytes(root("JPKI").der)
    with pytest.raises(AnchorError, match="no known root"):
        production_anchors([tmp_path / "root.der"])


def test_production_takes_a_later_generation_that_the_clinic_pinned(root, tmp_path):
    ca = root("JPKI")
    (tmp_path / "root.crt").write_bytes(ca.pem)
    anchors = production_anchors([tmp_path / "root.crt"], frozenset({fingerprint(ca.certificate)}))
    assert anchors == Anchors((ca.certificate,), demo=False)


def test_hazard_pinning_does_not_let_a_virtual_root_into_production(bench, tmp_path):
    (tmp_path / "root.der").write_bytes(bench.ca.der)
    with pytest.raises(AnchorError, match="test hierarchy"):
        production_anchors([tmp_path / "root.der"], frozenset({fingerprint(bench.ca.certificate)}))


@pytest.mark.parametrize(
    "content", [b"", b"junk", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_broken_anchor_file_is_named(tmp_path, content):
    (tmp_path / "root.der").write_bytes(content)
    with pytest.raises(AnchorError, match=r"root\.der"):
        production_anchors([tmp_path / "root.der"])


def test_a_missing_anchor_file_is_named(tmp_path):
    with pytest.raises(AnchorError, match=r"absent\.der"):
        production_anchors([tmp_path / "absent.der"])


def test_an_anchor_without_rsa_key_is_refused(pki):
    with pytest.raises(AnchorError, match="RSA"):
        demo_anchors(pki.tls_ca)
