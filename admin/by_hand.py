"""One invoice reminded now: the exact message first, then one button. Who presses it has approved it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.choices import choice
from admin.desk import decider, language, now, office, reading
from admin.fields import whole
from admin.language import gettext
from mailbot.core.deciding.verdicts import sentence
from mailbot.core.reminder import Channel
from mailbot.store.debts import clients
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.deciding.change_level import ladder_for
from mailbot.tasks.deciding.queue_run import may_launch
from mailbot.tasks.deciding.remind_by_hand import Reminded, preview_mass, remind
from mailbot.tasks.deciding.weigh_by_hand import RemindOrder

blueprint = Blueprint("by_hand", __name__, url_prefix="/invoices")


@blueprint.get("/<int:key>/remind")
@needs("assistant")
def preview(key: int) -> str:
    """What would leave now about this invoice, exactly; nothing is written."""
    invoice = _invoice(key)
    chosen = {invoice.client_id: {invoice.id}}
    seen = preview_mass(office(), chosen, _order(invoice, request.args.get("why", "")), now())
    impossible = [why for _, why in seen.weighed.impossible]
    return render_template(
        "invoices/remind.html",
        invoice=invoice,
        client=clients.by_ids(reading(), [invoice.client_id])[invoice.client_id],
        drafts=seen.drafts,
        against=impossible or [sentence(one, language()) for one in seen.weighed.left_out],
        ladder=ladder_for(reading(), office(), invoice),
        channels=Channel,
        typed=request.args,
        launches=may_launch(office(), decider().email),
    )


@blueprint.post("/<int:key>/remind")
@needs("partner")
def send(key: int) -> ResponseReturnValue:
    """Send it, by the same way and through the same gate as any reminder."""
    invoice = _invoice(key)
    done = remind(office(), _order(invoice, request.form.get("why", "")), decider(), now())
    flash(_said(done), "done" if done.rows else "error")
    if done.rows:
        return redirect(url_for("reminders.one", key=done.rows[0].id), 303)
    return redirect(url_for("invoices.one", key=key), 303)


def _order(invoice: InvoiceRow, why: str) -> RemindOrder:
    values = request.values
    level, channel = whole(values.get("level")), choice(Channel, values.get("channel"))
    return RemindOrder(numbers=(invoice.number,), level=level, channel=channel, why=why[:300])


def _said(done: Reminded) -> str:
    if not done.rows:
        return "; ".join(sentence(one, language()) for one in done.weighed.left_out) or gettext("Rien ne partirait")
    statuses = {row.status for row in done.rows}
    if statuses <= {"sent", "released"}:
        return gettext("Relance envoyée.")
    return gettext("Relance approuvée ; elle part à la prochaine heure d'envoi.")


def _invoice(key: int) -> InvoiceRow:
    found = reading().get(InvoiceRow, key)
    if found is None:
        abort(404)
    return found
