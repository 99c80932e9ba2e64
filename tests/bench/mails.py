"""Mails: a message with a PDF composed by us, against the same parts joined as bytes without any check."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

from mailbot.outbound.compose import Outgoing, compose

_COUNT = 300
_PDF = bytes(range(256)) * 250
_TEXT = "Bonjour,\n\nMerci de régler 1 200,00 € avant le 24 novembre 2026.\n" * 20
_HTML = f"<p>{_TEXT}</p>"


def ours() -> int:
    """Checked headers, encoded parts, boundaries that the Message-ID decides."""
    mails = (
        compose(
            Outgoing(
                message_id=f"<rem-{number}@etude.example>", date=datetime(2026, 11, 16, tzinfo=UTC),
                sender=("Étude Vallier", "recouvrement@etude.example"), to=("compta@dupont.example",),
                subject="Facture F-2026-0042 : règlement en attente", text=_TEXT, html=_HTML,
                attachments=(("F-2026-0042.pdf", "application/pdf", _PDF),),
            )
        )
        for number in range(_COUNT)
    )  # fmt: skip
    return sum(bool(mail) for mail in mails)


def bare() -> int:
    """Three encoded parts and a join."""
    count = 0
    for number in range(_COUNT):
        text, html = (base64.encodebytes(part.encode()) for part in (_TEXT, _HTML))
        parts = (b"Message-ID: <%d@x>\r\n\r\n" % number, text, html, base64.encodebytes(_PDF).replace(b"\n", b"\r\n"))
        count += bool(b"\r\n--b\r\n".join(parts))
    return count
