"""Size, colours, reach and keys last exactly one visit, unless a family goes on."""

from __future__ import annotations

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.seen import Outcome, Settled


def worn(html: str) -> str:
    return html[html.index("data-size") : html.index(">", html.index("data-size"))]


def test_each_press_is_one_step_and_the_last_leads_to_the_first(browser: object) -> None:
    sizes = [browser.send("/wish/size").get_data(as_text=True) for _ in range(4)]
    assert [html.split('data-size="')[1][0] for html in sizes] == ["2", "3", "4", "1"]
    colours = [browser.send("/wish/contrast").get_data(as_text=True) for _ in range(3)]
    assert [html.split('data-contrast="')[1].split('"')[0] for html in colours] == [
        "high",
        "inverted",
        "normal",
    ]


def test_keys_alone_and_the_low_layout_are_switched_on_and_off(browser: object) -> None:
    for name in ("low", "keys"):
        assert f"data-{name}" in worn(browser.send(f"/wish/{name}").get_data(as_text=True))
        assert f"data-{name}" not in worn(browser.send(f"/wish/{name}").get_data(as_text=True))


def test_hazard_the_next_patient_inherits_nothing(browser: object, lane: object) -> None:
    lane.stands_at(steps.Reading(), visit="V-1")
    for name in ("size", "contrast", "low", "keys"):
        browser.send(f"/wish/{name}")
    lane.stands_at(steps.Reading(), visit="V-2")
    html = browser.screen()
    assert 'data-size="1"' in html
    assert 'data-contrast="normal"' in html
    assert "data-low" not in worn(html)
    assert "data-keys" not in worn(html)


def test_a_family_keeps_language_and_size_over_the_next_cards(browser: object, lane: object) -> None:
    lane.stands_at(steps.TakeCard(Settled(Outcome.CONFIRMED)), visit="V-1")
    browser.send("/language", to="en")
    browser.send("/wish/size")
    browser.send("/wish/family")
    for visit in (None, "V-2", None, "V-3"):
        lane.stands_at(steps.Reading() if visit else steps.Attract(), visit=visit)
        html = browser.screen()
        assert 'lang="en"' in html
        assert 'data-size="2"' in html
    lane.stands_at(steps.Attract(), visit=None)
    assert "data-forgets" in worn(browser.screen())
    browser.send("/wish/usual")
    assert 'data-size="1"' in browser.screen()


def test_a_family_is_offered_to_go_on_only_where_there_is_something_to_keep(
    browser: object, lane: object
) -> None:
    lane.stands_at(steps.TakeCard(Settled(Outcome.CONFIRMED)), visit="V-1")
    assert "家族もつづける" not in browser.screen()
    browser.send("/wish/size")
    assert "家族もつづける" in browser.screen()


def test_a_wish_that_nobody_knows_is_refused(browser: object) -> None:
    assert browser.send("/wish/louder").status_code == 404
