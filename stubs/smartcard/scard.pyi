from collections.abc import Sequence

SCARD_SCOPE_USER: int
SCARD_SHARE_EXCLUSIVE: int
SCARD_PROTOCOL_T0: int
SCARD_PROTOCOL_T1: int
SCARD_PCI_T0: int
SCARD_PCI_T1: int
SCARD_RESET_CARD: int
SCARD_STATE_UNAWARE: int
SCARD_STATE_PRESENT: int
SCARD_STATE_CHANGED: int
SCARD_STATE_UNAVAILABLE: int
SCARD_STATE_UNKNOWN: int
SCARD_S_SUCCESS: int
SCARD_E_TIMEOUT: int

def SCardEstablishContext(scope: int, /) -> tuple[int, int]: ...
def SCardReleaseContext(context: int, /) -> int: ...
def SCardListReaders(context: int, groups: Sequence[str], /) -> tuple[int, list[str]]: ...
def SCardConnect(context: int, reader: str, share: int, protocols: int, /) -> tuple[int, int, int]: ...
def SCardDisconnect(card: int, disposition: int, /) -> int: ...
def SCardTransmit(card: int, protocol: int, command: Sequence[int], /) -> tuple[int, list[int]]: ...
def SCardGetStatusChange(
    context: int, timeout: int, states: Sequence[tuple[str, int]], /
) -> tuple[int, list[tuple[str, int, list[int]]]]: ...
def SCardGetErrorMessage(code: int, /) -> str: ...
