"""The card's end of vsmartcard's virtual reader: u16 length and payload, one byte for off, on, reset and ATR.

Protocol as in the public repository frankmorgner/vsmartcard, `virtualsmartcard/src/vpcd`.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from hardware_mocks.card.faults import Pulled, Silence
from hardware_mocks.card.virtual_card import VirtualCard

POWER_OFF, POWER_ON, RESET, GET_ATR = b"\x00", b"\x01", b"\x02", b"\x04"


class VpcdCard:
    """A card laid on the virtual reader at a TCP port of this machine. Its thread ends when the card is taken away."""

    def __init__(self, card: VirtualCard, port: int) -> None:
        self._card = card
        self._stream = socket.create_connection(("127.0.0.1", port))
        self._stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._controls: dict[bytes, Callable[[], None]] = {
            POWER_OFF: card.power_off,
            POWER_ON: card.power_on,
            RESET: card.reset,
        }
        self._thread = Thread(target=self._serve, name="virtual card", daemon=True)
        self._thread.start()

    @property
    def lies_there(self) -> bool:
        return self._thread.is_alive()

    def remove(self) -> None:
        """Take the card away; a command under way gets no answer."""
        with suppress(OSError):
            self._stream.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def _serve(self) -> None:
        try:
            while payload := self._received():
                self._answer(payload)
        except (OSError, Pulled):
            pass
        except Silence:
            self._wait_for_removal()
        finally:
            self._stream.close()

    def _answer(self, payload: bytes) -> None:
        if payload == GET_ATR:
            self._send(self._card.atr)
        elif payload in self._controls:
            self._controls[payload]()
        else:
            self._send(self._card.transmit(payload))

    def _wait_for_removal(self) -> None:
        while self._stream.recv(1):
            pass

    def _received(self) -> bytes:
        return self._exactly(int.from_bytes(self._exactly(2), "big"))

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            self._acknowledge_at_once()
            part = self._stream.recv(size - len(data))
            if not part:
                raise ConnectionResetError
            data += part
        self._acknowledge_at_once()
        return data

    def _acknowledge_at_once(self) -> None:
        """The driver sends length and body apart and waits for the first one's ACK: 48 ms a command without this."""
        self._stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)

    def _send(self, payload: bytes) -> None:
        self._stream.sendall(len(payload).to_bytes(2, "big") + payload)
