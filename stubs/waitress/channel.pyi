from collections.abc import Callable

from waitress.parser import HTTPRequestParser

class HTTPChannel:
    parser_class: Callable[[object], HTTPRequestParser]
    request: HTTPRequestParser | None
    will_close: bool
    def __init__(self, server: object, sock: object, addr: object, adj: object, map: object = ...) -> None: ...
