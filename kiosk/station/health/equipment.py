"""What a reader with a line to the service stands on, looked at when somebody asks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from cryptography import x509

from kiosk.house import Equipment
from kiosk.qualification.port import ServiceFault
from kiosk.settings import Settings
from reader.face.weights import missing


def equipment_of(
    settings: Settings, healthy: Callable[[], bool], lists: Callable[[], tuple[datetime | None, ...]]
) -> Callable[[], Equipment]:
    """`healthy` asks the service and raises a ServiceFault; `lists` tells until when each kept list counts."""

    def look() -> Equipment:
        return Equipment(
            answers=_answers(healthy),
            lists=lists(),
            lacking=tuple(each.name for each in missing()),
            certificate_until=_ends(settings),
            free=shutil.disk_usage(settings.home).free,
        )

    return look


def _answers(healthy: Callable[[], bool]) -> bool:
    try:
        return healthy()
    except ServiceFault:
        return False


def _ends(settings: Settings) -> datetime | None:
    with suppress(OSError, ValueError):
        ours = x509.load_pem_x509_certificate(settings.service.client_certificate.read_bytes())
        return ours.not_valid_after_utc
    return None
