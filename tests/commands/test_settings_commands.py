"""`settings check`, `serve` and `doctor` refuse the same files with the same sentences, and none of them begins anything."""

import json
from pathlib import Path

import pytest

from kiosk.settings.keys import keys
from tests.settings.faulty import FAULTY
from tests.settings.files import CLINIC, written


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.toml"


@pytest.mark.parametrize("faulty", FAULTY, ids=lambda each: f"{each.kind}-{each.key}")
def test_a_fault_is_told_alike_by_all_three(kiosk, file, faulty) -> None:
    file.write_text(written(faulty.values), "utf-8")
    checked = kiosk("settings", "check", file)
    served = kiosk("serve", "--glass-port", "0", "--desk-port", "0", "--settings", file)
    looked = kiosk("doctor", "--settings", file)
    (sentence,) = checked.out.splitlines()
    assert sentence.startswith(f"{faulty.key} ")
    assert (checked.code, served.code, looked.code) == (1, 2, 2)
    assert served.errors == looked.errors == f"{file}: {sentence}\n"
    assert not any("Traceback" in each.errors for each in (checked, served, looked))
    assert {each.name for each in file.parent.iterdir()} == {file.name}


def test_a_file_that_is_named_and_not_there_is_told_alike_by_all_three(kiosk, clinic) -> None:
    (clinic.folder / "tls-ca.pem").unlink()
    (sentence,) = kiosk("settings", "check", clinic.settings).out.splitlines()
    served = kiosk("serve", "--glass-port", "0", "--desk-port", "0", "--settings", clinic.settings)
    assert (served.code, sentence in served.errors) == (2, True)
    looked = kiosk("doctor", "--json", "--settings", clinic.settings)
    (line,) = (each for each in looked.lines if each["check"] == "settings")
    assert (looked.code, line["state"], sentence.startswith(line["seen"])) == (1, "fail", True)
    assert line["remedy"][1:] in sentence
    assert not clinic.home.exists()


def test_a_file_without_a_fault_is_said_to_be_one(kiosk, clinic) -> None:
    told = kiosk("settings", "check", clinic.settings)
    assert (told.code, told.out) == (0, f"{clinic.settings}: nothing to mend\n")
    assert kiosk("settings", "check", "--json", clinic.settings).out == ""


def test_faults_as_json_have_a_line_each(kiosk, file) -> None:
    file.write_text(written(CLINIC | {"web.glass_port": "-1", "prot": "8700"}), "utf-8")
    told = kiosk("settings", "check", "--json", file)
    assert [line["key"] for line in told.lines] == ["prot", "web.glass_port"]
    assert all(line.keys() == {"key", "wrong", "remedy"} for line in told.lines)


@pytest.mark.parametrize("how", [("{}",), ("--settings", "{}"), ()])
def test_the_file_is_named_plainly_with_the_option_or_by_the_environment(kiosk, clinic, how) -> None:
    named = [each.format(clinic.settings) for each in how]
    environment = {} if how else {"KIOSK_SETTINGS": str(clinic.settings)}
    assert kiosk("settings", "check", *named, environment=environment).code == 0


def test_a_file_that_cannot_be_read_is_refused(kiosk, file) -> None:
    told = kiosk("settings", "check", file)
    assert (told.code, "settings sample" in told.errors) == (2, True)


def test_the_sample_is_a_file_to_begin_with(kiosk, file) -> None:
    file.write_text(kiosk("settings", "sample").out, "utf-8")
    told = kiosk("settings", "check", file)
    assert {each.split(" is ")[1].partition(": ")[2].partition(";")[0] for each in told.out.splitlines()} == {
        "No such file or directory"
    }
    assert kiosk("settings", "sample", "--json").lines == [{"toml": file.read_text("utf-8")}]


def test_what_holds_is_shown_key_by_key(kiosk, clinic) -> None:
    lines = kiosk("settings", "show", "--json", clinic.settings).lines
    assert [line["key"] for line in lines] == list(keys())
    assert {line["key"]: line["default"] for line in lines}["service.deadline"] is False
    plain = kiosk("settings", "show", "--settings", clinic.settings).out
    assert "deadline = 5.0\n" in plain
    assert f"database = {json.dumps('sqlite:///' + str(clinic.home / 'kiosk.sqlite'))}  # default" in plain
