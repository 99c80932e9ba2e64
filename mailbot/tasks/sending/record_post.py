"""Letters on paper, in the books: queued by the gate, printed and so sent, received, come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.errors import Refused
from mailbot.core.reminder import Channel, ReminderStatus
from mailbot.outbound.postal_address import postal_address
from mailbot.store import history
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import levels, postings, reminders
from mailbot.store.post_tables import PostingRow
from mailbot.store.tables import InvoiceRow, ReminderRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.holds.manage_holds import said
from mailbot.tasks.law.claim_penalties import claim_sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What is known of a letter that was posted: the post's number for it, the day it was received; None: not said."""

    number: str | None = None
    delivered_on: date | None = None


def by_post_alone(row: ReminderRow) -> bool:
    """Does it leave on paper only, with no mail?"""
    return row.channel == Channel.LETTER and not row.quotes


def address_line(office: Office, client: Client) -> str:
    """Where a letter goes, on one line: what is approved, and compared at the gate. Empty without a full address."""
    if not (client.address and client.city):
        return ""
    return ", ".join(postal_address(client, office.firm.country, office.firm.language).lines)


def posted_as(office: Office, row: ReminderRow) -> str:
    """How this reminder goes on paper: `none`, `plain` or `registered`, as its level says."""
    ladder = office.ladders.get(row.ladder)
    level = ladder.level(row.level) if ladder else None
    how = level.post if level and row.letter_sha else "none"
    return "plain" if how == "none" and by_post_alone(row) else how


def queue_letter(session: Session, office: Office, row: ReminderRow, now: datetime) -> PostingRow | None:
    """The letter waits for the next print run; None when its level does not go on paper, or when it waits already."""
    how = posted_as(office, row)
    return None if how == "none" else postings.add(session, row.id, now, registered=how == "registered")


def printed(session: Session, office: Office, posting: PostingRow, run: int, by: Decider, now: datetime) -> None:
    """The letter was printed and goes with the day's post: a reminder that leaves on paper only is sent by that."""
    posting.run = run
    row = _sent(session, office, posting, by, now)
    _tell(session, row, "letter_printed", f"{_kind(posting)} imprimée, liasse {run}", by, now)


def handed_over(session: Session, office: Office, posting: PostingRow, name: str, by: Decider, now: datetime) -> None:
    """A service took the letter, to print and post it: it counts as sent. `name`: what the service calls it."""
    posting.provider_id, posting.refusal = name, ""
    row = _sent(session, office, posting, by, now)
    _tell(session, row, "letter_handed_over", f"{_kind(posting)} confiée au prestataire ({name})", by, now)


def not_taken(session: Session, posting: PostingRow, why: str, by: Decider, now: datetime) -> None:
    """The service refused the letter: it stays to be printed here."""
    posting.status, posting.refusal = postings.WAITING, why
    row = session.get_one(ReminderRow, posting.reminder_id)
    _tell(session, row, "letter_not_taken", f"refusée par le prestataire, à imprimer ici : {why}", by, now)


def never_posted(session: Session, key: int, why: str, by: Decider, now: datetime) -> None:
    """The service had taken the letter and could not post it: nobody was reminded by it."""
    posting = session.get_one(PostingRow, key)
    row = _came_back(session, posting, why, reminded=False)
    _tell(session, row, "letter_returned", f"jamais postée par le prestataire : {why}", by, now)


def _kind(posting: PostingRow) -> str:
    return "lettre recommandée" if posting.registered else "lettre"


def _sent(session: Session, office: Office, posting: PostingRow, by: Decider, now: datetime) -> ReminderRow:
    """The letter is on its way: a reminder that leaves on paper only is sent by that."""
    posting.status, posting.printed_at, posting.printed_by = postings.PRINTED, now, by.email
    row = session.get_one(ReminderRow, posting.reminder_id)
    day = office.day(now)
    if row.status == ReminderStatus.RELEASED:
        reminders.move(session, row, ReminderStatus.SENT)
        row.sent_at = now
        levels.count_levels(session, row, day)
        claim_sent(session, row, now)
    client = clients.by_id(session, row.client_id)
    if client is not None:
        clients.contacted(client, day)
    return row


