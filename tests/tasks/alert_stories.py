"""What happens that somebody must know, which alert it makes, and what ends it for which reason: a row per way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mailbot.core.alerting.escalation_events import message_quarantined
from mailbot.core.hold import HoldKind
from mailbot.store.pursuit_tables import InstalmentRow
from mailbot.store.tables import ClientRow, InvoiceRow, PaymentRow, ReminderRow
from tests.tasks.alerting import (
    Deed,
    a_broken_promise,
    a_client_request,
    a_delivery,
    a_hold,
    a_message,
    a_missed_instalment,
    a_payment,
    a_reminder,
    a_silent_bank,
    an_answer_without_effect,
    an_opt_out,
    an_unverified_notice,
    climbed,
    declared,
    paid,
    pursued,
    put_aside,
    resolved,
    resumed,
    settled,
    the_bank_speaks,
)
from tests.tasks.watched import Watched


@dataclass(frozen=True)
class Story:
    """What happens, which alert it makes, and what ends it for which reason."""

    kind: str
    happens: Deed
    over: Deed
    why: str


def _old_debt(firm: Watched) -> None:
    firm.corrects(InvoiceRow, issued_on=date(2022, 1, 5), due_on=date(2022, 2, 5))


def _refused(firm: Watched) -> int:
    return a_delivery(firm, a_reminder(firm, "released"), "permanent")


def _bounced(firm: Watched) -> None:
    a_reminder(firm, "bounced", status_why="5.1.1")
    firm.corrects(ClientRow, email_bounced=True)


def _quarantined(firm: Watched) -> None:
    firm.tells(message_quarantined(a_message(firm, state="quarantined")))


def _sent_again(firm: Watched) -> int:
    return a_reminder(firm, "sent", level=1, formal=False, sent_at=firm.now + timedelta(minutes=1))


STORIES = (
    Story("next_level", a_reminder, lambda f: f.corrects(ReminderRow, status="approved"), "decided"),
    Story("handover", climbed, paid, "paid"),
    Story("handover", climbed, lambda f: f.corrects(InvoiceRow, doubtful_on=f.day), "pursued"),
    Story("handover", climbed, pursued, "pursued"),
    Story("handover", climbed, lambda f: f.corrects(InvoiceRow, deadline_on=f.day + timedelta(days=8)), "changed"),
    Story("handover", climbed, lambda f: a_hold(f, HoldKind.INSOLVENT), "stopped"),
    Story("promise_broken", a_broken_promise, paid, "paid"),
    Story(
        "promise_broken", a_broken_promise,
        lambda f: a_hold(f.at("2026-11-18T11:00"), HoldKind.PROMISE, promised_on=date(2026, 11, 30)), "agreed",
    ),
    Story("instalment_missed", a_missed_instalment, lambda f: f.corrects(InstalmentRow, outcome="kept"), "kept"),
    Story("instalment_missed", a_missed_instalment, paid, "paid"),
    Story("bounce", _bounced, lambda f: f.corrects(ClientRow, email_bounced=False), "mended"),
    Story("dispute", a_hold, resumed, "resumed"),
    Story("dispute", lambda f: a_hold(f, invoice_id=1), paid, "paid"),
    Story("insolvency", lambda f: a_hold(f, HoldKind.INSOLVENT), declared, "declared"),
    Story("insolvency", lambda f: a_hold(f, HoldKind.INSOLVENT), resumed, "resumed"),
    Story("deceased", lambda f: a_hold(f, HoldKind.DECEASED), resumed, "resumed"),
    Story("opt_out", an_opt_out, resumed, "resumed"),
    Story("payment_unmatched", a_payment, lambda f: f.corrects(PaymentRow, decision="person"), "placed"),
    Story("bank_silent", a_silent_bank, the_bank_speaks, "spoke"),
    Story("bank_unverified", an_unverified_notice, put_aside, "placed"),
    Story("limitation", _old_debt, paid, "paid"),
    Story("limitation", _old_debt, lambda f: f.corrects(InvoiceRow, issued_on=date(2026, 1, 5)), "interrupted"),
    Story("delivery_refused", _refused, _sent_again, "reminded"),
    Story("delivery_unknown", lambda f: a_delivery(f, a_reminder(f, "released"), "unknown"), settled, "elsewhere"),
    Story("message_quarantined", _quarantined, resolved, "read"),
    Story("approval_refused", an_answer_without_effect, resolved, "read"),
    Story("client_request", a_client_request, resolved, "read"),
    Story(
        "approval_refused", an_answer_without_effect, lambda f: f.corrects(ReminderRow, status="approved"), "decided"
    ),
)  # fmt: skip
