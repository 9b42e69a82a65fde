"""The page by which somebody fresh sets the companion up says what the program does."""

import re
from datetime import datetime
from pathlib import Path

from kiosk.clock import JAPAN
from kiosk.companion.names import Maker, read_name
from kiosk.companion.reading import NoCard, read_file
from kiosk.companion.watching import Appeared
from kiosk.intake.orca.calls import CALLS
from kiosk.settings import load

PAGE = (Path(__file__).parents[2] / "docs" / "companion.md").read_text("utf-8")


def test_the_settings_of_the_page_are_taken(tmp_path) -> None:
    file = tmp_path / "kiosk.toml"
    written = re.search(r"```toml\n(home.*?)```", PAGE, re.DOTALL)[1]
    receipt = re.search(r"```toml\n(\[receipt\].*?)```", PAGE, re.DOTALL)[1]
    file.write_text(f"{written}\n{receipt}", "utf-8")
    settings = load(file)
    assert settings.companion.folders == (tmp_path / "trial/face",)
    assert settings.receipt.user == "kiosk"


def test_the_file_of_the_trial_is_a_card_that_was_shown() -> None:
    now = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)
    content = re.search(r"<<'XML'\n(.*?)\nXML\n", PAGE, re.DOTALL)[1]
    content = content.replace("@TIME@", f"{now:%Y%m%d%H%M%S}").replace("@DAY@", f"{now:%Y%m%d}")
    middle = re.search(r"OQSsiquc01res_face_\w+_", PAGE)[0]
    name = read_name(f"{middle}{now:%Y%m%d%H%M%S}.xml")
    assert name.maker is Maker.OFFICIAL
    answer = read_file(Appeared(name, content.encode(), "d" * 64, 0.0), "1310000001")
    assert not isinstance(answer, NoCard)
    assert len(answer.qualifications) == 1


def test_every_call_to_the_receipt_computer_stands_there_with_what_it_rests_on() -> None:
    told = dict(re.findall(r"^\| `(/api01rv2/\w+)` \|[^|]*\| ([^|]*) \|$", PAGE, re.MULTILINE))
    assert told == {call.path.partition("?")[0]: call.rests_on.value for call in CALLS}


def test_it_says_what_it_was_never_tried_on_and_whose_consent_it_takes() -> None:
    for said in ("Unverified against the official software", "The clinic has to agree", "so does the vendor"):
        assert said in PAGE
