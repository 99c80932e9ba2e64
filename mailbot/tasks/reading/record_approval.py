"""A partner answered a digest: carry it out when it is proven, and say what was understood."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation_events import approval_refused
from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.outbound.answers import AnswerFacts, AnswerLine, Waiting
from mailbot.store.debts import clients
from mailbot.store.dunning import batches
from mailbot.store.tables import BatchRow
from mailbot.tasks.deciding.decide_reminders import Done, decide, may_decide
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.reasons import told
from mailbot.tasks.reading.answer import queue_answer
from mailbot.tasks.reading.record_message import Handled, Reading, alert_about, to_person

# What became of each reminder, for the timeline.
_DONE = {
    "approved": "approuvée", "already_approved": "déjà approuvée", "rejected": "refusée", "postponed": "reportée",
    "level_changed": "changée de niveau", "too_late": "déjà partie ou retirée", "too_early": "pas encore rédigée",
    "not_understood": "non comprise", "rewritten": "récrite", "not_rewritten": "non récrite",
    "shown": "envoyée en essai",
}  # fmt: skip

_REFUSED: dict[str, dict[str, str]] = {
    "fr": {
        "off": "les décisions par mail sont désactivées",
        "no_batch": "la réponse ne porte pas le jeton d'un lot",
        "no_token": "la réponse ne porte pas le jeton du lot",
        "not_proven": "l'expéditeur n'est pas prouvé ({why})",
        "not_theirs": "{who} ne décide pas de ce lot",
        "not_understood": "réponse non comprise",
    },
    "en": {
        "off": "decisions by mail are switched off",
        "no_batch": "the answer carries no batch's token",
        "no_token": "the answer does not carry the batch's token",
        "not_proven": "the sender is not proven ({why})",
        "not_theirs": "{who} does not decide on this batch",
        "not_understood": "the answer was not understood",
    },
}


def record_approval(session: Session, office: Office, reading: Reading) -> Handled:
    """Three proofs: the digest's token, a partner of that batch, the server's word on the From domain."""
    understood, batch = reading.understood, reading.linked.batch
    approval = understood.approval
    refused = _refused(office, reading)
    if refused:
        whose = (batch.asked or batch.partner) if batch is not None else ""
        alert_about(session, office, approval_refused(reading.row.id, refused, whose), reading.now)
        return to_person(refused)
    assert batch is not None and approval is not None  # noqa: S101  _refused has looked
    stop = any(line.verb == "stop" for line in approval.lines)
    if not stop and (not approval.lines or approval.not_understood):
        _answer(session, office, reading, batch, [], refused="")
        return to_person("réponse non comprise : rien n'a été approuvé")
    try:
        done = decide(
            session, office, batch, approval, Decider(email=reading.mail.from_address, via="mail"), reading.now
        )
    except Refused as error:
        _answer(session, office, reading, batch, [], refused=str(error))
        return to_person(str(error))
    _answer(session, office, reading, batch, done, refused="")
    said = ", ".join(f"{one.number} {_DONE.get(one.done, one.done)}" for one in done)
    return Handled(state="done", why=said or "envois arrêtés")


def _refused(office: Office, reading: Reading) -> str:
    """Why nothing comes of this answer, in the firm's language; empty when it counts."""
    understood, batch, language = reading.understood, reading.linked.batch, office.settings.firm.language
    words = _REFUSED.get(language, _REFUSED["en"])
    if not office.settings.approval.by_mail:
        return words["off"]
    if batch is None or reading.linked.by not in ("token", "message-id"):
        return words["no_batch"]
    if reading.linked.by != "token":
        return words["no_token"]
    if understood.authentic is not True:
        return words["not_proven"].format(why=told(understood.authentic_why, language))
    if not may_decide(office, batch, reading.mail.from_address):
        return words["not_theirs"].format(who=reading.mail.from_address)
    return "" if understood.approval is not None else words["not_understood"]


def _answer(
    session: Session, office: Office, reading: Reading, batch: BatchRow, done: list[Done], refused: str
) -> None:
    rows = batches.reminders(session, batch.id)
    owners = clients.by_ids(session, [row.client_id for row in rows])
    by_number = {row.number: row for row in rows}
    approval = reading.understood.approval
    lines = tuple(
        AnswerLine(
            number=one.number,
            client=owners[one.client_id].name,
            done=one.done,
            detail=one.detail,
            total=Money.from_minor(by_number[one.number].total_minor, by_number[one.number].currency),
            until=by_number[one.number].not_before if one.done == "postponed" else None,
            level=int(one.detail) if one.done == "level_changed" else None,
        )
        for one in done
    )
    waiting = tuple(
        Waiting(number=row.number or 0, client=owners[row.client_id].name)
        for row in rows
        if row.status == ReminderStatus.PROPOSED
    )
    facts = AnswerFacts(
        firm=office.firm,
        language=office.settings.firm.language,
        to=office.signatory(reading.mail.from_address),
        about=reading.mail.subject,
        lines=lines,
        not_understood=approval.not_understood if approval else (),
        refused=refused,
        waiting=waiting,
        sends_on=office.calendar.forward(office.day(reading.now))
        if any(one.done == "approved" for one in done)
        else None,
        stopped=bool(approval and any(line.verb == "stop" for line in approval.lines)),
        token=batch.token,
    )
    queue_answer(session, office, reading, facts)
