"""The face process's recipe. Importing this loads no model: that happens in the child alone."""

from __future__ import annotations

from collections.abc import Callable

from reader.face.requests import FaceAnswer, FaceRequest, Wanted
from reader.pcsc.supervise import GetsOn


def work(wanted: Wanted, _gets_on: GetsOn) -> Callable[[FaceRequest], FaceAnswer]:
    """What the child runs; `functools.partial` binds what is wanted."""
    from reader.face.worker import work as loaded  # noqa: PLC0415 - dlib and its models belong into the child

    return loaded(wanted)
