"""Every step has a screen, in every language, and none says more than its reader may know."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from kiosk.bootstrap import EMULATIONS
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.advance import CheckIn
from kiosk.checkin.machine.seen import CardItems, CardSeen, Outcome, Photo, Reason, Settled
from kiosk.checkin.machine.turn import Lane
from kiosk.house import House
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import CardProof, Challenge, Consent, Method
from kiosk.settings.languages import FURTHER
from kiosk.troubles import TROUBLES
from kiosk.web.glass.samples import ISSUED, SAMPLES
from kiosk.web.glass.screens import SCREENS
from kiosk.web.glass.site import Look, rendered
from kiosk.web.glass.wishes import Wishes
from kiosk.web.language import LANGUAGES, load_catalogues
from reader.face.liveness.turning import Ask
from reader.face.quality import Hint

SPOKEN = (*LANGUAGES, *FURTHER)
HOSTILE = "<script>alert('雨')</script>{見本|みほん}{name}"
PERSON = CardItems(HOSTILE, date(1950, 1, 2), "2", f"住所{HOSTILE}")
CARD = CardSeen(b"", 3, 10, simulated=True, photo_state=Photo.PRESENT, photo=b"", items=PERSON)
PROOF = CardProof(Method.PIN, b"", Challenge("", "", b""), b"")


@pytest.fixture
def house(still_house: House) -> House:
    return still_house


@pytest.fixture
def app(still_app: Flask) -> Flask:
    return still_app


def shown(app: Flask, house: House, step: steps.Step, language: str = "ja", **look: object) -> str:
    with app.test_request_context():
        return rendered(house, CheckIn(Lane.READER, step), Look(Wishes(language), failure_mode=False, **look))


def words(html: str) -> str:
    """What a person reads: readings and tags taken away, the frame around the screen too."""
    middle = html.partition('<div class="stage">')[2].partition("<footer")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", re.sub(r"<r[pt]>.*?</r[pt]>", "", middle)))


def test_every_step_has_a_screen_and_a_sample() -> None:
    assert set(SCREENS) == set(steps.ALL_STEPS)
    assert {type(sample.step) for sample in SAMPLES.values()} == set(steps.ALL_STEPS)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_screen_speaks_its_language(app: Flask, house: House, name: str, language: str) -> None:
    html = shown(app, house, SAMPLES[name].step, language)
    assert f'lang="{language}"' in html
    assert len(words(html).strip()) > 10


@pytest.mark.parametrize("language", [each for each in SPOKEN if each != "ja"])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_other_screen_has_a_japanese_sentence_but_one_with_effect_in_law(
    app: Flask, house: House, name: str, language: str
) -> None:
    html = shown(app, house, SAMPLES[name].step, language)
    keys, binding = r'<button type="button"\s+class="key.*?</button>', r'<span lang="ja">.*?</span>'
    said = words(re.sub(rf"{keys}|{binding}|<dd>.*?</dd>", "", html, flags=re.DOTALL))
    assert not re.search(r"[ぁ-ん]", said.replace(house.settings.institution.name, ""))


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("consent", "share_information.title"),
        ("registering", "register_card.title"),
        ("declaring_check", "declaration.check"),
    ],
)
def test_what_has_effect_in_law_shows_the_japanese_that_binds(
    app: Flask, house: House, name: str, key: str, language: str
) -> None:
    html, said = shown(app, house, SAMPLES[name].step, language), load_catalogues()
    binds = f'<span lang="ja">{said["ja"].plain(key)}</span>' in html
    assert binds == (language != "ja")
    assert (said[language].plain("frame.translation") in html) == binds


def test_every_trouble_is_told_without_its_code(app: Flask, house: House) -> None:
    for trouble in TROUBLES:
        html = shown(app, house, steps.CardTrouble(trouble.code))
        said = load_catalogues()["ja"]
        assert words(str(said.say(trouble.to_patient))) in words(html)
        assert trouble.code not in html
        assert said.plain(trouble.what) not in html


@pytest.mark.parametrize(
    ("outcome", "said", "unsaid"),
    [
        (Outcome.CONFIRMED, "ありがとうございました", "まだ受付していません"),
        (Outcome.DECLARED, "ありがとうございました", "まだ受付していません"),
        (Outcome.ABANDONED, "まだ受付していません", "ありがとうございました"),
        (Outcome.HANDED_TO_STAFF, "受付へお越しください", "ありがとうございました"),
        (Outcome.STOPPED, "受付へお越しください", "ありがとうございました"),
    ],
)
def test_the_last_screen_says_how_it_ended(
    app: Flask, house: House, outcome: Outcome, said: str, unsaid: str
) -> None:
    last = words(shown(app, house, steps.Closed(outcome)))
    assert said in last
    assert unsaid not in last


def test_a_code_that_nobody_wrote_down_still_shows_a_screen(app: Flask, house: House) -> None:
    assert "窓口" in words(shown(app, house, steps.CardTrouble("never_heard_of")))


@pytest.mark.parametrize("step", [steps.ShowingResult, steps.TakeCard])
def test_hazard_a_question_a_stop_and_an_invalid_insurance_look_alike(
    app: Flask, house: House, step: type
) -> None:
    ends = (
        Settled(Outcome.HANDED_TO_STAFF, Decision.ASK, waits_for="question", patient_id="P-77"),
        Settled(Outcome.STOPPED, Decision.STOP, waits_for="case", patient_id="P-77"),
        Settled(Outcome.INACTIVE, reason=Reason.INVALID),
        Settled(Outcome.NOT_IDENTIFIED, reason=Reason.NOT_IDENTIFIED),
    )
    screens = {shown(app, house, step(settled)) for settled in ends}
    assert len(screens) == 1
    assert "P-77" not in screens.pop()


def test_every_outcome_ends_with_a_sentence(app: Flask, house: House) -> None:
    for outcome in Outcome:
        assert "カード" in words(shown(app, house, steps.ShowingResult(Settled(outcome))))


def test_hazard_a_hostile_name_stays_text(app: Flask, house: House) -> None:
    for step in (steps.Introducing(CARD, PROOF, Consent.nothing()), steps.Declaring(Reason.NO_DATA, CARD)):
        html = shown(app, house, step)
        assert "<script>" not in html
        assert "&lt;script&gt;" in html
        assert "<rt>みほん</rt>" not in html


def test_hazard_what_was_typed_stays_text(app: Flask, house: House) -> None:
    step = steps.Introducing(CARD, PROOF, Consent.nothing())
    html = shown(app, house, step, say="malformed.kana", typed={"kana": '"><img src=x onerror=alert(1)>'})
    assert "<img" not in html


@pytest.mark.parametrize("language", SPOKEN)
def test_every_hint_of_the_camera_has_its_own_sentence(app: Flask, house: House, language: str) -> None:
    told = {
        hint: words(shown(app, house, steps.CapturingFace(CARD, attempt=2, guide=hint.value), language))
        for hint in Hint
    }
    assert len(set(told.values())) == len(Hint)
    unknown = words(shown(app, house, steps.CapturingFace(CARD, attempt=2, guide="?"), language))
    assert unknown not in told.values()


def test_the_waiting_patient_reads_nothing_of_liveness(app: Flask, house: House) -> None:
    assert "生体検知" not in words(shown(app, house, steps.CapturingFace(CARD)))
    assert "iveness" not in words(shown(app, house, steps.CapturingFace(CARD), "en"))


@pytest.mark.parametrize("language", SPOKEN)
def test_every_turn_that_the_camera_asks_for_has_its_own_sentence_and_arrow(
    app: Flask, house: House, language: str
) -> None:
    told = {ask: shown(app, house, steps.CapturingFace(CARD), language, asks=ask.value) for ask in Ask}
    assert len({words(each) for each in told.values()}) == len(Ask)
    assert ["←" in told[ask] for ask in Ask] == [False, True, False]
    assert ["→" in told[ask] for ask in Ask] == [False, False, True]
    hinted = words(shown(app, house, steps.CapturingFace(CARD), language, asks=Hint.COME_NEARER.value))
    assert hinted not in map(words, told.values())


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_emulated_stands_on_every_screen(app: Flask, house: House, name: str) -> None:
    practising = replace(house, emulated=EMULATIONS)
    html = shown(app, practising, SAMPLES[name].step)
    assert html.count("emulated") == 1
    assert "練習用" in html
    assert "練習用" not in shown(app, replace(house, emulated=()), SAMPLES[name].step)


def test_every_emulation_is_named_in_every_language(app: Flask, house: House) -> None:
    for language in LANGUAGES:
        html = shown(app, replace(house, emulated=EMULATIONS), steps.Attract(), language)
        assert html.split("emulated")[1].count("<span>") >= len(EMULATIONS)


@pytest.mark.parametrize("name", SAMPLES)
def test_failure_mode_is_said_on_every_screen(app: Flask, house: House, name: str) -> None:
    with app.test_request_context():
        html = rendered(house, CheckIn(Lane.READER, SAMPLES[name].step), Look(Wishes(), failure_mode=True))
    assert "障害時の受付" in html
    assert "障害時の受付" not in shown(app, house, SAMPLES[name].step)


def test_the_last_try_of_the_pin_is_announced_and_another_way_offered(app: Flask, house: House) -> None:
    html = shown(app, house, steps.EnteringPin(replace(CARD, pin_tries=1), ISSUED, wrong=True))
    assert "あと1回まちがえると" in words(html)
    assert "/press/other_method" in html


def test_a_card_without_photograph_is_offered_the_pin_alone(app: Flask, house: House) -> None:
    html = shown(app, house, steps.Choosing(replace(CARD, photo_state=Photo.NONE)))
    assert 'value="pin"' in html
    assert 'value="face"' not in html
    assert 'value="staff"' not in html


def test_the_hard_words_have_their_reading(app: Flask, house: House) -> None:
    assert "<rt>あんしょうばんごう</rt>" in shown(app, house, steps.EnteringPin(CARD, ISSUED))
    assert "<ruby>" not in shown(app, house, steps.EnteringPin(CARD, ISSUED), "en")


def test_the_previews_are_there_for_practice_only(app: Flask, house: House) -> None:
    from tests.made_once import glass_of

    settings = house.settings.model_copy(update={"demo": False})
    real = glass_of(replace(house, settings=settings, emulated=()))
    assert real.test_client().get("/preview").status_code == 404
    assert real.test_client().get("/preview/pin").status_code == 404
    listed = app.test_client().get("/preview").get_data(as_text=True)
    assert all(f"/preview/{name}" in listed for name in SAMPLES)
    assert app.test_client().get("/preview/pin?language=en").status_code == 200
    assert app.test_client().get("/preview/none-such").status_code == 404


def test_a_preview_wears_what_its_address_asks_for(app: Flask) -> None:
    client = app.test_client()
    listed = client.get("/preview?panel=7-inch&size=4&contrast=inverted&language=en").get_data(as_text=True)
    assert "/preview/pin?panel=7-inch&amp;language=en&amp;size=4&amp;contrast=inverted" in listed
    shown = client.get("/preview/pin?panel=7-inch&size=4&contrast=inverted&language=en").get_data(
        as_text=True
    )
    for worn in ('data-layout="compact"', 'data-size="4"', 'data-contrast="inverted"', 'lang="en"'):
        assert worn in shown
    assert "--mm: 5.2472px" in client.get("/preview.css?panel=7-inch").get_data(as_text=True)
    assert client.get("/preview.css?panel=cinema").status_code == 404
