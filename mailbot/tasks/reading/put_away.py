"""After a message was handled, the server's copy goes into the folder that says so. Nothing is lost when it cannot."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.core.errors import MailboxLost, TryLater, UserError
from mailbot.core.reading.understood import Kind
from mailbot.inbound.mailbox import Mailbox
from mailbot.store.mail import inbox
from mailbot.store.tables import InboxRow
from mailbot.tasks.desk.office import Office

_ENOUGH = 3  # refusals in a row after which the rest waits for the next turn: the mailbox is full, or may only be read
_WAITS = ("review", "quarantined")


@dataclass(slots=True)
class PutAwayReport:
    """How many copies were put away; `trouble` is the last sentence of the server when some could not be."""

    moved: int = 0
    left: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Copy:
    key: int
    row: InboxRow
    target: str
    star: bool


def put_away(office: Office, mailbox: Mailbox) -> PutAwayReport:
    """Move the server's copies of handled messages into their folders.

    One that cannot be moved stays where it is and is tried again at the next turn; a person may also have moved it.
    Raises MailboxLost; what was moved until then is noted.
    """
    report = PutAwayReport()
    done: list[int] = []
    try:
        _move_all(mailbox, _copies(office), report, done)
    finally:
        with office.books.write() as session:
            inbox.mark_moved(session, done)
        report.moved = len(done)
    return report


def _copies(office: Office) -> list[_Copy]:
    with office.books.read() as session:
        found = [(row, inbox.original(session, row)) for row in inbox.to_move(session, office.settings.mailbox.address)]
    return [
        _Copy(row.id, row, _target(office, handled), handled.state in _WAITS and handled.resolved_at is None)
        for row, handled in found
        if handled.state != "new"
    ]


def _move_all(mailbox: Mailbox, copies: list[_Copy], report: PutAwayReport, done: list[int]) -> None:
    in_a_row = 0
    for at, copy in enumerate(copies):
        try:
            mailbox.put_away(copy.row.folder, copy.row.uidvalidity, copy.row.uid, copy.target, star=copy.star)
        except MailboxLost:
            raise
        except (UserError, TryLater) as error:
            report.trouble, in_a_row = str(error), in_a_row + 1
            report.left += 1
            if in_a_row == _ENOUGH:
                report.left += len(copies) - at - 1
                return
        else:
            done.append(copy.key)
            in_a_row = 0


def _target(office: Office, row: InboxRow) -> str:
    folders = office.settings.mailbox.folders
    if row.state == "quarantined":
        return folders.quarantine
    if row.state == "review":
        return folders.done if row.resolved_at else folders.review
    if row.kind == Kind.OTHER:
        return folders.rejected
    return folders.bank if row.kind == Kind.BANK_NOTIFICATION else folders.done
