"""Where a visit stands for the desk, what may be done with it there, and what comes next. Pure."""

from __future__ import annotations

from enum import Enum

from kiosk.checkin.machine.seen import Outcome, Reason
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import READER_FILE
from kiosk.storage.visit.visits import VisitRecord

SECOND_PERSON = "second_person"
"""`waits_for` of a STOP that one person wants lifted: another one has to agree."""
CLAIM_RETURNED = "claim_returned"
"""`waits_for` of a visit whose claim the payer sent back."""


class Standing(Enum):
    RUNNING = "running"
    CUT_OFF = "cut_off"
    """Open in the records while nothing runs: the kiosk was restarted, or somebody reopened it."""
    STATION_GONE = "station_gone"
    """Open in the records, and the station that carried it has not said for a while that it does."""
    APPLICATION = "application"
    """The answer is here and nothing to compare it with: the five items come first."""
    QUESTION = "question"
    STOPPED = "stopped"
    LIFTING = "lifting"
    WAY_ROUND = "way_round"
    CONFIRMED = "confirmed"
    BY_DOCUMENT = "by_document"
    """Staff saw a document and nobody could be asked: there is no answer to hand over."""
    DECLARED = "declared"
    NOTED = "noted"
    LEFT = "left"
    """The patient went before anything was settled, and nobody of the desk has said so yet."""
    LET_GO = "let_go"
    RETURNED = "returned"
    """返戻: the payer sent the claim back."""


class Act(Enum):
    ENTER_APPLICATION = "enter_application"
    ANSWER = "answer"
    TAKE_BACK = "take_back"
    REASSIGN = "reassign"
    RESUME = "resume"
    GO_ROUND = "go_round"
    """By a document or a declaration while the STOP stands: the patient is treated, and nothing is opened."""
    HAND_OVER = "hand_over"
    BRING = "bring"
    """Evidence brought later: searched, compared, and the visit closed with it."""
    SETTLE = "settle"
    """What was paid, against what was due."""
    LET_GO = "let_go"
    """Nothing more is to be done: the desk says why."""
    CARD_LATER = "card_later"
    """会計のときにもう一度カード: the visit waits for the same card, which closes it."""
    SEE_DRAFT = "see_draft"
    """Front and face were seen: what the card said in an outage becomes a note."""


class Because(Enum):
    """Why nothing more is to be done about a visit that came to nothing at the reader."""

    WENT = "went"
    OTHERWISE = "otherwise"
    """Checked in under another number."""
    MISTAKE = "mistake"
    """A card laid down by mistake, or to try."""
    NOT_INSURED = "not_insured"
    """A visit that must not use health insurance: 労災, 自賠責, 健診, 予防接種, 自費."""


ACTS: dict[Standing, frozenset[Act]] = {
    Standing.RUNNING: frozenset(),
    Standing.CUT_OFF: frozenset({Act.RESUME, Act.REASSIGN, Act.LET_GO, Act.SEE_DRAFT}),
    Standing.STATION_GONE: frozenset({Act.RESUME, Act.REASSIGN, Act.LET_GO}),
    Standing.APPLICATION: frozenset({Act.ENTER_APPLICATION, Act.REASSIGN, Act.RESUME}),
    Standing.QUESTION: frozenset({Act.ANSWER, Act.ENTER_APPLICATION, Act.REASSIGN, Act.RESUME}),
    Standing.STOPPED: frozenset({Act.GO_ROUND}),
    Standing.LIFTING: frozenset({Act.GO_ROUND}),
    Standing.WAY_ROUND: frozenset(
        {Act.RESUME, Act.REASSIGN, Act.BRING, Act.LET_GO, Act.SEE_DRAFT, Act.CARD_LATER}
    ),
    Standing.CONFIRMED: frozenset({Act.HAND_OVER, Act.TAKE_BACK, Act.REASSIGN, Act.RESUME, Act.SETTLE}),
    Standing.BY_DOCUMENT: frozenset({Act.RESUME, Act.REASSIGN, Act.BRING, Act.SETTLE}),
    Standing.DECLARED: frozenset({Act.RESUME, Act.REASSIGN, Act.BRING}),
    Standing.NOTED: frozenset({Act.RESUME, Act.REASSIGN}),
    Standing.LEFT: frozenset({Act.RESUME, Act.REASSIGN, Act.LET_GO, Act.SEE_DRAFT, Act.CARD_LATER}),
    Standing.LET_GO: frozenset({Act.RESUME, Act.REASSIGN}),
    Standing.RETURNED: frozenset({Act.RESUME, Act.REASSIGN, Act.BRING}),
}
"""While a STOP stands the answer is not worked with: lifting is the case's, and takes a second person."""

