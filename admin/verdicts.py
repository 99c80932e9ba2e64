"""One key each: what a person decides about a message, and the OK on what its writer asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, office, writing
from admin.fields import a_day, an_amount
from admin.language import gettext
from admin.turns import on_from
from admin.verdict_words import ARRIVED, FIRST, HEARD, KEYS, NOT_AWAY, RARE, WORDS
from mailbot.core.errors import Refused
from mailbot.core.reading.corrections import Verdict
from mailbot.core.reading.understood import Intent, Kind
from mailbot.store.debts import clients
from mailbot.store.tables import InboxRow
from mailbot.tasks.correcting.correct_message import CorrectionOrder, correct_message
from mailbot.tasks.correcting.decide_answers import approve_answer, drop_answer, prepare_again, undo_answer
from mailbot.tasks.correcting.learn_alias import forget_alias, said
from mailbot.tasks.correcting.undo_correction import undo_correction

blueprint = Blueprint("verdicts", __name__, url_prefix="/inbox")
# Of these only one thing can be said: that what they changed is not so.
_SAYS_NOTHING: dict[str, str] = {
    Kind.BANK_NOTIFICATION: "", Kind.COMMAND: "", Kind.APPROVAL: "", Kind.OWN: "",
    Kind.BOUNCE: ARRIVED, Kind.AUTO_REPLY: NOT_AWAY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision as its button shows it; `heard`: it is what the program understood."""

    verdict: Verdict
    key: str
    words: str
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The decisions that a message allows: with one key each, the promise, whose it is, and the rare ones."""

    first: tuple[Choice, ...]
    rare: tuple[Choice, ...]
    promise: Choice | None
    whose: Choice


def choices(message: InboxRow, *, whose: bool) -> Choices:
    """What may be decided about it. Without a client there is nothing to hold back: only whose it is, or nothing."""
    heard = {HEARD.get(Intent(one)) for one in message.understood.get("intents") or ()}
    made = {verdict: Choice(verdict, key, words, verdict in heard) for verdict, (key, words) in KEYS.items()}
    if not whose or message.kind in _SAYS_NOTHING:
        nothing = made[Verdict.NOTHING]
        words = _SAYS_NOTHING.get(message.kind) if whose else None
        return Choices((replace(nothing, words=words or nothing.words),), (), None, made[Verdict.OTHER_CLIENT])
    return Choices(
        tuple(made[one] for one in FIRST),
        tuple(made[one] for one in RARE),
        made[Verdict.PROMISE],
        made[Verdict.OTHER_CLIENT],
    )


@blueprint.post("/<int:key>/decide")
@needs("assistant")
def decide(key: int) -> ResponseReturnValue:
    """This is what it means."""
    form, currency = request.form, office().settings.firm.currency
    if form.get("verdict") not in {verdict.value for verdict in Verdict}:
        raise Refused(gettext("Choisissez ce que dit ce message."))
    verdict = Verdict(form["verdict"])
    amount = an_amount(form.get("amount"), currency) if verdict is Verdict.PROMISE else None
    order = CorrectionOrder(
        message_id=key,
        verdict=verdict,
        day=a_day(form.get("day")) if verdict is Verdict.PROMISE else None,
        amount=amount.amount if amount else None,
        numbers=tuple(form.getlist("invoice")),
        client_code=form.get("client", ""),
        note=form.get("note", ""),
    )
    with writing() as books:
        done = correct_message(books, office(), order, decider(), now())
        learned = ", ".join(said(row) for row in done.learned)
        client = clients.by_id(books, done.message.client_id) if done.message.client_id else None
        whose = client.name if client else ""
    if verdict is Verdict.OTHER_CLIENT:
        flash(gettext("Rattaché à %(client)s.", client=whose), "done")
    if learned:
        flash(gettext("Retenu pour ce client : %(learned)s", learned=learned), "done")
    if verdict is Verdict.OTHER_CLIENT:
        return redirect(url_for("inbox.one", key=key), 303)
    return on_from(key)


@blueprint.post("/decisions/<int:key>/undo")
@needs("assistant")
def undo(key: int) -> ResponseReturnValue:
    """It did not mean that after all."""
    with writing() as books:
        message = undo_correction(books, office(), key, decider(), now()).inbox_id
    flash(gettext("Décision annulée : tout est comme avant."), "done")
    return redirect(url_for("inbox.one", key=message), 303)


@blueprint.post("/learned/<int:key>/forget")
@needs("assistant")
def forget(key: int) -> ResponseReturnValue:
    """Mails from there are nobody's again."""
    with writing() as books:
        row = forget_alias(books, key, decider(), now())
    flash(gettext("Oublié : %(learned)s", learned=said(row)), "done")
    return go_back()


@blueprint.post("/answers/<int:key>/<what>")
@needs("assistant")
def answer(key: int, what: str) -> ResponseReturnValue:
    """OK to what was prepared, or no, or not so after all."""
    with writing() as books:
        if what == "approve":
            approve_answer(books, office(), key, decider(), now())
        elif what == "drop":
            drop_answer(books, office(), key, decider(), request.form.get("why", ""), now())
        elif what == "undo":
            undo_answer(books, key, decider(), now())
        else:
            raise Refused(gettext("Choisissez ce que dit ce message."))
    words = {"approve": gettext("C'est fait."), "drop": gettext("Écarté."), "undo": gettext("Repris.")}
    flash(words[what], "done")
    return go_back("reponses")


@blueprint.post("/<int:key>/prepare")
@needs("assistant")
def prepare(key: int) -> ResponseReturnValue:
    """Prepare the answer anew: the PDF may be there now."""
    with writing() as books:
        waits = prepare_again(books, office(), key, decider(), now())
    flash(" ; ".join(waits), "done")
    return go_back("reponses")


def furnish(app: Flask) -> None:
    """Let templates name a decision."""
    app.jinja_env.globals["verdict_words"] = WORDS
