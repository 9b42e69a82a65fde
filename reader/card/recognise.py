"""What lies on the reader, told by what the card says of itself and never by its ATR."""

from __future__ import annotations

from types import MappingProxyType

from reader.card import jpki, terminal_auth, text_support
from reader.card.answers import CardKind, Recognised
from reader.port import CardSession

# Token labels (PKCS#11 CK_TOKEN_INFO) as jpki/myna, TRETJapanNFCReader and soltia48/myna-card list them.
LABELS = MappingProxyType(
    {
        "JPKIAPICCTOKEN2": CardKind.MY_NUMBER,
        "JPKIAPICCTOKEN": CardKind.JUKI,
        "JPKIAPGPSETOKEN": CardKind.PHONE,
        "JPKIAPIOSTOKEN": CardKind.PHONE,
    }
)


def recognise(session: CardSession, *, simulation: bool = False) -> Recognised:
    """Tell the card's kind and read what is free on a My Number Card. No VERIFY carries a secret here.

    Only with `simulation` is the card asked for the demo's terminal protocol, in words that no real card knows.

    Raises:
        CardRefused, CardUnreadable: it claims to be a My Number Card and does not behave like one.
        ReaderFault: whatever the session raises.
    """
    label = jpki.read_label(session)
    kind = LABELS.get(label or "", CardKind.FOREIGN)
    if label is None or kind is not CardKind.MY_NUMBER:
        return Recognised(kind, label or "")
    user, authority = jpki.read_certificates(session)
    return Recognised(
        kind=kind,
        label=label,
        user_certificate=user,
        ca_certificate=authority,
        pin_tries=jpki.pin_tries(session),
        number_b_tries=text_support.number_b_tries(session),
        simulated=simulation and terminal_auth.is_announced(session),
    )
