"""A member of the firm forwards a mail with one word on top: it is done, in their name, and they are told."""

from __future__ import annotations

import pytest

from mailbot.tasks.keeping.verify import verify
from tests.firm import ASSISTANT, PARTNER, Firm, body_of
from tests.tasks.looking import holds
from tests.tasks.reading import running, told

FORWARDED = (
    "\n\n---------- Forwarded message ---------\nDe : Anne Dupont <compta@dupont.example>\n"
    "Objet : Facture F-2026-0042\n\nBonjour, voir ci-dessous.\n"
)


def orders(
    firm: Firm, text: str, *, sender: str = ASSISTANT, subject: str = "TR: Facture F-2026-0042", proven: bool = True
) -> str:
    """Somebody gives an order; returns what the message came to."""
    firm.at("2026-11-18T10:00").writes(sender, subject, text + FORWARDED, proven=proven)
    firm.tick()
    return firm.messages()[-1].why


def answered(firm: Firm, who: str = ASSISTANT) -> str:
    """The last answer that they got."""
    return body_of(firm.inbox_of(who)[-1])


@pytest.mark.parametrize(
    ("order", "hold"),
    [
        ("LITIGE", ("dispute", "", ASSISTANT)),
        ("PROMESSE 30/11", ("promise", "2026-12-03", ASSISTANT)),
        ("STOP", ("hold", "", ASSISTANT)),
    ],
)
def test_an_order_sets_the_hold_that_it_names(reminded: Firm, order: str, hold: tuple[str, str, str]) -> None:
    said = orders(reminded, order)
    assert running(reminded) == [hold]
    assert said.startswith("Dupont") and said in answered(reminded).replace("\n", " ")
    (row,) = [row for row in holds(reminded) if row.ended_at is None]
    assert (row.invoice_id is None) == (order == "STOP")  # to stop means the whole client
    assert told(reminded, f"hold_{hold[0]}")[0].actor == ASSISTANT


def test_a_payment_is_recorded_on_the_word_of_the_firm(reminded: Firm) -> None:
    orders(reminded, "PAYÉ 500", sender=PARTNER)
    invoice = reminded.invoice()
    assert invoice.total_minor - invoice.open_minor == 50000
    (payment,) = reminded.payments()
    assert (payment.amount_minor, payment.unapplied_minor) == (50000, 0)
    assert "500,00" in answered(reminded, PARTNER) and verify(reminded.office) == []


def test_paid_without_an_amount_settles_what_is_named(reminded: Firm) -> None:
    orders(reminded, "PAYÉ")
    assert reminded.invoice().open_minor == 0


def test_reminders_go_on_at_a_word(reminded: Firm) -> None:
    orders(reminded, "LITIGE")
    assert "les relances reprennent" in orders(reminded, "REPRENDRE")
    assert running(reminded) == []
    assert "refusé" in orders(reminded, "REPRENDRE") and "suspendu" in answered(reminded)


def test_a_promise_without_a_day_is_answered_and_changes_nothing(reminded: Firm) -> None:
    orders(reminded, "PROMESSE")
    assert running(reminded) == [] and "écrivez par exemple PROMESSE 30/11" in answered(reminded)


def test_a_balance_is_told(reminded: Firm) -> None:
    orders(reminded, "STATUT Dupont", subject="statut")
    assert "F-2026-0042" in answered(reminded) and running(reminded) == []


@pytest.mark.parametrize("proven", [False, True], ids=["forged", "a stranger"])
def test_nobody_else_gives_orders(reminded: Firm, proven: bool) -> None:
    sender = "x@ailleurs.example" if proven else ASSISTANT
    before = len(reminded.inbox_of(sender))
    orders(reminded, "PAYÉ 500", sender=sender, proven=proven)
    assert reminded.payments() == [] and reminded.messages()[-1].state == "review"
    assert len(reminded.inbox_of(sender)) == before
