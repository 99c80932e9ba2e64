"""What a program asks: where invoices and clients stand, what was received."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, request

from admin.api import shapes
from admin.api.door import blueprint, program
from admin.api.paging import asked_size, page, place, unknown
from admin.choices import choice
from admin.desk import reading, today
from admin.matters import is_theirs, matters_of
from admin.outlook import outlooks
from mailbot.store.debts import clients, contacts, invoices
from mailbot.store.dunning import holds
from mailbot.store.lists import inbox_list, invoice_list, program_lists, reminder_list
from mailbot.store.lists.invoice_list import InvoiceFilter, InvoiceOrder, InvoiceState
from mailbot.store.tables import ClientRow, HoldRow, PaymentRow


@blueprint.get("/me")
def me() -> dict[str, Any]:
    """For whom this token acts, and what it may."""
    who = program()
    return {"email": who.email, "name": who.name, "role": who.role, "token": who.token_name,
            "reads_only": who.reads_only, "sees": "own" if matters_of() else "all"}  # fmt: skip


@blueprint.get("/invoices")
def list_invoices() -> Response:
    """Invoices of a state (`open` unless another is asked for), by due date."""
    books, args = reading(), request.args
    state = choice(InvoiceState, args.get("state", InvoiceState.OPEN.value))
    if state is None:
        raise unknown("state", [one.value for one in InvoiceState])
    client_id = None
    if code := args.get("client"):
        owner = clients.by_code(books, code)
        client_id = owner.id if owner else -1
    wanted = InvoiceFilter(today=today(), state=state, client_id=client_id, matters_of=matters_of())
    at = place(invoice_list.keys_of(InvoiceOrder.DUE))
    found = invoice_list.part(books, wanted, InvoiceOrder.DUE, at, size=asked_size(), down=False)
    return page("invoices", [shapes.invoice(row, client.code) for row, client in found.rows], found.after)


@blueprint.get("/invoices/<path:key>")
def one_invoice(key: str) -> dict[str, Any]:
    """One invoice, by its number: where it stands, what was put on it, its reminders, what comes next."""
    books = reading()
    row = invoices.by_number(books, key)
    if row is None:
        abort(404)
    owner = clients.by_ids(books, [row.client_id])[row.client_id]
    running = [one for one in holds.of_client(books, owner.id) if one.invoice_id in (None, row.id) and _runs(one)]
    return shapes.invoice(row, owner.code) | {
        "next": shapes.outlook(outlooks([owner.id], [row.id]).get(row.id)),
        "holds": [shapes.hold(one, row.number if one.invoice_id else None) for one in running],
        "allocations": [
            {"kind": one.kind, "amount": shapes.minor(one.amount_minor, row.currency), "payment": one.payment_id,
             "at": shapes.moment(one.created_at)}
            for one, _ in inbox_list.allocations_of_invoice(books, row.id) if one.undone_at is None
        ],
        "reminders": [
            {"reminder": one.reminder.id, "status": one.reminder.status, "level": one.reminder.level,
             "name": one.reminder.level_name, "sent_at": shapes.moment(one.reminder.sent_at)}
            for one in reminder_list.about_invoice(books, row.id)
        ],
    }  # fmt: skip


@blueprint.get("/clients")
def list_clients() -> Response:
    """Clients, in the order in which they came."""
    at = place(program_lists.CLIENTS)
    found = program_lists.clients(reading(), at, asked_size(), matters_of())
    return page("clients", [shapes.client(row) for row in found.rows], found.after)


@blueprint.get("/clients/<path:key>")
def one_client(key: str) -> dict[str, Any]:
    """One client, by their code: what they owe per currency, what makes their reminders wait."""
    books = reading()
    row = clients.by_code(books, key)
    if row is None:
        abort(404)
    rows = [one for one in invoices.open_of_client(books, row.id) if is_theirs(one.partner or row.partner)]
    numbers = {one.id: one.number for one in rows}
    running = [one for one in holds.of_client(books, row.id) if _runs(one) and _shown(one, numbers)]
    return shapes.client(row) | {
        "owes": _owed(rows),
        "holds": [shapes.hold(one, numbers.get(one.invoice_id or 0)) for one in running],
        "contacts": [{"role": one.role, "name": one.name, "email": one.email, "phone": one.phone}
                     for one in contacts.of_clients(books, [row.id])[row.id]],
    }  # fmt: skip


@blueprint.get("/payments")
def list_payments() -> Response:
    """Money received, in the order in which it was entered."""
    found = program_lists.payments(reading(), place(program_lists.PAYMENTS), asked_size())
    return page("payments", [shapes.payment(row, code) for row, code in found.rows], found.after)


@blueprint.get("/payments/<int:key>")
def one_payment(key: int) -> dict[str, Any]:
    """One payment, and where its money lies."""
    books = reading()
    row = books.get(PaymentRow, key)
    if row is None:
        abort(404)
    owner = books.get(ClientRow, row.client_id) if row.client_id else None
    return shapes.payment(row, owner.code if owner else None) | {
        "allocations": [
            {"invoice": invoice.number, "amount": shapes.minor(one.amount_minor, row.currency)}
            for one, invoice in inbox_list.allocations_of_payment(books, key) if one.undone_at is None
        ],
    }  # fmt: skip


def _owed(rows: Sequence[Any]) -> list[dict[str, str]]:
    sums: dict[str, list[int]] = {}
    for one in rows:
        if one.kind != "quote":
            both = sums.setdefault(one.currency, [0, 0])
            both[0] += one.open_minor
            both[1] += one.open_minor if one.kind == "invoice" and one.due_on < today() else 0
    return [
        {"currency": currency, "open_amount": shapes.minor(owed, currency), "overdue": shapes.minor(late, currency)}
        for currency, (owed, late) in sorted(sums.items())
    ]


def _runs(row: HoldRow) -> bool:
    return row.ended_at is None and (row.until is None or row.until >= today())


def _shown(row: HoldRow, numbers: dict[int, str]) -> bool:
    """Of somebody who sees their own matters only, not a hold of another's invoice."""
    return row.invoice_id is None or row.invoice_id in numbers or not matters_of()
