from collections.abc import Mapping

from waitress.utilities import Error

class HTTPRequestParser:
    completed: bool
    empty: bool
    headers_finished: bool
    chunked: bool
    content_length: int
    error: Error | None
    headers: Mapping[str, str]
    path: str
    def __init__(self, adj: object) -> None: ...
    def received(self, data: bytes) -> int: ...
