"""One client, as a letter file reads: what is owed and what happens next on top, everything that happened below."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.agreements import OUTCOMES, WAYS, schedules
from admin.back import go_back
from admin.client_list import blueprint
from admin.desk import decider, language, now, office, reading, today, writing
from admin.fields import a_day, an_amount, whole
from admin.language import gettext
from admin.matters import is_theirs
from admin.outlook import ladder_levels, outlooks
from admin.own_events import readable
from admin.timeline import happenings
from admin.undoing import offer
from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.core.pursuing import pursuit_words
from mailbot.store import history
from mailbot.store.debts import contacts, invoices
from mailbot.store.dunning import calls, holds, proceedings
from mailbot.store.money import payments_in_hand
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow
from mailbot.tasks.holds.manage_holds import HoldOrder, end_hold, reopen_hold, set_hold
from mailbot.tasks.law.invoice_dossier import claims_of

__all__ = ["blueprint"]

# What a person may set from a page; an absence or an open conversation is noticed, not decided.
HOLDS = (
    HoldKind.HOLD, HoldKind.DISPUTE, HoldKind.PROMISE, HoldKind.INSTALMENTS, HoldKind.INSOLVENT, HoldKind.DECEASED,
    HoldKind.EXCLUDED,
)  # fmt: skip


@blueprint.get("/<int:key>")
def one(key: int) -> str:
    """The whole of one client."""
    client = _client(key)
    books = reading()
    open_rows = [row for row in invoices.open_of_client(books, key) if is_theirs(row.partner or client.partner)]
    events = readable(history.of_client(books, key))
    return render_template(
        "clients/one.html",
        client=client,
        open=open_rows,
        owed=_owed(key, open_rows),
        outlooks=outlooks([key]),
        running=(running := [row for row in holds.of_client(books, key) if row.ended_at is None and _runs(row)]),
        schedules=schedules(running),
        contacts=contacts.of_clients(books, [key])[key],
        claims=claims_of(books, key),
        proceedings=proceedings.open_of(books, key),
        way_words=lambda kind: pursuit_words.way(kind, language()),
        kinds=HOLDS,
        ways=WAYS,
        outcomes=OUTCOMES,
        call=calls.open_of(reading(), client.id),
        levels=ladder_levels(),
        today=today(),
        happenings=happenings(events),
        numbers={row.id: row.number for row in open_rows},
    )


@blueprint.post("/<int:key>/holds")
@needs("assistant")
def hold(key: int) -> ResponseReturnValue:
    """Keep this client's reminders back, or those of one invoice."""
    client, form = _client(key), request.form
    kind = form.get("kind", "")
    if kind not in HOLDS:
        raise Refused(gettext("Choisissez ce qui fait attendre."))
    promised = a_day(form.get("until")) if kind == HoldKind.PROMISE else None
    order = HoldOrder(
        client_id=client.id,
        kind=HoldKind(kind),
        reason=form.get("why", ""),
        invoice_id=whole(form.get("invoice")),
        until=None if kind == HoldKind.PROMISE else a_day(form.get("until")),
        promised_on=promised,
        amount=an_amount(form.get("amount"), office().settings.firm.currency),
        inbox_id=whole(form.get("message")),
    )
    with writing() as books:
        row = set_hold(books, office(), order, decider(), now())
    flash(gettext("Noté : les relances attendent."), "done")
    offer("clients.resume", key=row.id)
    return go_back()


@blueprint.post("/holds/<int:key>/end")
@needs("assistant")
def resume(key: int) -> ResponseReturnValue:
    """Let reminders go on."""
    with writing() as books:
        end_hold(books, key, decider(), request.form.get("why", ""), now())
    flash(gettext("Noté : les relances reprennent à la prochaine préparation."), "done")
    offer("clients.reopen", key=key)
    return go_back()


@blueprint.post("/holds/<int:key>/reopen")
@needs("assistant")
def reopen(key: int) -> ResponseReturnValue:
    """It had not ended after all."""
    with writing() as books:
        reopen_hold(books, office(), key, decider(), request.form.get("why", ""), now())
    flash(gettext("Noté : les relances attendent de nouveau."), "done")
    return go_back()


def _client(key: int) -> ClientRow:
    found = reading().get(ClientRow, key)
    if found is None:
        abort(404)
    return found


def _runs(row: HoldRow) -> bool:
    return row.until is None or row.until >= today()


def _owed(key: int, rows: Sequence[InvoiceRow]) -> list[tuple[Money, Money, Money]]:
    """Per currency: what is open, how much of it is overdue, and what the client paid that is on no invoice."""
    books = reading()
    open_rows = [row for row in rows if row.kind != "quote"]
    in_hand = {currency: minor for (_, currency), minor in payments_in_hand.unapplied_by_client(books, [key]).items()}
    currencies = sorted({row.currency for row in open_rows} | set(in_hand))
    found = []
    for currency in currencies:
        mine = [row for row in open_rows if row.currency == currency]
        overdue = sum(row.open_minor for row in mine if row.due_on < today() and row.open_minor > 0)
        found.append(
            (
                Money.from_minor(sum(row.open_minor for row in mine), currency),
                Money.from_minor(overdue, currency),
                Money.from_minor(in_hand.get(currency, 0), currency),
            )
        )
    return found
