"""A person writes one reminder's words themselves, before it leaves; and sends one to themselves to look at.

The words take the place of those above the invoices; table, means of payment and what follows stay. What was shown or
approved is no longer what would leave: the reminder falls out, another one takes its place, and is asked about anew.
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
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import deliveries, reminders
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.decide_reminders import may_decide_one
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.plan_reminders import propose
from mailbot.tasks.sending.draft_reminders import draft_some

_OPEN = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED)
_LONGEST = 4000
# A formal notice has its effect by these words (C. civ. 1344): without them it would be one reminder more.
_NOTICE = ("demeure", "formal notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """Which reminder is to say what; blank lines part paragraphs."""

    reminder_id: int
    text: str


def edit_text(office: Office, order: OwnWords, by: Decider, now: datetime) -> ReminderRow:
    """Write it anew with these words; the reminder that takes its place, to be approved.

    Raises Refused without words, for too many, for a formal notice that no longer is one, and for a reminder that has
    left or is not this person's to decide on.
    """
    text = order.text.replace("\r\n", "\n").strip()
    if not text or len(text) > _LONGEST:
        raise Refused(f"Écrivez le texte du message, {_LONGEST} signes au plus.")
    with office.books.write() as session:
        row = _waiting(session, office, order.reminder_id, by)
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
        key = made.id
    draft_some(office, [key], now)
    with office.books.read() as session:
        return session.get_one(ReminderRow, key)


def send_test(office: Office, reminder_id: int, to: str, by: Decider, now: datetime) -> bool:
    """Queue this very message for a member of the firm, marked as a trial; nothing is counted. False when it was queued
    already. Raises Refused for anybody else's address, and for a reminder without texts."""
    if office.person(to) is None:
        raise Refused(f"{to} n'est pas de la maison : un essai ne part qu'à une adresse de `people`.")
    with office.books.write() as session:
        row = session.get(ReminderRow, reminder_id)
        if row is None or not row.content_hash:
            raise Refused(f"La relance {reminder_id} n'existe pas ou n'est pas encore rédigée.")
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


def _waiting(session: Session, office: Office, key: int, by: Decider) -> ReminderRow:
    row = session.get(ReminderRow, key)
    if row is None:
        raise Refused(f"Il n'y a pas de relance {key}.")
    clients.lock(session, row.client_id)
    if not may_decide_one(session, office, row, by.email):
        raise Refused("Cette relance est celle d'un autre associé.")
    if row.status not in _OPEN:
        raise Refused("Cette relance n'attend plus : son texte ne change plus.")
    return row


def _tell(session: Session, row: ReminderRow, by: Decider, now: datetime) -> None:
    entry = history.Entry(
        at=now, actor=by.email, kind="reminder_rewritten", client_id=row.client_id, reminder_id=row.id,
        text="texte de la relance récrit, à valider de nouveau",
        data={"via": by.via, "hash": row.content_hash, "approved_hash": row.approved_hash},
    )  # fmt: skip
    history.append(session, entry)