BY_OUTCOME: dict[Outcome, Standing] = {
    Outcome.CONFIRMED: Standing.CONFIRMED,
    Outcome.CONFIRMED_AFTER_QUESTION: Standing.CONFIRMED,
    Outcome.STOPPED: Standing.STOPPED,
    Outcome.CONFIRMED_BY_DOCUMENT: Standing.BY_DOCUMENT,
    Outcome.DECLARED: Standing.DECLARED,
    Outcome.DEEMED_DECLARED: Standing.DECLARED,
    Outcome.NOTED_IN_OUTAGE: Standing.NOTED,
    Outcome.INACTIVE: Standing.WAY_ROUND,
    Outcome.NOT_IDENTIFIED: Standing.WAY_ROUND,
    Outcome.ABANDONED: Standing.LEFT,
    Outcome.HANDED_TO_STAFF: Standing.WAY_ROUND,
}

WAITS: dict[str, Standing] = {
    "application": Standing.APPLICATION,
    "question": Standing.QUESTION,
    CLAIM_RETURNED: Standing.RETURNED,
}
ACCEPTED = "claim_accepted"
BILLED = frozenset(
    {Standing.WAY_ROUND, Standing.CONFIRMED, Standing.BY_DOCUMENT, Standing.DECLARED, Standing.NOTED}
)
"""Where an accepted claim leaves nothing to do."""


def standing(visit: VisitRecord, *, runs: bool, here: str = "") -> Standing:
    """`runs` says whether some lane carries the visit now, `here` which station asks."""
    if visit.outcome is None:
        gone = Standing.CUT_OFF if here in {"", visit.station} else Standing.STATION_GONE
        return Standing.RUNNING if runs else gone
    outcome = Outcome(visit.outcome)
    if outcome is Outcome.STOPPED:
        return Standing.LIFTING if visit.waits_for == SECOND_PERSON else Standing.STOPPED
    if outcome is Outcome.ABANDONED:
        return Standing.LEFT if visit.waits_for else Standing.LET_GO
    if outcome is Outcome.CONFIRMED_BY_DOCUMENT and visit.decision is Decision.PASS:
        return Standing.CONFIRMED
    if outcome is Outcome.HANDED_TO_STAFF and visit.decision is Decision.ASK:
        return Standing.QUESTION
    return WAITS.get(visit.waits_for or "", BY_OUTCOME[outcome])


DRAFT = "draft"
CARD_LATER = "card_later"
"""`waits_for` of a visit whose patient lays the card down once more when paying."""


def next_step(
    visit: VisitRecord,
    stands: Standing,
    *,
    handed_over: bool = False,
    claim_accepted: bool = False,
    drafted: bool = False,
) -> str:
    """The key of the sentence that says what the desk does next: `desk.next.<key>`."""
    if visit.waits_for == CARD_LATER:
        return CARD_LATER
    if drafted and Act.SEE_DRAFT in ACTS[stands]:
        return DRAFT
    if claim_accepted and stands in BILLED:
        return ACCEPTED
    if visit.evidence_kind == READER_FILE and stands in BESIDE and not handed_over:
        return f"{stands.value}_beside"
    if stands is Standing.WAY_ROUND:
        return f"way_round_{visit.reason or 'open'}"
    if stands is Standing.CONFIRMED and handed_over:
        return "done"
    return str(stands.value)


BESIDE = frozenset({Standing.CONFIRMED, Standing.STOPPED})
"""Where a visit that rests on an approved reader's file goes on otherwise: chart and receipt computer have read it too."""

ALL_NEXT_STEPS = frozenset(
    {each.value for each in Standing if each is not Standing.WAY_ROUND}
    | {f"way_round_{each.value}" for each in Reason}
    | {"way_round_open", "done", ACCEPTED, DRAFT, CARD_LATER}
    | {f"{each.value}_beside" for each in BESIDE}
)
