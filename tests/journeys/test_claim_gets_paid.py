"""From a qualification that nobody could confirm to a claim that is paid: through the real visits, files and commands."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from hardware_mocks.cli import main as outside
from hardware_mocks.clinic.claim_file import claim_file
from hardware_mocks.personas.model import all_personas, persona
from hardware_mocks.world import CLINIC, INSTITUTION
from kiosk.checkin.machine.events import Declared
from kiosk.claims.choices import CHOICES
from kiosk.claims.model import Payer
from kiosk.cli import main as kiosk
from kiosk.clock import Moment
from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.desk.acting import Desk
from kiosk.desk.claims.answers import paid
from kiosk.desk.claims.calls import choose_payer, contacted
from kiosk.desk.claims.choices import accept, text_version
from kiosk.desk.claims.lists import claims_page
from kiosk.desk.lanes import lane_of, press, start
from kiosk.desk.papers.disposal import dispose_paid
from kiosk.desk.visit.page import visit_page
from kiosk.storage.claims.notes import Reached
from kiosk.storage.inspection import Intact, verify, who
from kiosk.storage.staff.accounts import Role
from rehearsal.visit import play

CLERK = "seikyu"


class Clerk:
    """The claims clerk of a stage: files go through the commands, everything else through the desk."""

    def __init__(self, stage, folder):
        self.stage = stage
        self.folder = folder

    @property
    def desk(self):
        return Desk(self.stage.house, CLERK, self.stage.house.clock.now())

    @property
    def next_month(self):
        now = self.desk.now
        return replace(self.desk, now=Moment(now.wall + timedelta(days=40), now.ticks))

    @property
    def next_year(self):
        now = self.desk.now
        return replace(self.desk, now=Moment(now.wall + timedelta(days=260), now.ticks))

    @property
    def page(self):
        return claims_page(self.stage.house, self.desk.now)

    def accepts_choices(self):
        accept(self.desk, frozenset(map(text_version, CHOICES)), "見本　清")

    def bills(self, *personas, payer="1", bare=False):
        """`bare`: the receipt computer holds no numbers either."""
        today = self.desk.now.today
        came = dict.fromkeys(personas, (today.day,))
        content = claim_file(all_personas(), today, INSTITUTION, CLINIC, payer, came)
        if bare:
            content = re.sub(rb"\nHO,[^,]*,[^,]*,[^,]*,", b"\nHO,,,,", content)
        path = self.folder / f"{payer}-{'-'.join(personas)}.uke"
        path.write_bytes(content)
        return path

    def patches(self, *files, asks=False):
        """The files for the payers; `asks` says whether the report wants a person to look."""
        out = self.folder / f"out-{len(list(self.folder.iterdir()))}"
        assert self.runs("claims", "patch", *files, "--out", out) == int(asks)
        return sorted(out.rglob("*.UKE"))

    def runs(self, *words):
        return kiosk([*map(str, words), "--settings", str(self.stage.settings_file)])

    def answer_of(self, file):
        out = self.folder / f"answers-{hashlib.sha256(file.read_bytes()).hexdigest()[:8]}"
        assert outside(["payer", "take", str(file), "--out", str(out)]) == 0
        return next(out.iterdir())

    def sees(self, number):
        return visit_page(self.stage.house, number, Role.CLAIMS, self.desk.now)


@pytest.fixture
def stage(stage_of_its_own):
    return stage_of_its_own


@pytest.fixture
def clerk(stage, tmp_path):
    made = Clerk(stage, tmp_path)
    made.accepts_choices()
    return made


def declares(stage, desk, persona_id, **changed):
    """Somebody without chart and card declares at the desk."""
    resident = persona(persona_id).resident
    written = {
        "name": resident.name,
        "kana": resident.kana,
        "birthdate": resident.birthdate,
        "sex": resident.sex,
        "address": resident.address,
        "phone": "00-0000-0000",
        "insurance_kind": InsuranceKind.EMPLOYEES,
        "insurer_name": "見本協会けんぽ",
        "employer": "見本商事株式会社",
        "share_percent": 30,
        "declared_on": desk.now.today,
        "signer": resident.name,
    }
    number = start(desk, None)
    press(stage.house, number, Declared(lane_of(stage.house, number).check_in.seq, Declaration(**(written | changed)), "uketsuke"))  # fmt: skip
    return number


def lines(answer):
    return [json.loads(line) for line in answer.read_text("utf-8").splitlines()]


def test_a_declared_visit_ends_as_an_accepted_claim_and_its_declaration_may_go(stage, clerk):
    number = declares(stage, clerk.desk, "newcomer")
    assert [each.visit for each in clerk.page.unbilled if each.visit == number] == [number]
    contacted(clerk.desk, number, clerk.desk.now.today, Reached.STILL_UNKNOWN)

    (file,) = clerk.patches(clerk.bills("newcomer"))
    billed = file.read_bytes().decode("cp932")
    assert "77777777" in billed
    assert ",820000246," in billed
    assert ",830000508," in billed
    assert kiosk(["claims", "check", str(file)]) == 0
    assert clerk.runs("claims", "sent", file) == 0
    assert clerk.runs("claims", "answer", clerk.answer_of(file)) == 0

    seen = clerk.sees(number)
    assert seen.next == "claim_accepted"
    assert [(each.standing, each.state.value, each.confirmation) for each in seen.claims] == [("unknown", "accepted", "04")]  # fmt: skip
    assert not [each for each in clerk.page.unbilled if each.visit == number]

    assert paid(clerk.next_month, hashlib.sha256(file.read_bytes()).hexdigest()) == 1
    kinds = [row.kind for row in who(stage.house.storage, visit=number)]
    told = {"declaration_kept", "patient_contacted", "claim_sent", "claim_answered", "claim_paid"}  # fmt: skip
    assert {each: kinds.count(each) for each in told} == dict.fromkeys(told, 1)
    with stage.house.storage.reading() as books:
        assert books.papers.latest(number) is not None, "a paid claim can still be taken back"
    gone, _ = dispose_paid(stage.house.storage, CLERK, clerk.next_year.now)
    assert number in gone
    with stage.house.storage.reading() as books:
        assert books.papers.latest(number) is None
    assert isinstance(verify(stage.house.storage), Intact)


def test_a_patient_of_the_table_is_billed_with_past_numbers_and_transferred(stage, clerk):
    ended = play(stage, "invalid")
    assert ended.outcome == "declared"
    (file,) = clerk.patches(clerk.bills("invalid"))
    assert ",820000245," in file.read_bytes().decode("cp932")
    clerk.runs("claims", "sent", file)
    answer = clerk.answer_of(file)
    (line,) = [each for each in lines(answer) if each["line"] == "claim"]
    assert line["confirmation"] == "04"
    clerk.runs("claims", "answer", answer)
    assert clerk.sees(ended.visit).next == "claim_accepted"


@pytest.fixture(params=["1023"])
def chart_without_numbers(request, stage, clerk):
    """A patient whose chart holds no insurance; put right afterwards, for the stage is everybody's."""

    def put(patient):
        with stage.house.storage.unit_of_work(clerk.desk.now.wall) as work:
            work.patients.put(patient)
            work.commit()

    with stage.house.storage.reading() as books:
        kept = books.patients.by_id(request.param)
    put(replace(kept, insurer_number="", symbol="", number="", branch=""))
    yield
    put(kept)


