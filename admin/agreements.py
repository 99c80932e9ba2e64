"""What a person agreed with a client or told them without Mailbot: a call, a letter, a visit; a plan of instalments."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, office, reading, today, writing
from admin.fields import a_day, an_amount, whole
from admin.language import gettext
from mailbot.core.deciding.hand_made import Contact, Outcome
from mailbot.core.errors import Refused
from mailbot.core.instalments import Instalment
from mailbot.core.reminder import ByHand
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import instalments
from mailbot.store.tables import HoldRow
from mailbot.tasks.holds.contact_order import ContactOrder
from mailbot.tasks.holds.hand_made import record_contact
from mailbot.tasks.holds.make_plan import PlanOrder, make_plan
from mailbot.tasks.holds.withdraw_contact import withdraw_contact

blueprint = Blueprint("agreements", __name__)

WAYS, OUTCOMES = tuple(ByHand), tuple(Outcome)
_Choice = TypeVar("_Choice", bound=StrEnum)


@blueprint.post("/clients/<int:key>/contacts")
@needs("assistant")
def contact(key: int) -> ResponseReturnValue:
    """Write down a reminder that was made by hand."""
    form = request.form
    code, numbers = _scope(key, whole(form.get("invoice")))
    amount = an_amount(form.get("amount"), office().settings.firm.currency)
    done = Contact(
        by=_choice(ByHand, form.get("by")),
        on=a_day(form.get("on")) or today(),
        level=whole(form.get("level")),
        outcome=_choice(Outcome, form.get("outcome")),
        deadline_on=a_day(form.get("deadline")),
    )
    order = ContactOrder(
        contact=done, note=form.get("note", ""), code=code, numbers=numbers, promised_on=a_day(form.get("promised")),
        amount=amount.amount if amount else None,
    )  # fmt: skip
    with writing() as books:
        record_contact(books, office(), order, decider(), now())
    flash(gettext("Noté : cette relance compte comme une relance envoyée."), "done")
    return go_back()


@blueprint.post("/reminders/<int:key>/withdraw")
@needs("assistant")
def withdraw(key: int) -> ResponseReturnValue:
    """A reminder made by hand was written down by mistake."""
    with writing() as books:
        withdraw_contact(books, office(), key, decider(), request.form.get("why", ""), now())
    flash(gettext("Retirée : elle ne compte plus."), "done")
    return go_back()


@blueprint.post("/clients/<int:key>/plans")
@needs("assistant")
def plan(key: int) -> ResponseReturnValue:
    """Agree on a plan of instalments, a month apart."""
    form = request.form
    code, numbers = _scope(key, whole(form.get("invoice")))
    total = an_amount(form.get("total"), office().settings.firm.currency)
    order = PlanOrder(
        why=form.get("why", ""), code=code, numbers=numbers, parts=whole(form.get("parts")),
        first_on=a_day(form.get("first")), total=total.amount if total else None,
    )  # fmt: skip
    with writing() as books:
        made = make_plan(books, office(), order, decider(), now())
    count = len(made.instalments)
    flash(gettext("Échéancier noté : %(count)s échéances ; les relances attendent.", count=count), "done")
    return go_back()


def schedules(holds: list[HoldRow]) -> dict[int, list[Instalment]]:
    """The dates of the plans among these holds, by hold; a plan of several invoices shows them at each."""
    keys = {hold.id: instalments.plan_key(hold) for hold in holds if hold.kind == "instalments"}
    found = instalments.rows_of(reading(), keys.values())
    return {
        hold: [instalments.to_instalment(row) for row in found[plan]] for hold, plan in keys.items() if found.get(plan)
    }


def _scope(key: int, invoice: int | None) -> tuple[str, tuple[str, ...]]:
    """The client's code, and the number of the invoice that was chosen."""
    books = reading()
    row = clients.by_id(books, key)
    if row is None:
        raise Refused(gettext("Ce client n'existe pas."))
    return row.code, tuple(one.number for one in invoices.by_ids(books, [invoice] if invoice else []).values())


def _choice(kind: type[_Choice], typed: str | None) -> _Choice:
    if typed not in set(kind):
        raise Refused(gettext("Choisissez dans la liste."))
    return kind(typed)
