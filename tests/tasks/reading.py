"""What tests of corrections and answers do: a client writes, a person decides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from mailbot.core.history import verify as broken_line
from mailbot.core.reading.corrections import Verdict
from mailbot.store import history
from mailbot.store.reading_tables import AliasRow, AnswerRow, CorrectionRow
from mailbot.store.tables import AlertRow, ContactRow, EventRow, HoldRow, InboxRow
from mailbot.tasks.correcting.correct_message import Corrected, CorrectionOrder, correct_message
from mailbot.tasks.correcting.undo_correction import undo_correction
from mailbot.tasks.desk.decider import Decider
from tests.firm import ASSISTANT, Firm

BY = Decider(email=ASSISTANT, via="admin")


def client_answers(firm: Firm, text: str, *, sender: str = "compta@dupont.example", at: str = "") -> InboxRow:
    """The client answers the reminder; gives the message as the books have it."""
    mail = firm.inbox_of("compta@dupont.example")[0]
    firm.at(at or "2026-11-18T10:00").answers(sender, mail, text)
    firm.tick()
    return firm.messages()[-1]


def writes(firm: Firm, sender: str, subject: str, text: str, **headers: str) -> InboxRow:
    """Somebody writes outside of any thread."""
    firm.writes(sender, subject, text, **headers)
    firm.tick()
    return firm.messages()[-1]


def decides(
    firm: Firm,
    message: InboxRow,
    verdict: Verdict,
    *,
    day: date | None = None,
    amount: str = "",
    numbers: tuple[str, ...] = (),
    client: str = "",
) -> Corrected:
    """The assistant says what the message means."""
    order = CorrectionOrder(
        message_id=message.id, verdict=verdict, day=day, amount=Decimal(amount) if amount else None, numbers=numbers,
        client_code=client,
    )  # fmt: skip
    with firm.office.books.write() as session:
        return correct_message(session, firm.office, order, BY, firm.now)


def undoes(firm: Firm, done: Corrected) -> None:
    """The assistant takes the decision back."""
    with firm.office.books.write() as session:
        undo_correction(session, firm.office, done.row.id, BY, firm.now)


def running(firm: Firm) -> list[tuple[str, str, str]]:
    """The holds that nobody ended: kind, last day, author."""
    with firm.office.books.read() as session:
        rows = session.scalars(select(HoldRow).where(HoldRow.ended_at.is_(None)).order_by(HoldRow.id))
        return [(row.kind, row.until.isoformat() if row.until else "", row.author) for row in rows]


def message(firm: Firm, key: int) -> InboxRow:
    with firm.office.books.read() as session:
        return session.get_one(InboxRow, key)


def corrections(firm: Firm) -> list[CorrectionRow]:
    with firm.office.books.read() as session:
        return list(session.scalars(select(CorrectionRow).order_by(CorrectionRow.id)))


def aliases(firm: Firm) -> list[tuple[str, str]]:
    """What is learned and not forgotten."""
    with firm.office.books.read() as session:
        rows = session.scalars(select(AliasRow).where(AliasRow.undone_at.is_(None)).order_by(AliasRow.id))
        return [(row.kind, row.value) for row in rows]


def answers(firm: Firm) -> list[AnswerRow]:
    with firm.office.books.read() as session:
        return list(session.scalars(select(AnswerRow).order_by(AnswerRow.id)))


def contacts(firm: Firm) -> list[tuple[str, str]]:
    with firm.office.books.read() as session:
        return [(row.role, row.email) for row in session.scalars(select(ContactRow).order_by(ContactRow.id))]


def alerts(firm: Firm, *, open_only: bool = True) -> list[AlertRow]:
    with firm.office.books.read() as session:
        query = select(AlertRow).where(AlertRow.kind == "client_request").order_by(AlertRow.id)
        return [row for row in session.scalars(query) if row.done_at is None or not open_only]


def told(firm: Firm, kind: str) -> list[EventRow]:
    """The history's lines of this kind, newest first; its chain holds."""
    with firm.office.books.read() as session:
        assert broken_line(history.lines(session)) is None
        return list(session.scalars(select(EventRow).where(EventRow.kind == kind).order_by(EventRow.id.desc())))
