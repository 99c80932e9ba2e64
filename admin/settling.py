"""What ends a debt otherwise than by being paid: given up, doubtful, quotes, penalties, money given back.

Every button carries a reason, calls the task that the shell calls, and can be taken back by the button beside it.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, office, writing
from admin.fields import a_day, an_amount
from admin.formats import money
from admin.language import gettext
from mailbot.core.invoice import AllocationKind
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.holds.quotes import QuoteOrder, end_quote, reopen_quote
from mailbot.tasks.law.end_mission import MissionOrder, end_mission
from mailbot.tasks.money import doubtful
from mailbot.tasks.money import write_off as giving_up

blueprint = Blueprint("settling", __name__)


@blueprint.post("/invoices/<int:key>/write-off")
@needs("assistant")
def write_off(key: int) -> ResponseReturnValue:
    """Give up what is open; above the tolerance the task asks for a partner."""
    form = request.form
    vat = an_amount(form.get("vat"), office().settings.firm.currency)
    order = giving_up.WriteOffOrder(
        invoice_ids=(key,), why=form.get("why", ""), bad_debt=form.get("how") == "bad_debt",
        vat=vat.amount if vat else None, on=a_day(form.get("on")),
    )  # fmt: skip

    def work(books: Session) -> str:
        done = giving_up.write_off(books, office(), order, decider(), now())[0]
        said = gettext("%(amount)s abandonnés sur %(number)s.", amount=money(done.amount), number=done.invoice.number)
        return f"{said} {done.mention}".strip()

    return _do(work)


@blueprint.post("/invoices/<int:key>/doubtful")
@needs("assistant")
def doubt(key: int) -> ResponseReturnValue:
    """Its payment has become uncertain: to the doubtful customers."""
    order = doubtful.DoubtOrder(invoice_ids=(key,), why=_why(), on=a_day(request.form.get("on")))

    def work(books: Session) -> str:
        done = doubtful.move_to_doubtful(books, office(), order, decider(), now())
        return gettext("Passée en client douteux, écriture %(number)s.", number=done[0].entry if done else "")

    return _do(work)


@blueprint.post("/invoices/<int:key>/doubtful/undo")
@needs("assistant")
def not_doubtful(key: int) -> ResponseReturnValue:
    """Back to the ordinary customers."""

    def work(books: Session) -> str:
        doubtful.take_back(books, office(), [key], _why(), decider(), now())
        return gettext("Elle n'est plus douteuse.")

    return _do(work)


@blueprint.post("/quotes/<int:key>/<any(accepted, lost, reopen):what>")
@needs("assistant")
def quote(key: int, what: str) -> ResponseReturnValue:
    """What became of a quote."""

    def work(books: Session) -> str:
        order = QuoteOrder(_invoice(books, key).number, _why())
        if what == "reopen":
            reopen_quote(books, order, decider(), now())
            return gettext("Le devis attend de nouveau une réponse.")
        end_quote(books, order, AllocationKind(what), decider(), now())
        return gettext("Devis accepté.") if what == "accepted" else gettext("Devis sans suite.")

    return _do(work)


@blueprint.post("/invoices/<int:key>/mission")
@needs("assistant")
def mission(key: int) -> ResponseReturnValue:
    """When the service or mission ended: a law firm's limitation runs from then."""
    ended_on = a_day(request.form.get("ended_on"))

    def work(books: Session) -> str:
        order = MissionOrder(numbers=(_invoice(books, key).number,), ended_on=ended_on, why=_why())
        end_mission(books, office(), order, decider(), now())
        return gettext("Noté : la prescription est recomptée.")

    return _do(work)


def _do(work: Callable[[Session], str]) -> ResponseReturnValue:
    """In one transaction; what it came to is said on the page where the button was pressed."""
    with writing() as books:
        said = work(books)
    flash(said, "done")
    return go_back()


def _why() -> str:
    return request.form.get("why", "")


def _invoice(books: Session, key: int) -> InvoiceRow:
    found = books.get(InvoiceRow, key)
    if found is None:
        abort(404)
    return found