@pytest.mark.usefixtures("chart_without_numbers")
def test_a_claim_of_the_other_payer_comes_back_with_its_numbers_and_goes_out_right(stage, clerk):
    number = declares(
        stage, clerk.desk, "document_only", insurance_kind=InsuranceKind.UNKNOWN, insurer_name=""
    )
    choose_payer(clerk.desk, number, Payer.FUND)
    sent = clerk.patches(clerk.bills("document_only", payer="2", bare=True), asks=True)
    (wrong,) = [each for each in sent if each.parent.name == "fund"]
    clerk.runs("claims", "sent", wrong)
    assert clerk.runs("claims", "answer", clerk.answer_of(wrong)) == 1

    assert clerk.sees(number).next == "returned"
    (back,) = [each for each in clerk.page.returned if number in each.visits]
    assert back.claim.reason == "other_payer"

    (right,) = clerk.patches(clerk.bills("document_only", payer="2", bare=True))
    assert right.parent.name == "federation"
    clerk.runs("claims", "sent", right)
    assert clerk.runs("claims", "answer", clerk.answer_of(right)) == 0
    seen = clerk.sees(number)
    assert seen.next == "claim_accepted"
    assert [each.state.value for each in seen.claims] == ["replaced", "accepted"]


@pytest.mark.usefixtures("chart_without_numbers")
@pytest.mark.parametrize("chart_without_numbers", ["1015"], indirect=True)
def test_a_claim_that_nobodys_insurer_is_found_for_is_paid_by_all_of_them(stage, clerk):
    number = declares(stage, clerk.desk, "not_found", insurance_kind=InsuranceKind.NATIONAL, employer="")
    (file,) = clerk.patches(clerk.bills("not_found", payer="2", bare=True))
    clerk.runs("claims", "sent", file)
    answer = clerk.answer_of(file)
    assert clerk.runs("claims", "answer", answer) == 0

    pool = lines(answer)[-1]
    assert (pool["yen"], pool["assumed"]) == (187 * 7, True)
    assert sum(pool["shares"].values()) == pool["yen"]
    seen = clerk.sees(number)
    assert seen.next == "claim_accepted"
    assert [(each.state.value, each.confirmation) for each in seen.claims] == [("pooled", "03")]
