"""A file per payer, counted again; what is no whole claim file is refused."""

from dataclasses import replace

import pytest

from kiosk.claims.file.claim import NotPatchable
from kiosk.claims.model import Current, Numbers, Payer, Unknown
from kiosk.declaration.model import InsuranceKind

HELD = Numbers("06130512", "１２", "3456", "00")
NATIONAL = Numbers("138057", "見本２", "1234", "02")


def ids(result):
    return [[remark.id for remark in entry.remarks] for entry in result.entries]


def test_a_claim_goes_to_the_payer_of_its_insurer_and_both_files_are_counted_again(clinic):
    bills = [clinic.bill(), clinic.bill(chart="1002", kinds="SI IY"), clinic.bill(chart="1003")]
    known = [
        clinic.patient(clinic.through(Current(HELD))),
        clinic.patient(clinic.through(Current(NATIONAL), share_percent=30), chart="1002"),
        clinic.patient(clinic.through(Current(HELD)), chart="1003"),
    ]
    result = clinic.patched(clinic.uke(bills), known)
    fund, federation = (clinic.of(result, payer) for payer in Payer)
    assert [claim["RE"]["number"] for claim in fund.claims] == ["1", "2"]
    assert [claim["RE"]["chart"] for claim in fund.claims] == ["1001", "1003"]
    assert (fund.foot["count"], fund.foot["points"]) == ("2", "150")
    assert (federation.head["payer"], federation.claims[0]["RE"]["number"]) == ("2", "1")
    assert (federation.foot["count"], federation.foot["points"]) == ("1", str(75 + 12 * 7))
    assert federation.claims[0]["RE"]["rate"] == "70"
    assert ids(result)[1] == ["moved"]


def test_a_claim_that_moves_joins_the_other_payers_file(clinic):
    federation = clinic.uke([clinic.bill(chart="2001", insurer="138057", symbol="", rate="70")], payer="2")
    fund = clinic.uke([clinic.bill(), clinic.bill(chart="1002")])
    known = [
        clinic.patient(clinic.through(Current(HELD))),
        clinic.patient(clinic.through(Current(NATIONAL), share_percent=30), chart="1002"),
        clinic.patient(clinic.through(Current(Numbers("138057", "", "3456"))), chart="2001"),
    ]
    result = clinic.patched([fund, federation], known)
    charts = [[claim["RE"]["chart"] for claim in clinic.of(result, payer).claims] for payer in Payer]
    assert charts == [["1001"], ["2001", "1002"]]
    assert [entry.sent_as for entry in result.entries] == ["1", "2", "1"]


def test_a_claim_that_nothing_is_put_into_goes_where_its_insurer_belongs(clinic):
    data = clinic.uke([clinic.bill(), clinic.bill(insurer="138057", chart="1002", rate="70")])
    result = clinic.patched(data, [])
    assert [len(clinic.of(result, payer).claims) for payer in Payer] == [1, 1]
    assert ids(result) == [["patient-not-found"], ["patient-not-found", "moved"]]


def test_a_payer_without_claims_gets_no_file(clinic):
    known = [clinic.patient(clinic.through(Current(NATIONAL), share_percent=30))]
    result = clinic.patched(clinic.uke([clinic.bill()]), known)
    assert [file.payer for file in result.files] == [Payer.FEDERATION]


@pytest.mark.parametrize(("send_to", "payer"), [(None, Payer.FUND), (Payer.FEDERATION, Payer.FEDERATION)])
def test_a_kind_that_stays_unknown_goes_where_the_clinic_chose_or_stays(clinic, send_to, payer):
    declared = replace(clinic.declared, insurance_kind=InsuranceKind.UNKNOWN)
    known = [clinic.patient(clinic.through(Unknown(declared, None, send_to)))]
    result = clinic.patched(clinic.uke([clinic.bill()]), known)
    assert [file.payer for file in result.files] == [payer]
    assert "kind-unknown" in ids(result)[0]


def test_subsidies_are_counted_and_left_alone(clinic):
    subsidy = clinic.record("KO", payer="83990002", recipient="0000018", days=1, points=75)
    lines = clinic.uke([clinic.bill(branch=None)]).split(b"\r\n")
    lines.insert(3, subsidy.encode())
    lines[-2] = b"GO,2,75,99"
    known = [clinic.patient(clinic.through(Current(NATIONAL), share_percent=30))]
    file = clinic.of(clinic.patched(b"\r\n".join(lines), known), Payer.FEDERATION)
    assert file.claims[0]["KO"].values == tuple(subsidy.split(","))
    assert (file.foot["count"], file.foot["points"]) == ("2", "75")


def test_a_claim_of_public_aid_alone_is_counted_by_its_first_subsidy(clinic):
    subsidy = clinic.record("KO", payer="12990006", recipient="0000018", days=1, points=75)
    lines = clinic.uke([clinic.bill(branch=None), clinic.bill(chart="1002")]).split(b"\r\n")
    lines[2] = subsidy.encode()
    known = [clinic.patient(clinic.through(Current(NATIONAL), share_percent=30), chart="1002")]
    lines.insert(3, clinic.record("KO", payer="51136018", recipient="0000026", days=1, points=40).encode())
    result = clinic.patched(b"\r\n".join(lines), known)
    assert ids(result)[0] == ["no-insurance"]
    assert clinic.of(result, Payer.FUND).foot.values == ("GO", "2", "75", "99")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda data: data.replace(b"IR,1,13,1", b"IR,1,13,3"), "no medical claim file"),
        (lambda data: data.replace(b"GO,", b"XX,"), "one GO"),
        (lambda data: data.replace(b",00,00-", b",01,00-"), "one volume"),
        (lambda data: data + b"RE,9", "behind the end mark"),
        (lambda data: data.replace(b"\x1a", b"").removesuffix(b"\r\n"), "no line end"),
        (lambda data: data.replace(b"RE,1,", b"UK,1,"), "no claim"),
        (lambda data: data.replace(b"IR,1,", b"IR,3,"), "neither 1 nor 2"),
        (lambda _data: b"", "no medical claim file"),
    ],
)
def test_what_is_no_whole_claim_file_is_refused(clinic, damage, sentence):
    with pytest.raises(NotPatchable, match=sentence):
        clinic.patched(damage(clinic.uke([clinic.bill()])), [])


def test_files_of_one_payer_or_of_two_clinics_are_not_mixed(clinic):
    data = clinic.uke([clinic.bill()])
    with pytest.raises(NotPatchable, match="same payer"):
        clinic.patched([data, data], [])
    with pytest.raises(NotPatchable, match="different institutions"):
        clinic.patched([data, data.replace(b"IR,1,13,1,9999999", b"IR,2,13,1,9999998")], [])
