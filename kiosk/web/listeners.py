"""The two listeners of one process. Each has its threads and its connections: a busy desk takes none of the glass's."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from waitress.wasyncore import close_all

from kiosk.house import House
from kiosk.settings import Settings, SettingsError
from kiosk.web.app import desk_site, glass_site
from kiosk.web.arriving import Listener
from kiosk.web.security import LARGEST

ENDING_SECONDS = 30.0


def make_server(app: Flask, settings: Settings, port: int) -> Listener:
    """A server that is bound but not yet running; port 0 is any free one.

    Raises:
        SettingsError: the host is not this machine; other machines come through a TLS proxy.
    """
    web = settings.web
    if web.host not in {"127.0.0.1", "::1", "localhost"}:
        raise SettingsError(
            f"web.host is {web.host}; plain HTTP stays on 127.0.0.1, put a TLS proxy before it"
        )
    return Listener(app, app.extensions[LARGEST], web.host, port, web.threads)


@contextmanager
def served_beside(server: Listener) -> Iterator[int]:
    """Serve in a thread of its own; gives the port. It ends from inside its own loop, and its open streams with it."""
    loop = server._map  # noqa: SLF001 - waitress has no public way to end a loop from outside
    held = dict(loop)

    def leave() -> None:
        held.update(loop)
        loop.clear()

    thread = threading.Thread(target=server.run, name="web")
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        server.trigger.pull_trigger(leave)
        thread.join(ENDING_SECONDS)
        close_all(held, ignore_all=True)
        server.task_dispatcher.shutdown()


@dataclass(frozen=True, slots=True)
class Listeners:
    """Both sites of a house, bound and not yet running."""

    glass: Listener
    desk: Listener
    host: str

    @property
    def patient_address(self) -> str:
        return f"http://{self.host}:{self.glass.effective_port}/"

    @property
    def desk_address(self) -> str:
        return f"http://{self.host}:{self.desk.effective_port}/staff/"

    def run(self) -> None:
        """Serve until interrupted, then let go of both ports."""
        try:
            with served_beside(self.desk):
                self.glass.run()
        finally:
            self.glass.close()


def bind(house: House, glass_port: int, desk_port: int) -> Listeners:
    """Raises as `make_server` and the sites do."""
    return Listeners(
        make_server(glass_site(house), house.settings, glass_port),
        make_server(desk_site(house), house.settings, desk_port),
        house.settings.web.host,
    )
