"""The commands of the clinic's receipt computer and of the payer, both made up."""

import json

import pytest

from hardware_mocks.cli import main
from hardware_mocks.national.payer.file import read_claim_file


def test_a_clinics_file_is_written_taken_and_answered(tmp_path, capsys):
    file = tmp_path / "in.uke"
    came = ["--came", "sato=4,18", "--came", "expired=2"]
    assert main(["claim-file", "--month", "2026-11", "--out", str(file), *came, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["claims"] == 2
    assert main(["payer", "take", str(file), "--out", str(tmp_path / "out"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["accepted"], told["pooled"], told["returned"], told["emulation"]) == (2, 0, 0, True)
    header, *claims, pool = map(
        json.loads, (tmp_path / "out" / "in.answer.jsonl").read_text("utf-8").splitlines()
    )
    assert header["file"] == read_claim_file(file.read_bytes()).digest
    assert sorted(each["chart"] for each in claims) == ["1001", "1010"]
    assert (pool["assumed"], pool["yen"]) == (True, 0)


def test_a_file_with_an_unknown_insurer_left_blank_is_refused_with_every_reason_and_nothing_is_answered(
    tmp_path, capsys
):
    file = tmp_path / "in.uke"
    main(["claim-file", "--month", "2026-11", "--out", str(file), "--came", "newcomer=20"])
    capsys.readouterr()
    assert main(["payer", "take", str(file), "--out", str(tmp_path / "out"), "--json"]) == 1
    told = [json.loads(line)["code"] for line in capsys.readouterr().out.splitlines()]
    assert told == ["check_digit", "number"]
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ["--month", "2026-13"],
        ["--month", "2026-11", "--came", "nobody=1"],
        ["--month", "2026-11", "--came", "sato=x"],
    ],
)
def test_a_month_or_a_person_that_there_is_not_is_refused_in_words(tmp_path, capsys, wrong):
    assert main(["claim-file", "--out", str(tmp_path / "in.uke"), *wrong]) == 2
    assert capsys.readouterr().err.strip()
    assert not (tmp_path / "in.uke").exists()
