"""Declared visits, claim files and payers' answers for the tests of the claims desk, and what is looked at afterwards."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from desk_world import CHART, SATO

from kiosk.checkin.machine.effects import CloseVisit, RecordDeclaration
from kiosk.checkin.machine.seen import Outcome, Reason, Settled
from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.desk.claims.lists import claims_page
from kiosk.desk.claims.months import visit_standing
from kiosk.desk.standing import next_step, standing

DECLARED = Declaration(
    name=SATO.name, kana=SATO.kana, birthdate=SATO.birthdate, sex="1", address=SATO.address, phone="00-0000-0000",
    insurance_kind=InsuranceKind.UNKNOWN,
)  # fmt: skip
INSURED = replace(CHART, insurer_number="06990014", symbol="1", number="2", branch="01")


def declared(clinic, patient=None, **changed):
    """A visit that ended with a declaration, given to nobody of the table."""
    if patient:
        clinic.chart(patient)
    ledger = clinic.house.ports.ledger
    number = ledger.open_visit("desk", clinic.clock.now())
    records = (
        RecordDeclaration(replace(DECLARED, **changed), "tanaka"),
        CloseVisit(Settled(Outcome.DECLARED, reason=Reason.NO_DATA)),
    )
    ledger.write(number, "ShowingResult", records, clinic.clock.now())
    return number


def uke(*claims, payer="1"):
    """A claim file by the layout table, as (chart, insurer, comment) for each claim; treated on the 21st."""
    rows = [["IR", payer, "99", "1", "0000001", "", "見本", "202612", "00", ""]]
    for serial, (chart, insurer, comment) in enumerate(claims, 1):
        rows.append(["RE", str(serial), "1112", "202611", "佐藤　見本", "1", "19850412", *[""] * 6, chart, *[""] * 22, "サトウミホン", ""])  # fmt: skip
        rows.append(
            ["HO", insurer.rjust(8) if insurer else "", "", "7" if insurer else "", "1", "75", *[""] * 9]
        )
        rows.append(["JD", "1", *["1" if day == 21 else "" for day in range(1, 32)]])
        rows.append(["SY", "0000999", "20261121", "1", "", "見本", "01", ""])
        rows += [["CO", "01", "1", comment, ""]] if comment else []
        rows.append(["SI", "12", "1", "112007410", "", "75", "1", *[""] * 6, *["1" if day == 21 else "" for day in range(1, 32)]])  # fmt: skip
    rows.append(["GO", str(len(claims)), str(75 * len(claims)), "99"])
    return b"".join(",".join(each).encode("cp932") + b"\r\n" for each in rows) + b"\x1a"


UNKNOWN = ("", "77777777", "820000246")
PAST = ("P-100", "06990014", "820000245")


def said(content, *verdicts, found=(), payer="1", claimed_in="202612"):
    """The payer's answer file, as (確認区分, outcome, reason) for each claim."""
    header = {"line": "header", "form": "mock-payer-answer/1", "payer": payer, "claimed_in": claimed_in,
              "file": hashlib.sha256(content).hexdigest(), "claims": len(verdicts)}  # fmt: skip
    sn = ["SN", "1", "04", *(found or ("", "", "", "")), "", ""]
    rows = [
        {"line": "claim", "serial": serial, "treated": "202611", "confirmation": code, "outcome": outcome,
         "reason": reason, "parts": [{"days": [21], "sn": sn}]}
        for serial, (code, outcome, reason) in enumerate(verdicts, 1)
    ]  # fmt: skip
    return "\n".join(map(json.dumps, [header, *rows]))


ACCEPTED = ("04", "accepted", "")
RETURNED = ("04", "returned", "other_payer")


def page(clinic):
    return claims_page(clinic.house, clinic.clock.now())


def standing_of(clinic, number):
    with clinic.storage.reading() as books:
        return visit_standing(books, books.visits.find(number))


def claims_of(clinic, number):
    with clinic.storage.reading() as books:
        return books.claims.of_visit(number)


def step_of(clinic, number):
    with clinic.storage.reading() as books:
        visit = books.visits.find(number)
        return next_step(visit, standing(visit, runs=False), claim_accepted=books.claims.settled(number))
