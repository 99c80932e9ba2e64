"""Money of a payment that pays no invoice: given back, kept; and payments that the bank took back."""

from __future__ import annotations

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, office, writing
from admin.fields import a_day, an_amount
from admin.formats import money
from admin.language import gettext
from mailbot.tasks.money import use_payment
from mailbot.tasks.money.reverse_payment import ReverseOrder, restore_payment, reverse_payment

blueprint = Blueprint("refunds", __name__, url_prefix="/payments")


@blueprint.post("/<int:key>/refund")
@needs("assistant")
def refund(key: int) -> ResponseReturnValue:
    """Write down that what is left, or part of it, was given back."""
    form = request.form
    amount = an_amount(form.get("amount"), office().settings.firm.currency)
    order = use_payment.RefundOrder(
        payment_id=key, why=form.get("why", ""), amount=amount.amount if amount else None, on=a_day(form.get("on"))
    )
    with writing() as books:
        done = use_payment.refund(books, office(), order, decider(), now())
    flash(gettext("Remboursement de %(amount)s noté.", amount=money(done)), "done")
    return go_back()


@blueprint.post("/<int:key>/keep")
@needs("assistant")
def keep(key: int) -> ResponseReturnValue:
    """Keep what it brought too much, where that is under the tolerance."""
    with writing() as books:
        done = use_payment.keep_overpayment(books, office(), key, decider(), request.form.get("why", ""), now())
    flash(gettext("%(amount)s gardés en produit.", amount=money(done)), "done")
    return go_back()


@blueprint.post("/<int:key>/uses/<any(refund, gain):kind>/undo")
@needs("assistant")
def undo_use(key: int, kind: str) -> ResponseReturnValue:
    """It was not given back, or not kept, after all."""
    order = use_payment.UndoOrder(payment_id=key, kind=kind, why=request.form.get("why", ""))
    with writing() as books:
        use_payment.undo_use(books, office(), order, decider(), now())
    flash(gettext("Annulé : cet argent est de nouveau à placer."), "done")
    return go_back()


@blueprint.post("/<int:key>/reverse")
@needs("partner")
def reverse(key: int) -> ResponseReturnValue:
    """The bank took it back: what it paid is owed again."""
    order = ReverseOrder(payment_id=key, why=request.form.get("why", ""), on=a_day(request.form.get("on")))
    with writing() as books:
        done = reverse_payment(books, office(), order, decider(), now())
    owed = ", ".join(done.numbers)
    again = gettext("Rejet noté ; de nouveau dues : %(numbers)s.", numbers=owed)
    flash(again if owed else gettext("Rejet noté."), "done")
    return go_back()


@blueprint.post("/<int:key>/restore")
@needs("partner")
def restore(key: int) -> ResponseReturnValue:
    """The bank did not take it back: it counts again and goes where it lay."""
    with writing() as books:
        restore_payment(books, office(), key, decider(), request.form.get("why", ""), now())
    flash(gettext("Le règlement compte de nouveau."), "done")
    return go_back()
