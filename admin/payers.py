"""Once and for all: this payer pays for that client, or is no client. Each can be taken back at once."""

from __future__ import annotations

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, office, writing
from admin.language import gettext
from admin.undoing import offer
from mailbot.tasks.money.match_payments import match_payments
from mailbot.tasks.money.payer_rules import always_for, no_longer_for
from mailbot.tasks.money.place_payment import set_aside

blueprint = Blueprint("payers", __name__, url_prefix="/payments")


@blueprint.post("/<int:key>/always")
@needs("assistant")
def always(key: int) -> ResponseReturnValue:
    """The payer's name and account are this client's from now on; what waits is matched with that at once."""
    with writing() as books:
        learned = always_for(books, key, request.form.get("client", ""), decider(), now())
        said = ", ".join(one.said for one in learned)
    match_payments(office(), now())
    flash(gettext("Retenu : %(said)s. Les règlements en attente ont été rapprochés avec cela.", said=said), "done")
    offer("payers.not_always", key=key)
    return go_back()


@blueprint.post("/<int:key>/not-always")
@needs("assistant")
def not_always(key: int) -> ResponseReturnValue:
    """What this payment taught is forgotten."""
    with writing() as books:
        no_longer_for(books, key, decider(), now())
    match_payments(office(), now())
    flash(gettext("Oublié : ce payeur n'est plus rattaché."), "done")
    return go_back()


@blueprint.post("/<int:key>/nobody")
@needs("assistant")
def nobody(key: int) -> ResponseReturnValue:
    """No client's money, now or when it comes again: tax refunds, own transfers, loans."""
    why = request.form.get("why", "").strip() or gettext("pas un client")
    with writing() as books:
        row = set_aside(books, key, decider(), why, now(), always=True)
        payer = row.payer or row.label
    flash(gettext("Écarté, et tout ce qui viendra de « %(payer)s » avec.", payer=payer), "done")
    offer("payments.back", key=key)
    return go_back()
