import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
LOCKED = ("requirements.txt", "requirements-dev.txt")


@pytest.mark.parametrize("name", LOCKED)
def test_every_requirement_is_locked_with_a_hash_and_no_index_is_named(name):
    text = (PROJECT / name).read_text("utf-8")
    requirements = [line for line in text.splitlines() if "==" in line and not line.startswith((" ", "#"))]

    assert requirements
    assert text.count("--hash=sha256:") >= len(requirements)
    assert "index-url" not in text
    assert "://" not in text


def test_what_the_product_runs_on_is_the_same_in_both_locks():
    product, everything = (_pins(name) for name in LOCKED)

    assert product.items() <= everything.items()


def test_the_wheel_that_provides_dlibs_name_says_what_its_source_says():
    source = tomllib.loads((PROJECT / "packaging/dlib-shim/pyproject.toml").read_text("utf-8"))["project"]
    (wheel,) = (PROJECT / "packaging/wheels").glob("dlib-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = archive.read(next(each for each in names if each.endswith("METADATA"))).decode()

    assert f"Version: {source['version']}" in metadata
    assert f"Requires-Dist: {source['dependencies'][0]}" in metadata
    assert not [each for each in names if each.endswith((".py", ".so"))]


@pytest.mark.parametrize(
    "script", ["setup", "run", "test", "figures", "lock", "docs", "wheel", "try-wheel", "on-fresh-systems"]
)
def test_scripts_are_plain_posix_shell(script):
    checked = subprocess.run(["sh", "-n", PROJECT / "scripts" / script], capture_output=True, check=False)

    assert checked.returncode == 0, checked.stderr


def test_ci_runs_what_people_run():
    assert "scripts/test" in (PROJECT / ".ci/run").read_text("utf-8")


def _pins(name):
    lines = (PROJECT / name).read_text("utf-8").splitlines()
    pinned = [
        line.split(" ")[0].split("==") for line in lines if "==" in line and not line.startswith((" ", "#"))
    ]
    return {each[0].lower(): each[1].split(";")[0] for each in pinned if len(each) == 2}
