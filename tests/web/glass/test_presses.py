"""Each press becomes one event, or a friendly sentence; an old one becomes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.seen import CardItems, CardSeen, Choice, Outcome, Photo, Reason, Settled
from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.evidence.kinds import EvidenceKind
from kiosk.house import House
from kiosk.matching.report import Person
from kiosk.qualification.grounds import CardProof, Challenge, Consent, Method
from kiosk.web.glass import site
from kiosk.web.glass.forms import PRESSES, Malformed, Press, katakana, parsed
from kiosk.web.glass.samples import ISSUED, SAMPLES

ITEMS = CardItems("見本 花子", date(1950, 1, 2), "2", "見本県見本市1-2")
CARD = CardSeen(b"", 3, 10, simulated=True, photo_state=Photo.PRESENT, photo=b"p", items=ITEMS)
PROOF = CardProof(Method.PIN, b"", Challenge("", "", b""), b"")
TODAY = date(2026, 11, 21)
DECLARED = {
    "kana": "みほん　はなこ", "phone": "03-1234-5678", "insurance_kind": "national", "insurer_name": "見本市",
    "employer": "", "share_percent": "30",
}  # fmt: skip

BORN = {"birth_era": "昭和", "birth_year": "39", "birth_month": "12", "birth_day": "11"}
TABLE = [
    (steps.EnteringCardNumber(CARD), "number_b", {"number_b": "25010220291234"}, events.NumberBEntered(7, "25010220291234")),
    (steps.EnteringCardNumber(CARD), "number_b", {"number_b": "250102 2029 1234"}, events.NumberBEntered(7, "25010220291234")),
    (steps.EnteringCardNumber(CARD), "without_number_b", {}, events.NumberBSkipped(7)),
    (steps.Notice(CARD), "notice_read", {}, events.NoticeRead(7)),
    (steps.Choosing(CARD), "method", {"method": "pin"}, events.MethodChosen(7, Choice.PIN)),
    (steps.EnteringPin(CARD, ISSUED), "other_method", {}, events.OtherMethod(7)),
    (steps.EnteringPin(CARD, ISSUED), "pin", {"pin": "0451"}, events.PinEntered(7, "0451")),
    (steps.ConfirmingName(CARD, PROOF), "name", {"mine": "yes"}, events.NameConfirmed(7, mine=True)),
    (steps.ConfirmingName(CARD, PROOF), "name", {"mine": "no"}, events.NameConfirmed(7, mine=False)),
    (steps.Registering(CARD, PROOF, asked=True), "registration", {"agreed": "yes"}, events.RegistrationDecided(7, agreed=True)),
    (steps.Registering(CARD, PROOF, asked=True), "registration", {"agreed": "no"}, events.RegistrationDecided(7, agreed=False)),
    (steps.AskingConsent(CARD, PROOF), "consent", {"choice": "all"}, events.ConsentGiven(7, Consent.everything())),
    (steps.AskingConsent(CARD, PROOF), "consent", {"choice": "none"}, events.ConsentGiven(7, Consent.nothing())),
    (steps.AskingConsent(CARD, PROOF), "consent", {"choice": "each", "surgery": "yes"}, events.ConsentGiven(7, Consent(surgery=True))),
    (
        steps.Introducing(CARD, PROOF, Consent.nothing()), "introduce", {"kana": "みほん ﾊﾅｺ"},
        events.Introduced(7, Person("見本 花子", "ミホン ハナコ", "2", ITEMS.birthdate, ITEMS.address)),
    ),
    (steps.Introducing(CARD, PROOF, Consent.nothing()), "introduce_at_desk", {}, events.Introduced(7, None)),
    (steps.OfferingFallback(Reason.NO_DATA), "evidence", {"kind": "portal"}, events.EvidenceOffered(7, EvidenceKind.PORTAL)),
    (steps.OfferingFallback(Reason.NO_DATA), "begin_declaration", {}, events.DeclarationBegun(7)),
    (
        steps.Declaring(Reason.NO_DATA, CARD), "declare", DECLARED,
        events.Declared(7, Declaration(
            name="見本 花子", kana="ミホン ハナコ", birthdate=ITEMS.birthdate, sex="2", address=ITEMS.address,
            phone="0312345678", insurance_kind=InsuranceKind.NATIONAL, insurer_name="見本市", share_percent=30,
            declared_on=TODAY, signer="見本 花子")),
    ),
    (steps.Declaring(Reason.NO_DATA), "declare", {}, events.Declared(7, Declaration(declared_on=TODAY))),
    (
        steps.Declaring(Reason.NO_DATA), "declare", BORN | {
            "kana": "みほん", "sex": "1", "relation": "family", "signer": "みほん　たろう", "signature": "M1 2L30 40",
        },
        events.Declared(7, Declaration(
            kana="ミホン", birthdate=date(1964, 12, 11), sex="1", declared_on=TODAY, signer="ミホン タロウ",
            signer_relation="家族", signature="M1 2L30 40")),
    ),
    (steps.ShowingResult(Settled(Outcome.CONFIRMED)), "continue", {}, events.Continued(7)),
    (steps.CardTrouble("card_gone"), "other_ways", {}, events.FallbackWanted(7)),
    (SAMPLES["unanswered"].step, "try_again", {}, events.TriedAgain(7)),
    (steps.Choosing(CARD), "cancel", {}, events.Cancelled(7)),
    (steps.Choosing(CARD), "more_time", {}, events.MoreTime(7)),
]  # fmt: skip


@pytest.mark.parametrize(("step", "name", "fields", "event"), TABLE)
def test_a_press_becomes_its_event(
    browser: object, lane: object, step: object, name: str, fields: dict, event: object
) -> None:
    lane.stands_at(step)
    answer = browser.press(name, 7, **fields)
    assert answer.status_code == 200
    assert lane.posted == [event]


def test_the_table_above_knows_every_press() -> None:
    assert {name for _, name, _, _ in TABLE} == set(PRESSES)


@pytest.mark.parametrize(
    ("step", "name", "fields"),
    [
        (steps.EnteringCardNumber(CARD), "number_b", {"number_b": "123"}),
        (steps.EnteringCardNumber(CARD), "number_b", {}),
        (steps.EnteringPin(CARD, ISSUED), "pin", {"pin": "451"}),
        (steps.EnteringPin(CARD, ISSUED), "pin", {"pin": "04511"}),
        (steps.EnteringPin(CARD, ISSUED), "pin", {"pin": "abcd"}),
        (steps.Choosing(CARD), "method", {"method": "magic"}),
        (steps.ConfirmingName(CARD, PROOF), "name", {"mine": "perhaps"}),
        (steps.Registering(CARD, PROOF, asked=True), "registration", {"agreed": "perhaps"}),
        (steps.AskingConsent(CARD, PROOF), "consent", {"choice": ""}),
        (steps.Introducing(CARD, PROOF, Consent.nothing()), "introduce", {"kana": "Hanako"}),
        (steps.OfferingFallback(Reason.NO_DATA), "evidence", {"kind": "letter"}),
        (steps.Declaring(Reason.NO_DATA, CARD), "declare", {"phone": "12"}),
        (steps.Declaring(Reason.NO_DATA, CARD), "declare", {"share_percent": "40"}),
        (steps.Declaring(Reason.NO_DATA, CARD), "declare", {"insurance_kind": "private"}),
        (steps.Declaring(Reason.NO_DATA, CARD), "declare", {"kana": "<b>"}),
        (steps.Declaring(Reason.NO_DATA, CARD), "declare", {"signer": "Taro"}),
        (steps.Declaring(Reason.NO_DATA, CARD), "declare", {"relation": "neighbour"}),
        (steps.Declaring(Reason.NO_DATA, CARD), "declare", {"signature": '"><script>'}),
        (steps.Declaring(Reason.NO_DATA), "declare", BORN | {"birth_day": "32"}),
        (steps.Declaring(Reason.NO_DATA), "declare", BORN | {"birth_era": ""}),
        (steps.Declaring(Reason.NO_DATA), "declare", BORN | {"birth_era": "令和"}),
        (steps.Declaring(Reason.NO_DATA), "declare", {"birth_year": "30"}),
        (steps.Declaring(Reason.NO_DATA), "declare", {"sex": "4"}),
    ],
)
def test_a_malformed_press_is_answered_kindly_and_changes_nothing(
    browser: object, lane: object, step: object, name: str, fields: dict
) -> None:
    lane.stands_at(step)
    answer = browser.press(name, 7, **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.get_data(as_text=True)
    assert lane.posted == []
    assert lane.check_in.step == step


def test_nothing_typed_is_lost_by_a_mistake_on_another_page(browser: object, lane: object) -> None:
    lane.stands_at(steps.Declaring(Reason.NO_DATA, CARD))
    html = browser.press("declare", 7, **(DECLARED | {"phone": "12"})).get_data(as_text=True)
    assert 'value="みほん　はなこ"' in html
    assert 'value="見本市"' in html
    assert 'data-part="phone"' in html


def test_hazard_a_pin_is_never_sent_back(browser: object, lane: object) -> None:
    lane.stands_at(steps.EnteringPin(CARD, ISSUED))
    for pin in ("0451", "04519"):
        assert pin not in browser.press("pin", 7, pin=pin).get_data(as_text=True)
        assert pin not in repr(lane.posted)
        lane.stands_at(steps.EnteringPin(CARD, ISSUED))


def test_hazard_an_old_press_does_nothing_and_shows_what_is_now(browser: object, lane: object) -> None:
    lane.stands_at(steps.AskingConsent(CARD, PROOF), seq=9)
    answer = browser.press("consent", 8, choice="all")
    assert lane.check_in.step == steps.AskingConsent(CARD, PROOF)
    assert "/press/consent" in answer.get_data(as_text=True)


def test_hazard_a_double_tap_has_one_effect(browser: object, lane: object) -> None:
    lane.stands_at(steps.EnteringPin(CARD, ISSUED))
    browser.press("pin", 7, pin="0451")
    browser.press("pin", 7, pin="0451")
    assert sum(type(effect).__name__ == "SignWithPin" for effect in lane.asked) == 1


def test_a_malformed_old_press_is_no_mistake_of_the_screen_that_is_now(browser: object, lane: object) -> None:
    lane.stands_at(steps.Choosing(CARD), seq=9)
    assert browser.press("pin", 8, pin="").status_code == 200


def test_a_press_that_does_not_fit_the_step_is_ignored(browser: object, lane: object) -> None:
    lane.stands_at(steps.Choosing(CARD))
    assert browser.press("pin", 7, pin="0451").status_code == 200
    assert lane.check_in.step == steps.Choosing(CARD)


def test_a_press_without_number_or_of_no_known_name_is_refused(browser: object) -> None:
    assert browser.send("/press/pin", pin="0451").status_code == 400
    assert browser.send("/press/vouched", seq="7").status_code == 404


def test_the_answer_says_what_it_shows_and_for_how_long(browser: object, lane: object) -> None:
    lane.stands_at(steps.Choosing(CARD))
    headers = browser.press("more_time", 7).headers
    assert headers["Screen-Key"] == "V-1:7:00:ja:1:normal:0:0:0:0::"
    assert headers["Seconds-Left"] == "120.0"
    assert headers["Revision"] == str(lane.revision)


def test_a_screen_that_waits_for_nobody_has_no_end(browser: object) -> None:
    assert browser.client.get("/screen").headers["Seconds-Left"] == ""


@given(
    st.sampled_from(sorted(PRESSES)),
    st.dictionaries(
        st.sampled_from(["pin", "kana", "phone", "choice", "kind", "number_b", "agreed"]), st.text()
    ),
)
def test_whatever_is_typed_gives_an_event_or_a_sentence(name: str, fields: dict[str, str]) -> None:
    for step in (steps.Attract(), steps.Introducing(CARD, PROOF, Consent.nothing())):
        event = parsed(name, Press(3, fields, step, TODAY))
        assert isinstance(event, Malformed) or event.seq == 3


@given(st.text("ぁあゔゖァアヴヶーｱ漢 ", max_size=8))
def test_hiragana_is_read_as_katakana(text: str) -> None:
    assert not any("ぁ" <= each <= "ゖ" for each in katakana(text))
    assert katakana(katakana(text)) == katakana(text)


# -- the staff look at the counter ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Somebody:
    """Whoever a code belongs to, as far as a vouch needs it."""

    name: str


def counter(house: House, account: object) -> Flask:
    from tests.made_once import glass_of

    app = glass_of(house)
    counted = Flask("counter", template_folder=app.template_folder)
    counted.extensions = app.extensions
    counted.jinja_env.globals.update(app.jinja_env.globals, csrf_token=lambda: "")
    counted.config["SECRET_KEY"] = b"x"
    counted.register_blueprint(site.blueprint(house, lambda *tried: account if tried[2] == "right" else None))
    return counted


def test_staff_at_the_counter_vouch_with_their_code(house: House, lane: object) -> None:
    lane.stands_at(steps.AwaitingStaff(CARD))
    form = {"seq": "7", "name": "tanaka", "code": "right", "seen": "yes"}
    counter(house, Somebody("tanaka")).test_client().post("/vouch", data=form)
    assert lane.posted == [events.StaffVouched(7, Method.STAFF_AT_COUNTER, "tanaka")]
    assert isinstance(lane.check_in.step, steps.Proving)


@pytest.mark.parametrize(
    "changed",
    [{"code": "wrong-code"}, {"seen": None}, {"seq": "6"}],
    ids=["code", "unseen", "old"],
)
def test_a_vouch_that_lacks_anything_proves_nothing(house: House, lane: object, changed: dict) -> None:
    lane.stands_at(steps.AwaitingStaff(CARD))
    form = {"seq": "7", "name": "tanaka", "code": "right", "seen": "yes"} | changed
    answer = (
        counter(house, Somebody("tanaka"))
        .test_client()
        .post("/vouch", data={name: value for name, value in form.items() if value})
    )
    assert lane.posted == []
    assert "wrong-code" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("secret", ["pin", "code", "csrf"])
def test_hazard_what_is_secret_is_given_to_no_template(browser: object, secret: str) -> None:
    with browser.client.application.test_request_context(
        method="POST", data={secret: "1234", "name": "tanaka"}
    ):
        assert site.given_back() == {"name": "tanaka"}


def test_a_vouch_on_another_screen_does_nothing(house: House, lane: object) -> None:
    lane.stands_at(steps.EnteringPin(CARD, ISSUED))
    form = {"seq": "7", "name": "tanaka", "code": "right", "seen": "yes"}
    counter(house, Somebody("tanaka")).test_client().post("/vouch", data=form)
    assert lane.posted == []


# -- the camera's picture ---------------------------------------------------------------------------------------


def test_hazard_the_camera_is_seen_only_while_the_patient_is_asked_to_look(
    browser: object, lane: object
) -> None:
    assert browser.client.get("/live.jpg").status_code == 404
    lane.stands_at(steps.CapturingFace(CARD))
    picture = browser.client.get("/live.jpg")
    assert picture.mimetype == "image/jpeg"
    assert picture.headers["Cache-Control"] == "no-store"
    lane.stands_at(replace(steps.AwaitingStaff(CARD)))
    assert browser.client.get("/live.jpg").status_code == 404
