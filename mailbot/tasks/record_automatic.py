"""Messages of machines: bounces, absences, and copies of our own mail."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.core.reminder import ReminderStatus
from mailbot.store import batches, contacts, history, holds, levels, reminders
from mailbot.store.tables import ClientRow, ReminderRow
from mailbot.tasks.link_message import Linked
from mailbot.tasks.office import Office
from mailbot.tasks.record_delivery import was_sent
from mailbot.tasks.record_message import Handled, Reading, hold_conversation
from mailbot.tasks.record_reply import apply_facts_of_absence
from mailbot.tasks.send_digests import hand_over


def record_bounce(session: Session, office: Office, reading: Reading) -> Handled:
    """Undelivered is not reminded: the level is taken back. Only a bounce of a message we sent counts."""
    bounce, reminder = reading.understood.bounce, reading.linked.reminder
    if bounce is None or not bounce.permanent:
        return Handled(state="done", why="retard de remise, sans effet")
    if reminder is None or reading.linked.by not in ("token", "message-id"):
        return Handled(state="done", why="non-remise d'un message qui n'est pas une relance")
    if reminder.status != ReminderStatus.SENT:
        return Handled(state="done", why="non-remise déjà comptée")
    _take_back(session, office, reading, reminder)
    return Handled(
        state="done",
        why=f"non remis à {bounce.recipient} ({bounce.status or 'sans code'}) : niveau {reminder.level} décompté",
    )


def _take_back(session: Session, office: Office, reading: Reading, reminder: ReminderRow) -> None:
    bounce, client = reading.understood.bounce, reading.linked.client
    taken = levels.uncount_levels(session, reminder)
    reminders.move(session, reminder, ReminderStatus.BOUNCED, bounce.status or "" if bounce else "")
    failed = (bounce.recipient if bounce else "").lower() or reminder.recipient
    if client is not None:
        contacts.refused(session, client, failed or client.email)
    numbers = ", ".join(i.number for i in taken)
    entry = history.Entry(
        at=reading.now,
        actor="mailbot",
        kind="reminder_bounced",
        client_id=reminder.client_id,
        reminder_id=reminder.id,
        inbox_id=reading.row.id,
        text=f"non remis à {failed} : niveau {reminder.level} décompté ({numbers})",
    )
    history.append(session, entry)


def record_absence(session: Session, office: Office, reading: Reading) -> Handled:
    """Somebody is away: a client's next step waits, a partner's digest goes to the deputy. Never an answer."""
    understood, linked = reading.understood, reading.linked
    person = office.person(reading.mail.from_address)
    if person is not None:
        return _partner_away(session, office, reading, linked)
    if linked.client is None:
        return Handled(state="done", why="réponse automatique sans lien avec un client")
    facts = apply_facts_of_absence(session, office, reading)
    absence = understood.absence
    if absence is None or absence.until is None:
        return Handled(state="done", why=f"réponse automatique, sans date de retour{facts}")
    _hold_absent(session, linked.client, reading)
    stand_in = f", remplacé par {absence.substitute}" if absence.substitute else ""
    return Handled(state="done", why=f"absent jusqu'au {absence.until:%d/%m/%Y}{stand_in}{facts}")


def _hold_absent(session: Session, client: ClientRow, reading: Reading) -> None:
    absence = reading.understood.absence
    if absence is None or absence.until is None:
        return
    hold = holds.NewHold(
        client_id=client.id,
        kind=HoldKind.ABSENT,
        reason="réponse automatique d'absence",
        author="mailbot",
        until=absence.until,
        sentence=reading.understood.evidence[0].sentence if reading.understood.evidence else "",
        inbox_id=reading.row.id,
    )
    holds.add(session, hold, reading.now)


def _partner_away(session: Session, office: Office, reading: Reading, linked: Linked) -> Handled:
    waiting = [linked.batch] if linked.batch is not None else batches.undecided_of(session, reading.mail.from_address)
    handed = [batch for batch in waiting if hand_over(session, office, batch, "absence", reading.now)]
    if handed:
        return Handled(state="done", why=f"associé absent : {len(handed)} lot(s) confié(s) au remplaçant")
    return Handled(state="done", why="absence d'une personne du cabinet")


def record_own(session: Session, office: Office, reading: Reading) -> Handled:
    """A copy of our own message came back (journal copy): it proves that a doubtful one was sent."""
    delivery = reading.linked.delivery
    if delivery is not None and delivery.status == "unknown" and reading.mail.message_id == delivery.message_id:
        was_sent(session, office, delivery, "its journal copy arrived", reading.now)
        return Handled(state="done", why="copie d'un envoi incertain : il était bien parti")
    if linked_client_answered(office, reading):
        hold_conversation(session, office, reading, "un collègue a répondu lui-même")
        return Handled(state="done", why="un collègue a répondu : les relances de ce client attendent")
    return Handled(state="done", why="message du cabinet, sans effet")


def linked_client_answered(office: Office, reading: Reading) -> bool:
    """Did a person of the firm, and not the bot, write in a client's thread?"""
    by_hand = reading.mail.from_address != office.settings.mailbox.address and not reading.understood.robot
    return by_hand and reading.linked.client is not None
