"""Règlements: every payment, where its money lies, what is proposed for it, and placing it by hand."""

from __future__ import annotations

from flask import Blueprint, abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, office, reading, writing
from admin.fields import an_amount
from admin.language import gettext
from admin.leafing import asked_place
from admin.proposals import proposals
from admin.undoing import offer
from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.store.debts import clients, invoices
from mailbot.store.lists import inbox_list
from mailbot.store.money import payer_aliases, payments, payments_in_hand
from mailbot.store.money.payments import Word
from mailbot.store.tables import ClientRow, InboxRow, InvoiceRow, PaymentRow
from mailbot.tasks.money.place_payment import (
    accept_proposal,
    bring_back,
    count_payment,
    place_payment,
    set_aside,
    undo_allocation,
)

blueprint = Blueprint("payments", __name__, url_prefix="/payments")

PAGE = 50


@blueprint.get("")
def listing() -> str:
    """Every payment, newest first."""
    part = inbox_list.recent_payments(reading(), asked_place(inbox_list.PAYMENTS), PAGE)
    return render_template("payments/list.html", part=part)


@blueprint.get("/<int:key>")
def one(key: int) -> str:
    """One payment, with the invoices of the client whom it may be about."""
    payment = _payment(key)
    books = reading()
    proposal = proposals([payment])[0]
    words = (request.args.get("q") or "").strip()
    return render_template(
        "payments/one.html",
        payment=payment,
        proposal=proposal,
        allocations=inbox_list.allocations_of_payment(books, key),
        uses=payments.live_uses(books, key),
        message=books.get(InboxRow, payment.inbox_id) if payment.inbox_id else None,
        candidates=_candidates(payment, {line.client.id for line in proposal.lines if line.client}, words),
        wanted={line.number: line.amount for line in proposal.lines},
        words=words,
        owners=_owners(payment, {line.client.id for line in proposal.lines if line.client}, words),
        rivals=payments_in_hand.like(books, payment) if payment.decision == payments_in_hand.DOUBTFUL else [],
        taught=payer_aliases.of_payment(books, key),
    )


@blueprint.post("/<int:key>/accept")
@needs("assistant")
def accept(key: int) -> ResponseReturnValue:
    """Place it as proposed."""
    with writing() as books:
        row = accept_proposal(books, office(), key, decider(), now())
        together = _together(books, row)
    _say_placed(row, together)
    return go_back("reglements")


@blueprint.post("/<int:key>/place")
@needs("assistant")
def place(key: int) -> ResponseReturnValue:
    """Place it as typed: an amount per invoice."""
    form = request.form
    with writing() as books:
        row = books.get(PaymentRow, key)
        if row is None:
            abort(404)
        typed = [(name.removeprefix("amount-"), an_amount(text, row.currency)) for name, text in form.items()
                 if name.startswith("amount-")]  # fmt: skip
        numbers = {str(one.id): one.number for one in invoices.by_ids(books, _keys(typed)).values()}
        wanted = [(numbers[ident], amount) for ident, amount in typed if amount and ident in numbers]
        word = Word(decider().email, form.get("why", "").strip() or gettext("placé à la main"), now())
        place_payment(books, office(), row, wanted, word)
        together = _together(books, row)
    _say_placed(row, together)
    return go_back()


@blueprint.post("/<int:key>/unplace")
@needs("assistant")
def unplace(key: int) -> ResponseReturnValue:
    """Take off the invoices what was put on them together; other amounts of the payment stay where they are."""
    form = request.form
    wanted = form.get("allocations", "").split()
    with writing() as books:
        mine = [one for one in payments.live_allocations(books, key) if str(one.id) in wanted]
        if not mine:
            raise Refused(gettext("Ce rapprochement est déjà annulé."))
        for one in mine:
            undo_allocation(books, office(), one.id, decider(), form.get("why", ""), now())
    flash(gettext("Rapprochement annulé ; le règlement attend de nouveau qu'on le place."), "done")
    return go_back()


@blueprint.post("/<int:key>/back")
@needs("assistant")
def back(key: int) -> ResponseReturnValue:
    """It was not to be set aside."""
    with writing() as books:
        bring_back(books, key, decider(), request.form.get("why", ""), now())
    flash(gettext("Règlement repris : il attend de nouveau qu'on le place."), "done")
    return go_back()


@blueprint.post("/<int:key>/aside")
@needs("assistant")
def aside(key: int) -> ResponseReturnValue:
    """It pays none of our invoices."""
    with writing() as books:
        set_aside(books, key, decider(), request.form.get("why", ""), now())
    flash(gettext("Règlement écarté : il ne règle aucune facture."), "done")
    offer("payments.back", key=key)
    return go_back()


@blueprint.post("/<int:key>/count")
@needs("partner")
def count(key: int) -> ResponseReturnValue:
    """Somebody has seen the money on the account."""
    with writing() as books:
        count_payment(books, office(), key, decider(), now())
    flash(gettext("Règlement compté ; il sera rapproché au prochain passage."), "done")
    return go_back()


def _owners(payment: PaymentRow, proposed: set[int], words: str) -> list[ClientRow]:
    """The clients whose payer it may be: its own, those of the proposal, those that are searched."""
    books = reading()
    known = clients.by_ids(books, proposed | ({payment.client_id} if payment.client_id else set()))
    return list(clients.find(books, words)) if words else list(known.values())


def _payment(key: int) -> PaymentRow:
    found = reading().get(PaymentRow, key)
    if found is None:
        abort(404)
    return found


def _keys(typed: list[tuple[str, Money | None]]) -> list[int]:
    return [int(ident) for ident, amount in typed if amount and ident.isascii() and ident.isdigit()]


def _together(books: Session, row: PaymentRow) -> str:
    """The keys of what was just put on invoices."""
    return " ".join(str(one.id) for one in payments.live_allocations(books, row.id) if one.created_at == now())


def _say_placed(row: PaymentRow, together: str) -> None:
    kept = gettext("Règlement rapproché ; le reste est gardé à l'avoir du client.")
    flash(kept if row.unapplied_minor else gettext("Règlement rapproché."), "done")
    offer("payments.unplace", {"allocations": together}, key=row.id)


def _candidates(payment: PaymentRow, proposed: set[int], words: str) -> list[tuple[InvoiceRow, str]]:
    """Open invoices that the money may be for: those of the clients proposed and of its own, or of who is searched."""
    books = reading()
    keys = proposed | ({payment.client_id} if payment.client_id else set())
    if words:
        found = invoices.by_number(books, words)
        keys = {row.id for row in clients.find(books, words)} | ({found.client_id} if found else set())
    owners = clients.by_ids(books, keys)
    return [
        (row, owners[row.client_id].name)
        for row in invoices.open_of_clients(books, keys)
        if row.currency == payment.currency and row.open_minor > 0 and row.kind == "invoice"
    ]
