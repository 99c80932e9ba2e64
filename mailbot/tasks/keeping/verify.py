"""Do the invariants hold in these books? Each check reads; what is broken is said in one sentence with its number.

1 nothing paid or refused is reminded · 2 nothing leaves twice · 3 every message ends once and is kept · 4 every cent
is somewhere · 5 nobody unproved is obeyed · 6 what was sent is what was approved · 7 no robot is answered · 8 the
history is whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from mailbot.core.history import verify as first_broken_line
from mailbot.core.money import Money
from mailbot.inbound.parse import Mail, parse
from mailbot.store import history
from mailbot.store.checking import checks, checks_books, checks_inbox
from mailbot.store.debts import invoices
from mailbot.store.dunning import reminders
from mailbot.store.money import doubtful
from mailbot.store.tables import ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.read_inbox import MAX_ATTEMPTS
from mailbot.tasks.sending.content import stored_hash

# Pictures of the page travel as parts of their own, named p1.png, p2.png …
_INLINE = re.compile(r"p\d+\.\w+")
_SOURCE = re.compile(r'src="(?:cid|data):[^"]*"')


def verify(office: Office) -> list[str]:
    """Every broken invariant in words; empty when all hold."""
    with office.books.read() as session:
        return [f"Invariant {number}: {said}" for number, check in CHECKS for said in check(session, office)]


def _nothing_settled_or_refused(session: Session, office: Office) -> Iterator[str]:
    for key, number, printed, right in checks.stale_balances(session):
        yield f"reminder {key} asked for {_euros(printed)} on {number}, of which {_euros(right)} was open when it left."
    for held in checks.running_holds(session):
        if held.until is None or held.until >= office.day(held.released_at):
            yield f"reminder {held.reminder_id} left although {held.number} was held back ({held.kind})."


def _nothing_twice(session: Session, office: Office) -> Iterator[str]:
    for number, level, cycle, times in checks.sent_twice(session):
        yield f"level {level} of {number} left {times} times (cycle {cycle})."
    for key, count in checks.handed_over_twice(session):
        yield f"reminder {key} has {count} deliveries."


def _every_message_ends(session: Session, office: Office) -> Iterator[str]:
    for key, state in checks_inbox.unended_messages(session, MAX_ATTEMPTS):
        yield f"message {key} did not end properly (it is {state})."
    for what, sha in checks.kept_bytes(session):
        try:
            content = office.blobs.get(sha)
        except KeyError:
            yield f"the bytes of a {what} are lost ({sha})."
            continue
        if hashlib.sha256(content).hexdigest() != sha:
            yield f"the bytes of a {what} were changed ({sha})."


def _every_cent(session: Session, office: Office) -> Iterator[str]:
    yield from (f"invoice {said}." for said in invoices.balance_problems(session))
    yield from (f"{said}." for said in checks_books.payment_problems(session))
    for key, status in checks_books.uncounted_uses(session):
        yield f"payment {key} is {status} and was used all the same."
    yield from (f"{said}." for said in checks_books.entry_problems(session))
    yield from (f"{said}." for said in checks_books.booking_problems(session))
    for number, held, still_open, flagged in () if _cash(office) else doubtful.disagreements(session):
        there = "is with the doubtful customers" if flagged else "is not with the doubtful customers"
        yield f"{number} {there}: their account holds {_euros(held)} of it, {_euros(still_open)} is open."
    for number, left in checks.overpaid(session):
        yield f"{number} is settled beyond its amount ({_euros(left)})."
    for key, status in checks.uncounted_allocations(session):
        yield f"payment {key} is {status} and lies on an invoice all the same."


def _cash(office: Office) -> bool:
    return office.settings.accounting.method == "cash"


def _nobody_unproved(session: Session, office: Office) -> Iterator[str]:
    for key in checks_inbox.unproved_payments(session):
        yield f"payment {key} counts although its mail is not proved."
    for key, proved in checks_inbox.approvals_by_mail(session):
        if not proved:
            yield f"reminder {key} was approved by mail, and no proved answer says so."
    for key in checks_inbox.commands_by_mail(session):
        yield f"hold {key} was ordered by a mail that is not proved."


def _sent_as_approved(session: Session, office: Office) -> Iterator[str]:
    for row, delivery in checks.released(session):
        lines = reminders.lines(session, row.id)
        if not row.approved_hash or row.approved_hash != stored_hash(row, lines):
            yield f"reminder {row.id} is not what was approved."
            continue
        try:
            mail = parse(office.blobs.get(delivery.raw_sha))
        except KeyError:
            continue  # told as lost bytes already
        different = _difference(row, mail)
        if different:
            yield f"reminder {row.id} left with another {different} than approved."


def _difference(row: ReminderRow, mail: Mail) -> str:
    """What of the message is not as stored; empty when all is."""
    if mail.subject.split() != row.subject.split():  # a reader makes plain spaces of unbreakable ones
        return "subject"
    if _plain(mail.text) != _plain(row.body_text):
        return "text"
    if mail.to != (row.recipient,) or mail.message_id != row.message_id:
        return "address"
    if _bare(mail.html) != _bare(row.body_html):
        return "page"
    wanted = [item["sha"] for item in row.attachments]
    sent = [hashlib.sha256(one.content).hexdigest() for one in mail.attachments if not _INLINE.fullmatch(one.name)]
    return "" if sorted(wanted) == sorted(sent) else "attachment"


def _bare(html: str) -> list[str]:
    """Without the pictures' places, which differ between a stored page and a sent one."""
    return _plain(_SOURCE.sub("", html))


def _plain(text: str) -> list[str]:
    return text.replace("\r\n", "\n").strip().split("\n")


def _no_robot_answered(session: Session, office: Office) -> Iterator[str]:
    for key, sender in checks_inbox.answers_to_robots(session):
        yield f"message {key} of a machine ({sender or 'no sender'}) was answered."


def _history_whole(session: Session, office: Office) -> Iterator[str]:
    broken = first_broken_line(history.lines(session))
    if broken is not None:
        yield f"line {broken + 1} of the history does not follow from the one before it."


def _euros(minor: int) -> str:
    return str(Money.from_minor(minor).amount)


CHECKS: tuple[tuple[int, Callable[[Session, Office], Iterator[str]]], ...] = (
    (1, _nothing_settled_or_refused),
    (2, _nothing_twice),
    (3, _every_message_ends),
    (4, _every_cent),
    (5, _nobody_unproved),
    (6, _sent_as_approved),
    (7, _no_robot_answered),
    (8, _history_whole),
)
