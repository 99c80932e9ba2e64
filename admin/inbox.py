"""Courrier: what waits for a person, every message as it was understood and why, and what a person does about it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from io import BytesIO

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.back import go_back
from admin.clients import HOLDS
from admin.desk import decider, now, office, reading, today, writing
from admin.fields import whole
from admin.language import gettext
from admin.leafing import asked_place
from admin.proposals import proposals
from admin.turns import answer_link, last_turn
from admin.undoing import offer
from admin.verdicts import choices
from mailbot.core.hold import HoldKind
from mailbot.core.reading.understood import Kind
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import holds
from mailbot.store.lists import inbox_list
from mailbot.store.mail import aliases, answers, corrections
from mailbot.store.money import payments_in_hand
from mailbot.store.tables import InboxRow, ReminderRow
from mailbot.tasks.correcting.message_view import view
from mailbot.tasks.correcting.resolve_message import reopen_message, resolve_message
from mailbot.tasks.reading.client_said import understood_of
from mailbot.tasks.reading.link_message import candidates

blueprint = Blueprint("inbox", __name__, url_prefix="/inbox")

PAGE = 50
_SUGGESTED = 300


@blueprint.get("")
def listing() -> str:
    """What waits for a person: messages to read, answers to agree to, payments to place."""
    books = reading()
    prepared = answers.listed(books, limit=_SUGGESTED)
    return render_template(
        "inbox/queue.html",
        part=inbox_list.message_part(books, asked_place(inbox_list.MESSAGES), waiting=True, size=PAGE),
        waiting_in_all=inbox_list.count_waiting(books),
        prepared={message.id for _, _, message in prepared},
        answers=[one for one in prepared if not _waits(one[2])],  # the others are told with their message
        last=last_turn(books, whole(request.args.get("after"))),
        payments=proposals(payments_in_hand.to_review(books)),
        unverified=inbox_list.unverified(books),
        in_doubt=payments_in_hand.in_doubt(books),
    )


@blueprint.get("/all")
def everything() -> str:
    """Every message, newest first."""
    kind, at = request.args.get("kind", ""), asked_place(inbox_list.MESSAGES)
    part = inbox_list.message_part(reading(), at, waiting=False, kind=kind, size=PAGE)
    return render_template("inbox/all.html", part=part, kind=kind, kinds=list(Kind))


@blueprint.get("/<int:key>")
def one(key: int) -> str:
    """One message: what was newly written, what was understood, by which sentence, and what was done."""
    message = _message(key)
    books = reading()
    client = clients.by_id(books, message.client_id) if message.client_id else None
    return render_template(
        "inbox/one.html",
        message=message,
        seen=asdict(view(office(), message)),
        client=client,
        open=invoices.open_of_client(books, client.id) if client else [],
        reminder=books.get(ReminderRow, message.reminder_id) if message.reminder_id else None,
        payments=inbox_list.payments_of_message(books, key),
        caused=[row for row in holds.of_client(books, client.id) if row.inbox_id == key] if client else [],
        answers=answers.of_message(books, key),
        decided=corrections.of_message(books, key),
        learned=aliases.of_message(books, key),
        choices=choices(message, whose=client is not None),
        kinds=HOLDS,
        possible=[] if client else candidates(books, understood_of(message).clues),
        known=clients.find(books, "", _SUGGESTED),
        place=inbox_list.place_of(books, key),
        answer_link=answer_link(message),
        suggested=_suggested(message),
        promised=_promised(message),
        waits=_waits(message),
        last=last_turn(books, whole(request.args.get("after"))),
        today=today(),
    )


@blueprint.get("/<int:key>/raw")
def raw(key: int) -> ResponseReturnValue:
    """The message as it came, byte for byte."""
    message = _message(key)
    if not message.sha:
        abort(404)  # its bytes were erased
    content = BytesIO(office().blobs.get(message.sha))
    return send_file(content, mimetype="message/rfc822", download_name=f"message-{key}.eml", as_attachment=True)


@blueprint.post("/<int:key>/resolve")
@needs("assistant")
def resolve(key: int) -> ResponseReturnValue:
    """It needs nobody any more."""
    with writing() as books:
        note, resume = request.form.get("note", ""), bool(request.form.get("resume"))
        resolve_message(books, key, decider(), note, now(), resume=resume)
    flash(gettext("Message traité."), "done")
    offer("inbox.reopen", key=key)
    return redirect(url_for("inbox.listing"), 303)


@blueprint.post("/<int:key>/reopen")
@needs("assistant")
def reopen(key: int) -> ResponseReturnValue:
    """It was not dealt with after all."""
    with writing() as books:
        reopen_message(books, key, decider(), now())
    flash(gettext("Message remis à lire."), "done")
    return go_back()


def _message(key: int) -> InboxRow:
    found = reading().get(InboxRow, key)
    if found is None:
        abort(404)
    return found


def _waits(message: InboxRow) -> bool:
    return message.state in ("review", "quarantined") and message.resolved_at is None


def _suggested(message: InboxRow) -> HoldKind:
    """What the writer's words suggest."""
    intents = set(message.understood.get("intents") or ())
    for intent, kind in (
        ("insolvency", HoldKind.INSOLVENT),
        ("deceased", HoldKind.DECEASED),
        ("dispute", HoldKind.DISPUTE),
        ("promise_to_pay", HoldKind.PROMISE),
        ("installment_request", HoldKind.INSTALMENTS),
        ("opt_out", HoldKind.EXCLUDED),
    ):
        if intent in intents:
            return kind
    return HoldKind.HOLD


def _promised(message: InboxRow) -> date | None:
    found = (message.understood.get("promise") or {}).get("date")
    return date.fromisoformat(found) if found else None