def cancelled(session: Session, posting: PostingRow, why: str, by: Decider, now: datetime) -> None:
    """What the letter says is no longer true: it is not printed."""
    posting.status, posting.why = postings.CANCELLED, why
    row = session.get_one(ReminderRow, posting.reminder_id)
    if row.status == ReminderStatus.RELEASED:
        reminders.move(session, row, ReminderStatus.FAILED, why)
        invoices.wake(session, row.client_id)
    _tell(session, row, "letter_withdrawn", f"lettre retirée avant l'impression : {why}", by, now)


def note_received(
    session: Session, office: Office, key: int, received: Received, by: Decider, now: datetime
) -> PostingRow:
    """Write down the post's number and the day of delivery. From that day on the days that the level gives are counted;
    the date printed in the letter never moves forward. Said anew, it replaces what was said.

    Raises Refused for a letter that was not printed, and for a delivery before that or in the future.
    """
    posting = postings.get(session, key)
    if posting is None or posting.status not in (postings.PRINTED, postings.RETURNED) or posting.printed_at is None:
        raise Refused(f"Aucune lettre imprimée n'a le numéro {key}.")
    row = session.get_one(ReminderRow, posting.reminder_id)
    if received.number is not None:
        posting.number = received.number.strip()
        _tell(session, row, "letter_numbered", f"recommandé n° {posting.number}", by, now)
    if received.delivered_on is not None:
        on = received.delivered_on
        if not office.day(posting.printed_at) <= on <= office.day(now):
            raise Refused(f"Lettre {key} : le {on:%d/%m/%Y} n'est pas entre l'impression et ce jour.")
        posting.delivered_on = received.delivered_on
        until = _deadline(office, row, received.delivered_on)
        _move_deadline(session, row, until)
        said_until = f", délai jusqu'au {until:%d/%m/%Y}" if until else ""
        _tell(session, row, "letter_received", f"reçue le {received.delivered_on:%d/%m/%Y}{said_until}", by, now)
    return posting


def came_back(session: Session, key: int, why: str, by: Decider, now: datetime) -> PostingRow:
    """The letter came back. One that left on paper only did not remind: its level is taken back. A registered letter
    that was not collected has its effect all the same (the day it was presented may be noted)."""
    reason = said(why)
    posting = postings.get(session, key)
    if posting is None or posting.status != postings.PRINTED:
        raise Refused(f"Aucune lettre imprimée n'a le numéro {key}, ou elle est déjà revenue.")
    row = _came_back(session, posting, reason, reminded=posting.registered)
    _tell(session, row, "letter_returned", f"lettre revenue : {reason}", by, now)
    return posting


def _came_back(session: Session, posting: PostingRow, why: str, *, reminded: bool) -> ReminderRow:
    posting.status, posting.why = postings.RETURNED, why
    row = session.get_one(ReminderRow, posting.reminder_id)
    if by_post_alone(row) and not reminded and row.status == ReminderStatus.SENT:
        levels.uncount_levels(session, row)
        reminders.move(session, row, ReminderStatus.BOUNCED, why)
        invoices.wake(session, row.client_id)
    return row


def _deadline(office: Office, row: ReminderRow, received_on: date) -> date | None:
    """The last day to pay when the level's days run from the reception, never before the day that is printed."""
    ladder = office.ladders.get(row.ladder)
    level = ladder.level(row.level) if ladder else None
    if row.deadline_on is None or level is None or level.deadline_days is None:
        return row.deadline_on
    return max(row.deadline_on, office.calendar.forward(received_on + timedelta(days=level.deadline_days)))


def _move_deadline(session: Session, row: ReminderRow, until: date | None) -> None:
    for line in reminders.lines(session, row.id):
        invoice = session.get_one(InvoiceRow, line.invoice_id)
        if line.advanced and invoice.level == line.level and invoice.cycle == line.cycle:
            invoice.deadline_on = until
    invoices.wake(session, row.client_id)


def _tell(session: Session, row: ReminderRow, kind: str, text: str, by: Decider, now: datetime) -> None:
    entry = history.Entry(
        at=now, actor=by.email, kind=kind, client_id=row.client_id, reminder_id=row.id, text=text,
        data={"via": by.via, "letter": row.letter_sha},
    )  # fmt: skip
    history.append(session, entry)
