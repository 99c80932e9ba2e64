"""Messages composed: one with a PDF by us, against the same parts encoded and joined as bytes without any check."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from functools import cache

from mailbot.outbound.compose import Outgoing, compose

_COUNT = 300
_PDF = bytes(range(256)) * 250
_TEXT = "Bonjour,\n\nMerci de régler 1 200,00 € avant le 24 novembre 2026.\n" * 20
_HTML = f"<p>{_TEXT}</p>"


@cache
def messages() -> tuple[bytes, ...]:
    """So many messages of 88 KB."""
    return tuple(_message(number) for number in range(_COUNT))


def _message(number: int) -> bytes:
    return compose(
        Outgoing(
            message_id=f"<rem-{number}@etude.example>", date=datetime(2026, 11, 16, tzinfo=UTC),
            sender=("Étude Vallier", "recouvrement@etude.example"), to=("compta@dupont.example",),
            subject="Facture F-2026-0042 : règlement en attente", text=_TEXT, html=_HTML,
            attachments=(("F-2026-0042.pdf", "application/pdf", _PDF),),
        )
    )  # fmt: skip


def ours() -> int:
    """Checked headers, encoded parts, boundaries that the Message-ID decides."""
    return sum(bool(_message(number)) for number in range(_COUNT))


def bare() -> int:
    """Three encoded parts and a join."""
    count = 0
    for number in range(_COUNT):
        text, html = (base64.encodebytes(part.encode()) for part in (_TEXT, _HTML))
        parts = (b"Message-ID: <%d@x>\r\n\r\n" % number, text, html, base64.encodebytes(_PDF).replace(b"\n", b"\r\n"))
        count += bool(b"\r\n--b\r\n".join(parts))
    return count
