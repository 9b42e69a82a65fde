"""`python -m tests.desk.race_many TIMES`: every pair of acts so often, on PostgreSQL and in a file; a line a database."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from kiosk.storage.schema import upgrade
from tests.made_once import empty_database
from tests.postgres import running


def _world() -> ModuleType:
    spec = importlib.util.spec_from_file_location("desk_world", Path(__file__).with_name("world.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def main(times: int) -> int:
    world = _world()
    bad = 0
    with running() as server, tempfile.TemporaryDirectory(prefix="races-") as folder:
        on_server = server.database()
        upgrade(on_server)
        for name, url in (("postgresql", on_server), ("sqlite", empty_database(Path(folder) / "kiosk.db"))):
            bad += _raced(world, Path(folder), name, url, times)
    return 1 if bad else 0


def _raced(world: ModuleType, folder: Path, name: str, url: str, times: int) -> int:
    from tests.desk.racing import OTHER, RACES, merged, run

    two = tuple(world.Clinic(folder, url, f"{name}-{place}") for place in (1, 2))
    two[0].chart(OTHER)
    several, merges = 0, 0
    for race in RACES:
        for _ in range(times):
            came = run(race, *two)
            several += came.winners != 1
            merges += bool(merged(two[0], came))
    for each in two:
        each.close()
    sys.stdout.write(
        f"{name}: {len(RACES)} pairs x {times} races; not exactly one winner: {several}; merged: {merges}\n"
    )
    return several + merges


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
