"""A person reminded by phone, by post or in person and writes it down: it counts like a reminder that was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from sqlalchemy.orm import Session

from mailbot.core.deciding.hand_made import CONTACT, IN_VAIN, Outcome, Subject, hand_made
from mailbot.core.deciding.policy import ladder_of
from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.core.reminder import ByHand, ReminderStatus
from mailbot.store import history
from mailbot.store.call_tables import CallRow
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import hand_made as books_of_contacts
from mailbot.store.dunning import levels, reminders
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow, ReminderRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.holds.calls import call_made
from mailbot.tasks.holds.contact_order import ContactOrder, about, by_currency, check
from mailbot.tasks.holds.manage_holds import HoldOrder, said, set_hold
from mailbot.tasks.holds.relink import link_anew

_WAYS = {ByHand.PHONE: "par téléphone", ByHand.POST: "par courrier", ByHand.IN_PERSON: "de vive voix"}
_OUTCOMES = {
    Outcome.REACHED: "",
    Outcome.VOICEMAIL: ", message laissé",
    Outcome.NO_ANSWER: ", pas de réponse",
    Outcome.PROMISE: ", règlement promis",
    Outcome.DISPUTE: ", contesté",
    Outcome.REFUSED: ", refus de payer",
    Outcome.WRONG_NUMBER: ", mauvais numéro",
}
_HOLDS = {Outcome.PROMISE: HoldKind.PROMISE, Outcome.DISPUTE: HoldKind.DISPUTE}


@dataclass(frozen=True, slots=True)
class Recorded:
    """The reminders it became (one per currency), their client, the holds that came of what was said, and the call that
    is to be made again."""

    rows: tuple[ReminderRow, ...]
    client: ClientRow
    holds: tuple[HoldRow, ...]
    again: CallRow | None = None


@dataclass(frozen=True, slots=True)
class _Desk:
    """One order being carried out: where, which, by whom, when."""

    session: Session
    office: Office
    order: ContactOrder
    by: Decider
    now: datetime

    @property
    def made_at(self) -> datetime:
        """The instant that stands for the day of the contact: now, or noon of a day that is over."""
        on = self.order.contact.on
        if on == self.office.day(self.now):
            return self.now
        return datetime.combine(on, time(12), tzinfo=self.office.zone).astimezone(UTC)


def record_contact(session: Session, office: Office, order: ContactOrder, by: Decider, now: datetime) -> Recorded:
    """Write it down: levels and the last contact count, reminders about the same invoices that wait are taken back.

    Raises Refused without a note, for a day to come or before an invoice was issued, when nothing is owed there, for an
    outcome that such a contact cannot have, a promise without its day, and as `hand_made` does.
    """
    desk = _Desk(session, office, order, by, now)
    check(order, office.day(now))
    client, rows = about(session, order)
    clients.lock(session, client.id)
    counts = order.contact.outcome not in IN_VAIN
    if counts:
        _take_back(desk, rows)
    made = tuple(_add(desk, client, some) for some in by_currency(rows))
    if counts:
        clients.contacted(client, order.contact.on)
    held = tuple(_holds(desk, client, rows))
    for row in made:
        history.append(session, _entry(desk, row, held))
    invoices.wake(session, client.id)
    contact, again = order.contact, None
    if contact.by is ByHand.PHONE:
        again = call_made(session, office, client, made, contact.outcome, contact.on, by, now)
    return Recorded(made, client, held, again)


def _take_back(desk: _Desk, rows: Sequence[InvoiceRow]) -> None:
    """The client has just been reminded: what waits about the same invoices is planned anew, in its time."""
    why = f"relance faite {_WAYS[desk.order.contact.by]} le {desk.order.contact.on:%d/%m/%Y}"
    for waiting in books_of_contacts.waiting_about(desk.session, [row.id for row in rows]):
        reminders.move(desk.session, waiting, ReminderStatus.FELL_OUT, why)
        entry = history.Entry(
            at=desk.now,
            actor=desk.by.email,
            kind="reminder_fell_out",
            client_id=waiting.client_id,
            reminder_id=waiting.id,
            text=f"retirée : {why}",
        )
        history.append(desk.session, entry)


def _add(desk: _Desk, client: ClientRow, rows: Sequence[InvoiceRow]) -> ReminderRow:
    session, office, contact = desk.session, desk.office, desk.order.contact
    leaving = books_of_contacts.leaving(session, [row.id for row in rows])
    person = clients.to_client(client)
    values = [invoices.to_invoice(row) for row in rows]
    subjects = [Subject(one, ladder_of(one, person, office.ladders), one.id in leaving) for one in values]
    plan = hand_made(person, subjects, contact, office.calendar)
    partner = plan.partner if office.person(plan.partner) else office.settings.default_partner
    row = books_of_contacts.add(session, replace(plan, partner=partner), said(desk.order.note), desk.made_at, desk.now)
    if row is None:
        raise Refused("Ce niveau est déjà compté pour l'une de ces factures : choisissez-en un autre (--level).")
    row.approved_by, row.approved_via, row.approved_at = desk.by.email, desk.by.via, desk.now
    if contact.outcome in IN_VAIN:
        row.status, row.status_why = ReminderStatus.FAILED, _OUTCOMES[contact.outcome].removeprefix(", ")
    levels.count_levels(session, row, contact.on)
    link_anew(session, office, [line.invoice_id for line in plan.lines if line.advanced], row)
    return row


def _holds(desk: _Desk, client: ClientRow, rows: Sequence[InvoiceRow]) -> Iterator[HoldRow]:
    """A promise or a dispute keeps further reminders back: of the invoices named, else of the client; of the client too
    when one amount is promised for several."""
    order = desk.order
    kind = _HOLDS.get(order.contact.outcome)
    whole = not order.numbers or (order.amount is not None and len(rows) > 1)
    for invoice_id in [None] if whole else [row.id for row in rows]:
        if kind is not None:
            wish = HoldOrder(
                client_id=client.id,
                kind=kind,
                reason=said(order.note),
                invoice_id=invoice_id,
                promised_on=order.promised_on,
                amount=None if order.amount is None else Money.of(order.amount, rows[0].currency),
            )
            yield set_hold(desk.session, desk.office, wish, desk.by, desk.now)


def _entry(desk: _Desk, row: ReminderRow, held: Sequence[HoldRow]) -> history.Entry:
    contact = desk.order.contact
    numbers = ", ".join(line.number for line in reminders.lines(desk.session, row.id))
    level = "" if row.level_name == CONTACT else f"{row.level_name} "
    when = "" if contact.on == desk.office.day(desk.now) else f" le {contact.on:%d/%m/%Y}"
    return history.Entry(
        at=desk.now,
        actor=desk.by.email,
        kind="reminder_by_hand",
        client_id=row.client_id,
        reminder_id=row.id,
        text=f"{level}{_WAYS[contact.by]}{when}{_OUTCOMES[contact.outcome]} ({numbers}) - {row.note}",
        data={
            "via": desk.by.via,
            "on": contact.on.isoformat(),
            "channel": contact.by.value,
            "outcome": contact.outcome.value,
            "level": row.level,
            "holds": [hold.id for hold in held],
        },
    )
