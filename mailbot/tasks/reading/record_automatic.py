"""Messages of machines: bounces, absences, and copies of our own mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.core.reading.reactions import Effect, react
from mailbot.core.reminder import ReminderStatus
from mailbot.inbound.robots import auto_submitted
from mailbot.store.debts import clients
from mailbot.store.dunning import absences, batches
from mailbot.store.mail import message_effects
from mailbot.store.tables import ClientRow
from mailbot.tasks.alerts.send_alerts import hand_over_alerts_of
from mailbot.tasks.deciding.send_digests import hand_over
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.patience import patience_of
from mailbot.tasks.reading.bounce_effects import count_bounce
from mailbot.tasks.reading.client_said import carry_out
from mailbot.tasks.reading.link_message import Linked, clients_of_address
from mailbot.tasks.reading.record_message import Handled, Reading, hold_conversation, to_person
from mailbot.tasks.reading.record_reply import FactsOfAbsence, apply_facts_of_absence, said_by
from mailbot.tasks.sending.record_delivery import was_sent

# An absence without an end is taken to last this many working days.
_AWAY_DAYS = 5


def record_bounce(session: Session, office: Office, reading: Reading) -> Handled:
    """Undelivered is not reminded: the level is taken back. Only a bounce of a message we sent counts."""
    bounce, reminder = reading.understood.bounce, reading.linked.reminder
    if bounce is None or not bounce.permanent:
        return Handled(state="done", why="retard de remise, sans effet")
    if reminder is None or reading.linked.by not in ("token", "message-id"):
        return Handled(state="done", why="non-remise d'un message qui n'est pas une relance")
    if reminder.status != ReminderStatus.SENT:
        return Handled(state="done", why="non-remise déjà comptée")
    count_bounce(session, reading.row, reminder, Decider(email="mailbot", via="mail"), reading.now)
    return Handled(
        state="done",
        why=f"non remis à {bounce.recipient} ({bounce.status or 'sans code'}) : niveau {reminder.level} décompté",
    )


def record_absence(session: Session, office: Office, reading: Reading) -> Handled:
    """Somebody is away: a client's next step waits, a partner's digest goes to the deputy. Never an answer."""
    understood, linked = reading.understood, reading.linked
    person = office.person(reading.mail.from_address)
    if person is not None:
        return _partner_away(session, office, reading, linked)
    if linked.client is None:
        return Handled(state="done", why="réponse automatique sans lien avec un client")
    facts = apply_facts_of_absence(session, office, reading)
    away = next((e for e in _effects(office, reading) if e.kind is HoldKind.ABSENT), None)
    if away is None or away.until is None:
        return _told_facts("réponse automatique, sans absence à attendre", facts)
    carry_out(session, office, said_by(reading, linked.client), [away])
    if away.review:
        why = f"absence annoncée pour longtemps : relances suspendues jusqu'au {away.until:%d/%m/%Y} seulement"
        return to_person(f"{why}{facts.why}", away.proposal)
    stand_in = understood.absence.substitute if understood.absence else ""
    until = f"absent jusqu'au {away.until:%d/%m/%Y}{f', remplacé par {stand_in}' if stand_in else ''}"
    return _told_facts(until, facts, away.proposal)


def _effects(office: Office, reading: Reading) -> tuple[Effect, ...]:
    return react(reading.understood, office.day(reading.now), office.calendar, patience=patience_of(office))


def _told_facts(why: str, facts: FactsOfAbsence, proposal: str = "") -> Handled:
    """The next step waits; what the automatic reply told besides may need a person."""
    said = " ; ".join(one for one in (proposal, facts.proposal) if one)
    return Handled(state="review" if facts.waits else "done", why=f"{why}{facts.why}", proposal=said)


def _partner_away(session: Session, office: Office, reading: Reading, linked: Linked) -> Handled:
    """Batches and alerts that wait for them go to a deputy now, later alerts as long as they are away."""
    who, now = reading.mail.from_address.lower(), reading.now
    waiting = [linked.batch] if linked.batch is not None else batches.undecided_of(session, who)
    handed = [batch for batch in waiting if hand_over(session, office, batch, "absence", now)]
    absences.note(session, who, _away_until(office, reading), office.day(now))
    hand_over_alerts_of(session, office, who, now)
    if handed:
        return Handled(state="done", why=f"associé absent : {len(handed)} lot(s) confié(s) au remplaçant")
    return Handled(state="done", why="absence d'une personne du cabinet")


def _away_until(office: Office, reading: Reading) -> date:
    """The day that the reply names; without one, or one that is over, a working week."""
    absence, today = reading.understood.absence, office.day(reading.now)
    until = absence.until if absence else None
    return until if until and until >= today else office.calendar.add_working_days(today, _AWAY_DAYS)


def record_own(session: Session, office: Office, reading: Reading) -> Handled:
    """A copy of our own message came back (journal copy): it proves that a doubtful one was sent."""
    delivery = reading.linked.delivery
    if delivery is not None and delivery.status == "unknown" and reading.mail.message_id == delivery.message_id:
        was_sent(session, office, delivery, "its journal copy arrived", reading.now)
        return Handled(state="done", why="copie d'un envoi incertain : il était bien parti")
    client = _written_to(session, reading) if _by_hand(office, reading) else None
    if client is None:
        return Handled(state="done", why="message du cabinet, sans effet")
    about_them = replace(reading, linked=replace(reading.linked, client=client))
    hold_conversation(session, office, about_them, "un collègue a répondu lui-même")
    today = office.day(reading.now)
    clients.contacted(client, min(office.day(reading.mail.date), today) if reading.mail.date else today)
    return Handled(state="done", why="un collègue a répondu : les relances de ce client attendent")


def _by_hand(office: Office, reading: Reading) -> bool:
    """Did a person of the firm write this, and not the bot? A person may write in the shared mailbox's name; what the
    bot sends says that it is automatic."""
    mail, delivery = reading.mail, reading.linked.delivery
    if mail.from_address == office.settings.mailbox.address:
        return not auto_submitted(mail) and not (delivery and delivery.message_id == mail.message_id)
    return not reading.understood.robot


def _written_to(session: Session, reading: Reading) -> ClientRow | None:
    """The client in whose thread it is - ours, or one that the client began - else the one whom it is addressed to."""
    if reading.linked.client is not None:
        return reading.linked.client
    mail = reading.mail
    writer = message_effects.client_of_thread(session, (*mail.in_reply_to, *mail.references))
    if writer is not None:
        return clients.by_id(session, writer)
    found = {row.id: row for to in (*mail.to, *mail.cc) for row in clients_of_address(session, to)}
    return next(iter(found.values())) if len(found) == 1 else None
