"""The line to a database server: how long anything on it may take, and that nobody else can read or answer on it."""

from __future__ import annotations

import ssl
from collections.abc import Mapping

from sqlalchemy import URL

ANSWER_SECONDS = 5
"""For connecting and for each answer: a patient stands there, and failure mode is the way on."""
GLANCE_SECONDS = 2
"""For a look that is taken again and again."""
STATEMENT_SECONDS = 4
"""The server gives up first, while somebody still listens to why."""
LOCK_SECONDS = 3
AUTHORITY = "sslrootcert"
"""In the URL, as libpq calls it: the file with the CA of the server; without it, the system's own list."""
HERE = frozenset({"", "localhost", "127.0.0.1", "::1"})


def is_here(url: URL) -> bool:
    """Whether the server is on this machine: nothing leaves it."""
    return "unix_sock" in url.query or (url.host or "") in HERE


def tls(url: URL) -> ssl.SSLContext | None:
    """Verified TLS for a server off the machine, or where a CA is named; None where nothing leaves the machine.

    Raises:
        OSError: the file of the CA cannot be read, or is none.
    """
    named = url.query.get(AUTHORITY)
    if is_here(url) and not named:
        return None
    return ssl.create_default_context(cafile=str(named) if named else None)


def arguments(url: URL, answer: float | None) -> Mapping[str, object]:
    """What the driver is told beside the URL. `answer` None waits as long as it takes, for work that no patient waits for."""
    told: dict[str, object] = {"timeout": answer}
    context = tls(url)
    return told | ({"ssl_context": context} if context else {})


def for_driver(url: URL) -> URL:
    """Without what is ours: the driver takes a context, not a file."""
    return url.difference_update_query([AUTHORITY])
