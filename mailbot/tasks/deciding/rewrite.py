"""One reminder with words of a person's own, and the very message shown to somebody of the firm.

Whether that person may is asked before, by who calls; texts and letter are drafted after.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.reminder import ReminderStatus
from mailbot.core.tokens import message_id
from mailbot.outbound.compose import Outgoing, compose
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.dunning import deliveries, reminders
from mailbot.store.tables import ReminderRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.plan_reminders import propose

_OPEN = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED)
_LONGEST = 4000
# A formal notice has its effect by these words (C. civ. 1344): without them it would be one reminder more.
_NOTICE = ("demeure", "formal notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """Which reminder is to say what; blank lines part paragraphs."""

    reminder_id: int
    text: str


def rewrite(session: Session, office: Office, row: ReminderRow, words: str, by: Decider, now: datetime) -> ReminderRow:
    """The reminder that takes the place of `row`, proposed and not yet drafted; nobody's approval covers it.

    Raises Refused without words, for too many, for a formal notice that no longer is one, and for a reminder that has
    left.
    """
    text = words.replace("\r\n", "\n").strip()
    if not text or len(text) > _LONGEST:
        raise Refused(f"Écrivez le texte du message, {_LONGEST} signes au plus.")
    if row.status not in _OPEN:
        raise Refused("Cette relance n'attend plus : son texte ne change plus.")
    if row.formal and not any(word in text.casefold() for word in _NOTICE):
        raise Refused("Une mise en demeure doit le dire : gardez ces mots dans le texte.")
    plan = replace(reminders.to_plan(row, reminders.lines(session, row.id)), automatic=False)
    reminders.move(session, row, ReminderStatus.FELL_OUT, f"texte récrit par {by.email}")
    invoices.wake(session, row.client_id)
    _tell(session, row, by, now)
    made = propose(session, office, plan, now, actor=by.email)
    if made is None:
        raise Refused("Cette relance vient d'être proposée autrement : rien n'a été changé.")
    made.own_words = text
    return made


def queue_test(session: Session, office: Office, row: ReminderRow, to: str, now: datetime) -> bool:
    """Queue this very message for a member of the firm, marked as a trial; nothing is counted. False when it was queued
    already. Raises Refused for a reminder without texts."""
    if not row.content_hash:
        raise Refused(f"La relance {row.id} n'existe pas ou n'est pas encore rédigée.")
    mid = message_id("test", row.id, office.nonce(), office.domain)
    new = deliveries.NewDelivery(
        kind="test", once_key=f"test:{row.id}:{to.lower()}:{row.content_hash[:16]}:{now:%Y%m%d%H%M}",
        message_id=mid, sender=office.settings.mailbox.address, recipients=(to.lower(),),
        raw_sha=_trial(office, row, to, mid, now),
    )  # fmt: skip
    return deliveries.add(session, new, now) is not None


def _trial(office: Office, row: ReminderRow, to: str, mid: str, now: datetime) -> str:
    word = "Essai" if office.settings.firm.language == "fr" else "Trial"
    return office.blobs.put(
        compose(
            Outgoing(
                message_id=mid, date=office.local(now), to=(to.lower(),),
                sender=(office.settings.firm.name, office.settings.mailbox.address),
                subject=f"[{word}] {row.subject}", text=row.body_text, html=row.body_html,
                attachments=tuple((one["name"], one["type"], office.blobs.get(one["sha"])) for one in row.attachments),
            )
        )
    )  # fmt: skip


def _tell(session: Session, row: ReminderRow, by: Decider, now: datetime) -> None:
    entry = history.Entry(
        at=now, actor=by.email, kind="reminder_rewritten", client_id=row.client_id, reminder_id=row.id,
        text="texte de la relance récrit, à valider de nouveau",
        data={"via": by.via, "hash": row.content_hash, "approved_hash": row.approved_hash},
    )  # fmt: skip
    history.append(session, entry)
