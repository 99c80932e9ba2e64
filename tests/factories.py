"""Values of the core for tests: plain keyword functions, each test states only what matters to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from mailbot.core.client import Client
from mailbot.core.deciding.verdicts import Standing
from mailbot.core.hold import Hold, HoldKind
from mailbot.core.invoice import Invoice, InvoiceKind
from mailbot.core.ladder import Ladder, Level
from mailbot.core.money import Money
from mailbot.core.payment import Payment
from mailbot.core.reading.understood import Intent, Kind, Understood
from mailbot.core.reminder import Channel
from mailbot.core.workdays import Workdays

# A Wednesday without a holiday near it.
TODAY = date(2026, 11, 18)
CALENDAR = Workdays("FR")


def eur(amount: str | int) -> Money:
    return Money.of(amount, "EUR")


def a_client(**changes: Any) -> Client:
    client = Client(id=1, code="C001", name="Dupont Bâtiment", email="compta@dupont.example")
    return replace(client, **{"partner": "vallier@etude.example", **changes})


def an_invoice(**changes: Any) -> Invoice:
    """Of 1,000.00 EUR, due on 1 October 2026. `open` follows `total` unless it is given; amounts may be texts in
    euros."""
    for name in ("total", "open"):
        if isinstance(changes.get(name), (str, int)):
            changes[name] = eur(changes[name])
    if "total" in changes:
        changes.setdefault("open", changes["total"])
    invoice = Invoice(
        id=1, client_id=1, number="F-2026-0042", issued_on=date(2026, 9, 1), due_on=date(2026, 10, 1),
        total=eur(1000), open=eur(1000),
    )  # fmt: skip
    return replace(invoice, **changes)


def a_credit_note(**changes: Any) -> Invoice:
    """Of -200.00 EUR."""
    changes = {"id": 90, "number": "A-2026-0007", "kind": InvoiceKind.CREDIT_NOTE, "total": "-200", **changes}
    return an_invoice(**changes)


def a_hold(**changes: Any) -> Hold:
    return replace(Hold(id=1, client_id=1, kind=HoldKind.HOLD, reason="demande du client"), **changes)


def a_standing(**changes: Any) -> Standing:
    """An invoice with its client, who owes exactly that invoice unless `client_net` says otherwise."""
    invoice = changes.pop("invoice", None) or an_invoice()
    client = changes.pop("client", None) or a_client(id=invoice.client_id)
    standing = Standing(invoice=invoice, client=client, client_net=invoice.open)
    return replace(standing, **changes)


def a_level(number: int = 1, **changes: Any) -> Level:
    return replace(Level(number=number, name=f"niveau {number}", offset_days=5 * number), **changes)


def a_ladder(**changes: Any) -> Ladder:
    """The default ladder of professionals: pre-due, courteous, firm, formal notice."""
    levels = (
        Level(number=0, name="pré-relance", offset_days=-5),
        Level(number=1, name="rappel courtois", offset_days=5, deadline_days=8),
        Level(
            number=2, name="rappel ferme", offset_days=15, gap_days=10, deadline_days=8, channel=Channel.MAIL_AND_LETTER
        ),
        Level(
            number=3, name="mise en demeure", offset_days=30, gap_days=15, deadline_days=8,
            channel=Channel.MAIL_AND_LETTER, formal=True,
        ),
    )  # fmt: skip
    return replace(Ladder(name="professional", levels=levels), **changes)


def a_payment(**changes: Any) -> Payment:
    """Of 1,000.00 EUR by DUPONT BATIMENT; `amount` may be a text in euros."""
    if isinstance(changes.get("amount"), (str, int)):
        changes["amount"] = eur(changes["amount"])
    payment = Payment(id=1, received_on=date(2026, 11, 3), amount=eur(1000), payer="DUPONT BATIMENT", label="")
    return replace(payment, **changes)


def an_understood(*intents: Intent, **changes: Any) -> Understood:
    """A client's reply with these intents."""
    return replace(Understood(kind=Kind.CLIENT_REPLY, intents=intents), **changes)
