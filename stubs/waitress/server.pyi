from collections.abc import Callable, Mapping
from typing import Protocol

from waitress.channel import HTTPChannel

class Trigger(Protocol):
    def pull_trigger(self, thunk: Callable[[], object]) -> None: ...

class Dispatcher(Protocol):
    def shutdown(self) -> bool: ...

class TcpWSGIServer:
    channel_class: type[HTTPChannel]
    active_channels: Mapping[int, HTTPChannel]
    effective_host: str
    effective_port: str
    trigger: Trigger
    task_dispatcher: Dispatcher
    _map: dict[int, object]
    def __init__(
        self,
        application: Callable[..., object],
        *,
        host: str,
        port: int,
        threads: int,
        channel_request_lookahead: int,
        ident: str | None,
        max_request_header_size: int,
        channel_timeout: int,
        cleanup_interval: int,
        connection_limit: int,
        asyncore_use_poll: bool,
        inbuf_overflow: int,
        outbuf_overflow: int,
    ) -> None: ...
    def maintenance(self, now: float) -> None: ...
    def run(self) -> None: ...
    def close(self) -> None: ...
