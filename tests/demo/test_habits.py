"""Every kind of behaviour leads to its effect in the books."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.demo.habits import FATES, Habit
from mailbot.store.debts import clients
from mailbot.store.tables import (
    AlertRow,
    AllocationRow,
    ClientRow,
    HoldRow,
    InboxRow,
    InvoiceRow,
    PaymentRow,
    ReminderRow,
)
from mailbot.tasks.desk.office import Office


@dataclass(frozen=True)
class File:
    """All that the books hold about one client."""

    client: ClientRow
    invoices: list[InvoiceRow]
    reminders: list[ReminderRow]
    holds: list[HoldRow]
    messages: list[InboxRow]
    payments: list[PaymentRow]
    allocations: list[AllocationRow]
    alerts: list[AlertRow]

    def held(self, kind: str, outcome: str = "") -> bool:
        return any(hold.kind == kind and outcome in ("", hold.outcome) for hold in self.holds)

    def wrote(self, intent: str) -> bool:
        return any(intent in message.understood.get("intents", ()) for message in self.messages)

    def reminded(self, level: int) -> bool:
        return any(reminder.sent_at is not None and reminder.level == level for reminder in self.reminders)

    def lines_of(self, payment: PaymentRow) -> list[AllocationRow]:
        return [one for one in self.allocations if one.payment_id == payment.id]


def file_of(session: Session, code: str) -> File:
    client = clients.by_code(session, code)
    assert client is not None

    def rows(table: type) -> list:
        return list(session.scalars(select(table).where(table.client_id == client.id)))

    invoices = rows(InvoiceRow)
    placed = select(AllocationRow).where(AllocationRow.invoice_id.in_([row.id for row in invoices]))
    return File(
        client=client, invoices=invoices, reminders=rows(ReminderRow), holds=rows(HoldRow), messages=rows(InboxRow),
        payments=rows(PaymentRow), allocations=list(session.scalars(placed)), alerts=rows(AlertRow),
    )  # fmt: skip


def brought_by_a_reminder(file: File) -> bool:
    return any(one.reminder_id and not one.crossed for one in file.allocations)


def paid_without_the_exact_number(file: File) -> bool:
    numbers = [invoice.number for invoice in file.invoices]
    return any(file.lines_of(one) and not any(n in one.label for n in numbers) for one in file.payments)


def paid_in_part(file: File) -> bool:
    return any(
        0 < one.amount_minor < invoice.total_minor
        for invoice in file.invoices
        for one in file.allocations
        if one.invoice_id == invoice.id and one.kind == "payment"
    )


def paid_several_at_once(file: File) -> bool:
    return any(len(file.lines_of(payment)) > 1 for payment in file.payments)


def bounced_and_was_corrected(file: File) -> bool:
    bounced = any(reminder.status == "bounced" for reminder in file.reminders)
    return bounced and file.client.email.startswith("direction@") and not file.client.email_bounced


def was_phoned_about(file: File) -> bool:
    return any(hold.kind == "promise" and hold.author.startswith("i.morvan@") for hold in file.holds)


def pays_when_due(file: File) -> bool:
    return bool(file.payments) and not file.reminded(2)


EFFECTS: dict[Habit, Callable[[File], bool]] = {
    Habit.FORGETS: brought_by_a_reminder,
    Habit.PROMISES: lambda file: file.wrote("promise_to_pay") and file.held("promise", "kept"),
    Habit.BREAKS: lambda file: file.held("promise", "broken") and any(a.kind == "promise_broken" for a in file.alerts),
    Habit.DISPUTES: lambda file: file.wrote("dispute") and file.held("dispute"),
    Habit.AWAY: lambda file: file.held("absent") and any(m.kind == "auto_reply" for m in file.messages),
    Habit.MOVED: bounced_and_was_corrected,
    Habit.MANGLES: paid_without_the_exact_number,
    Habit.PART: paid_in_part,
    Habit.GATHERS: paid_several_at_once,
    Habit.SAYS_PAID: lambda file: file.wrote("already_paid") and file.held("hold"),
    Habit.CROSSES: lambda file: any(one.crossed for one in file.allocations),
    Habit.SLOW: lambda file: file.reminded(2),
    Habit.SILENT: lambda file: file.reminded(2) and not file.payments and not file.messages,
    Habit.ASKS: lambda file: file.wrote("question") and file.held("conversation"),
    Habit.PROMPT: pays_when_due,
    Habit.COPY: lambda file: file.wrote("document_request"),
    Habit.INSOLVENT: lambda file: file.held("insolvent") and any(a.kind == "insolvency" for a in file.alerts),
    Habit.UNCLEAR: lambda file: any(m.kind == "client_reply" and m.state == "review" for m in file.messages),
    Habit.STUBBORN: was_phoned_about,
    Habit.CONTACT: lambda file: file.wrote("contact_change"),
}


def code_of(habit: Habit) -> str:
    """The first client with this habit."""
    return f"C{list(Habit).index(habit) + 1:04d}"


# The others are played to their end in `test_every_state`.
@pytest.mark.parametrize("habit", [one for one in Habit if one not in FATES], ids=lambda habit: habit.name.lower())
def test_each_habit_has_its_effect(office: Office, habit: Habit) -> None:
    code = code_of(habit)
    with office.books.read() as session:
        assert EFFECTS[habit](file_of(session, code)), f"{code} {habit.value}"
