"""Why a file or a mapping cannot be used."""


class LayoutError(ValueError):
    """A file, a mapping or a header that names no usable column; the message says which and what to do.

    `code` names the kind of fault, for a page in another language.
    """

    def __init__(self, said: str, code: str = "layout") -> None:
        super().__init__(said)
        self.code = code


CODES = ("layout", "empty", "no_header", "no_number", "twice", "other_file")
