"""Why a file or a mapping cannot be used."""


class LayoutError(ValueError):
    """A file, a mapping or a header that names no usable column; the message says which and what to do."""
