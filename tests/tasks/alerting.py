"""What happens to a firm that somebody must know, and how it is over again; each in one word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from mailbot.core.alerting.escalation_events import approval_refused, bank_unverified, client_request, opt_out
from mailbot.core.hold import HoldKind
from mailbot.outbound.transport import Outcome
from mailbot.store import state
from mailbot.store.dunning import deliveries
from mailbot.store.dunning.deliveries import NewDelivery
from mailbot.store.pursuit_tables import InstalmentRow, ProceedingRow, RunRow
from mailbot.store.tables import (
    BatchRow,
    DeliveryRow,
    HoldRow,
    InboxRow,
    InvoiceRow,
    PaymentRow,
    ReminderLineRow,
    ReminderRow,
)
from mailbot.tasks.alerts.new_alert import debtor
from mailbot.tasks.correcting.resolve_message import resolve_message
from mailbot.tasks.holds.manage_holds import HoldOrder, end_hold, set_hold
from mailbot.tasks.money.place_payment import set_aside
from mailbot.tasks.sending.record_delivery import DeliveryReport, record_outcome
from mailbot.tasks.sending.settle_delivery import settle_delivery
from tests.firm import PARTNER
from tests.tasks.watched import BY, Watched

BANK = "Banque Lugdunienne"
Deed = Callable[[Watched], Any]


def a_hold(firm: Watched, kind: HoldKind = HoldKind.DISPUTE, **order: Any) -> HoldRow:
    with firm.office.books.write() as session:
        wanted = HoldOrder(client_id=1, kind=kind, reason="au téléphone", **order)
        return set_hold(session, firm.office, wanted, BY, firm.now)


def resumed(firm: Watched) -> None:
    with firm.office.books.write() as session:
        key = session.scalar(select(HoldRow.id).where(HoldRow.ended_at.is_(None)).order_by(HoldRow.id.desc()).limit(1))
        end_hold(session, key or 0, BY, "réglé", firm.now)


def a_reminder(firm: Watched, status: str = "proposed", **changes: Any) -> int:
    """A formal notice about F-2026-0042, as the plan proposes it."""
    values: dict[str, Any] = {
        "client_id": 1, "status": status, "currency": "EUR", "language": "fr", "ladder": "professional", "level": 3,
        "level_name": "mise en demeure", "channel": "mail+letter", "formal": True, "partner": PARTNER,
        "total_minor": 120000, "recipient": "compta@dupont.example", "created_at": firm.now, **changes,
    }  # fmt: skip
    key = firm.writes_down(ReminderRow(**values))
    line = ReminderLineRow(
        reminder_id=key, client_id=1, invoice_id=1, number="F-2026-0042", issued_on=date(2026, 10, 1),
        due_on=date(2026, 11, 10), total_minor=120000, open_minor=120000, level=values["level"], cycle=0,
        days_overdue=8, advanced=True, live=status == "proposed",
    )  # fmt: skip
    firm.writes_down(line)
    return key


def a_delivery(firm: Watched, reminder: int | None, status: str, answer: str = "550 5.1.1 unknown user") -> int:
    """A message whose handing over ended like that."""
    with firm.office.books.write() as session:
        number = session.query(DeliveryRow).count() + 1
        new = NewDelivery(
            kind="reminder" if reminder else "digest", once_key=f"m{number}", message_id=f"<m{number}@x>",
            sender="a@x.example", recipients=("compta@dupont.example",), raw_sha="0" * 64, reminder_id=reminder,
            client_id=1 if reminder else None,
        )  # fmt: skip
        row = deliveries.add(session, new, firm.now)
        assert row is not None
        row.attempts = 1
        record_outcome(session, firm.office, row.id, Outcome(status, answer), firm.now, DeliveryReport())  # type: ignore[arg-type]
        return row.id


def climbed(firm: Watched) -> None:
    firm.corrects(InvoiceRow, level=3, level_sent_on=date(2026, 11, 1), deadline_on=firm.day - timedelta(days=7))


def a_broken_promise(firm: Watched) -> int:
    return firm.writes_down(
        HoldRow(
            client_id=1, kind="promise", reason="promis", until=firm.day - timedelta(days=1), author="mailbot",
            promised_on=date(2026, 11, 12), outcome="broken", ended_at=firm.now, created_at=firm.now,
        )
    )  # fmt: skip


def a_missed_instalment(firm: Watched) -> None:
    plan = HoldRow(
        client_id=1, invoice_id=1, kind="instalments", reason="plan", author=PARTNER, outcome="broken", currency="EUR",
        ended_at=firm.now, created_at=firm.now,
    )  # fmt: skip
    key = firm.writes_down(plan)
    due = firm.day - timedelta(days=6)
    part = InstalmentRow(
        hold_id=key, rank=1, due_on=due, until=due, currency="EUR", amount_minor=40000, outcome="missed"
    )
    firm.writes_down(part)


def a_payment(firm: Watched, **changes: Any) -> int:
    values: dict[str, Any] = {
        "entry_key": "p1", "received_on": date(2026, 11, 17), "currency": "EUR", "amount_minor": 7500,
        "unapplied_minor": 7500, "payer": "ASSURANCE", "label": "REMBOURSEMENT", "decision": "none",
        "created_at": firm.now, **changes,
    }  # fmt: skip
    return firm.writes_down(PaymentRow(**values))


def a_silent_bank(firm: Watched) -> None:
    with firm.office.books.write() as session:
        state.heard_from(session, "FR76", BANK, firm.now - timedelta(days=14))


def the_bank_speaks(firm: Watched) -> None:
    with firm.office.books.write() as session:
        state.heard_from(session, "FR76", BANK, firm.now)


def a_message(firm: Watched, **changes: Any) -> int:
    values: dict[str, Any] = {
        "mailbox": "x", "folder": "INBOX", "uidvalidity": 1, "uid": "1", "sha": "0" * 64, "size": 1,
        "arrived_at": firm.now, "state": "review", **changes,
    }  # fmt: skip
    return firm.writes_down(InboxRow(**values))


def resolved(firm: Watched) -> None:
    with firm.office.books.write() as session:
        resolve_message(session, 1, BY, "lu", firm.now)


def an_unverified_notice(firm: Watched) -> None:
    key = a_message(firm)
    a_payment(firm, status="unverified", decision="", inbox_id=key)
    firm.tells(bank_unverified(key, BANK, "rien ne le prouve", None))


def put_aside(firm: Watched) -> None:
    with firm.office.books.write() as session:
        set_aside(session, 1, BY, "pas à nous", firm.now)


def an_opt_out(firm: Watched) -> None:
    hold = a_hold(firm, HoldKind.HOLD)
    firm.tells(opt_out(hold.id, debtor(firm.client()), "Ne m'écrivez plus.", firm.day))


def a_client_request(firm: Watched) -> None:
    key = a_message(firm, client_id=1)
    facts = {"numbers": "F-2026-0042", "answer": 1, "sentence": "Envoyez-moi une copie."}
    firm.tells(client_request(key, debtor(firm.client()), "copy", facts, PARTNER))


def an_answer_without_effect(firm: Watched) -> None:
    batch = firm.writes_down(BatchRow(partner=PARTNER, proposed_on=firm.day, token="d1", created_at=firm.now))
    a_reminder(firm, batch_id=batch, level=1, formal=False)
    firm.tells(approval_refused(a_message(firm, batch_id=batch), "l'expéditeur n'est pas prouvé", PARTNER))


def paid(firm: Watched) -> None:
    firm.corrects(InvoiceRow, open_minor=0)


def settled(firm: Watched) -> None:
    with firm.office.books.write() as session:
        settle_delivery(session, firm.office, 1, BY, firm.now, left=True)


def pursued(firm: Watched) -> None:
    firm.writes_down(
        ProceedingRow(
            client_id=1, kind="payment_order", status="prepared", invoices=[1], author=PARTNER, created_at=firm.now
        )
    )


def declared(firm: Watched) -> None:
    firm.writes_down(
        ProceedingRow(
            client_id=1, kind="claim_declaration", status="filed", invoices=[1], author=PARTNER, created_at=firm.now
        )
    )


def a_failed_run(firm: Watched) -> int:
    return firm.writes_down(
        RunRow(status="failed", asked_by=PARTNER, told={"error": "plus de place"}, created_at=firm.now)
    )
