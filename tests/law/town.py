"""A firm whose formal notice prints penalties, and one whose second notice does: for the tests of the side ledger."""

from datetime import date
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import select

from mailbot.store.settling_tables import PenaltyRow
from mailbot.store.tables import EventRow, PaymentRow, ReminderRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.money.record_by_hand import PaymentOrder, record_by_hand
from tests.firm import BOT, CONFIG, PARTNER, Firm, body_of

CLIENT = "compta@dupont.example"
LAWFUL = """
import: {old_debts: remind}
ladders:
  professional: &notices
    min_contact_gap: 1
    levels:
      - {number: 3, name: mise en demeure, offset: 30, deadline: 8, channel: mail+letter, formal: true, penalties: true}
      - {number: 4, name: dernier rappel, offset: 45, deadline: 8, channel: mail, penalties: true}
  consumer: *notices
  public: *notices
"""


def a_claiming_firm(folder: Path, url: str = "", more: str = "") -> Firm:
    """It knows the clock of Monday 16 November 2026, and nobody."""
    return Firm(folder, CONFIG + LAWFUL + more, url).at("2026-11-16T08:00")


def owes(firm: Firm, total: str = "3600.00", due: str = "2026-06-15", kind: str = "professional", **more: str) -> None:
    """Client C1 owes one invoice since then, or one more."""
    firm.has_client(kind=kind, **{key: more.pop(key) for key in ("country",) if key in more})
    firm.has_invoice(total=total, due=due, **{"issued_on": "2026-05-15", **more})


def pays(firm: Firm, amount: str, on: str, number: str = "F-2026-0042") -> PaymentRow:
    """Somebody writes down that so much came in, for this invoice; what exceeds it stays in hand."""
    order = PaymentOrder(
        numbers=(number,), amount=Decimal(amount), received_on=date.fromisoformat(on), label=number, why="vu en banque"
    )
    with firm.office.books.write() as session:
        return record_by_hand(session, firm.office, order, Decider(email=PARTNER, via="shell"), firm.now).payment


def is_asked(firm: Firm, day: str = "2026-11-16") -> str:
    """The partner has the digest of that day; its text."""
    firm.at(f"{day}T08:00").tick()
    return body_of(digest(firm))


def digest(firm: Firm) -> EmailMessage:
    """The last mail that asks the partner."""
    return [mail for mail in firm.inbox_of(PARTNER) if "[#d" in body_of(mail)][-1]


def leaves(firm: Firm, day: str = "2026-11-16") -> None:
    """The partner agrees, and what waited leaves within the window."""
    firm.answers(PARTNER, digest(firm), "OK")
    firm.at(f"{day}T09:00").tick()


def ledger(firm: Firm) -> list[tuple[str, str, str, str]]:
    """The side ledger: kind, amount, until, status."""
    with firm.office.books.read() as session:
        rows = session.scalars(select(PenaltyRow).order_by(PenaltyRow.id))
        return [(row.kind, f"{row.amount_minor / 100:.2f}", str(row.until), row.status) for row in rows]


def told(firm: Firm, kind: str) -> list[str]:
    """The lines of the history of this kind."""
    with firm.office.books.read() as session:
        return list(session.scalars(select(EventRow.text).where(EventRow.kind == kind).order_by(EventRow.id)))


def reminder(firm: Firm, rank: int = -1) -> ReminderRow:
    """A reminder as the books have it."""
    return firm.reminders()[rank]


def bounces(firm: Firm) -> None:
    """The last mail to the client comes back for good."""
    mail = firm.inbox_of(CLIENT)[-1]
    report = (
        "From: MAILER-DAEMON@mx.dupont.example\nTo: {bot}\nSubject: Undelivered Mail\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nThe mail could not be delivered.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.dupont.example\n\n"
        "Final-Recipient: rfc822; {client}\nAction: failed\nStatus: 5.1.1\n\n"
        "--b\nContent-Type: message/rfc822\n\nMessage-ID: {ident}\nSubject: x\n\n--b--\n"
    )
    firm.drops(report.format(bot=BOT, client=CLIENT, ident=mail["Message-ID"]).encode())
