"""A person moves a message into a folder that says what it means: a decision like one that is made on its page.

Only decisions that let reminders wait, or take back what the message itself did, have a folder: whoever can put a mail
there could as well have written it. Nothing is learned about its sender, for the same reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailbot.core.errors import MailboxLost, Refused, TryLater, UserError
from mailbot.core.reading.corrections import Verdict
from mailbot.inbound.mailbox import Fetched, Mailbox
from mailbot.store.mail import corrections, inbox
from mailbot.store.tables import InboxRow
from mailbot.tasks.correcting.correct_message import VIA_FOLDER, CorrectionOrder, correct_message
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.poll_mailbox import read_from
from mailbot.tasks.reading.read_inbox import read_inbox


@dataclass(slots=True)
class FolderReport:
    """How many messages were decided by being moved, and how many of them a person has to look at still."""

    decided: int = 0
    refused: int = 0


def obey_folders(office: Office, mailbox: Mailbox, now: datetime) -> FolderReport:
    """Decide about every message that lies in such a folder, and put it away from there.

    What arrived before the day from which mail is read stays: somebody may have kept an archive there. A folder that
    cannot be opened is passed over until the next turn. Raises MailboxLost.
    """
    report, since = FolderReport(), read_from(office)
    for verdict, folder in folders_of(office):
        try:
            if mailbox.count(folder):
                for message in mailbox.new_messages(folder, since=since):
                    _obey(office, mailbox, message, verdict, now, report)
        except MailboxLost:
            raise
        except (UserError, TryLater):
            continue
    return report


def folders_of(office: Office) -> tuple[tuple[Verdict, str], ...]:
    """The decisions that have a folder, with its name."""
    names = office.settings.mailbox.folders
    found = (
        (Verdict.DISPUTE, names.says_dispute),
        (Verdict.PAID, names.says_paid),
        (Verdict.ANSWERED, names.says_answered),
        (Verdict.NOTHING, names.says_nothing),
    )
    return tuple((verdict, folder) for verdict, folder in found if folder)


def _obey(
    office: Office, mailbox: Mailbox, message: Fetched, verdict: Verdict, now: datetime, report: FolderReport
) -> None:
    key = _known(office, message, now)
    if key is None:
        return  # it could not be read yet: it stays, and is tried again at the next turn
    names, refused = office.settings.mailbox.folders, _decide(office, key, verdict, now)
    report.refused += bool(refused)
    report.decided += not refused
    target = names.review if refused else names.done
    mailbox.put_away(message.folder, message.uidvalidity, message.uid, target, star=bool(refused))


def _known(office: Office, message: Fetched, now: datetime) -> int | None:
    """The message as the books have it; one that never was in the inbox is read first. None when it is not read yet."""
    sha, size = office.blobs.put(message.raw), message.cut_from or len(message.raw)
    with office.books.write() as session:
        row = inbox.by_bytes(session, sha, size)
        if row is None:
            arrival = inbox.Arrival(
                mailbox=office.settings.mailbox.address,
                folder=message.folder,
                uidvalidity=message.uidvalidity,
                uid=message.uid,
                sha=sha,
                size=size,
                arrived_at=message.arrived_at,
                complete=message.complete,
            )
            row = inbox.add(session, arrival)
        if row is None:
            return None
        row.moved = row.moved or row.folder == message.folder  # it is put away from here, and not by the usual way
        key, waits = row.id, row.state == "new"
    if not waits:
        return key
    read_inbox(office, now)
    with office.books.read() as session:
        return None if session.get_one(InboxRow, key).state == "new" else key


def _decide(office: Office, key: int, verdict: Verdict, now: datetime) -> str:
    """Decide, once however often the turn is interrupted; the sentence when it cannot be decided, which then waits for
    a person with the message."""
    by = Decider(email=office.settings.mailbox.address, via=VIA_FOLDER)
    try:
        with office.books.write() as session:
            standing = corrections.standing(session, key, about_client=False)
            if standing is None or (standing.verdict, standing.author) != (verdict.value, by.email):
                correct_message(session, office, CorrectionOrder(message_id=key, verdict=verdict), by, now)
    except Refused as refused:
        with office.books.write() as session:
            row = session.get_one(InboxRow, key)
            row.proposal, row.resolved_at, row.resolved_by = str(refused), None, ""
            row.state = "review" if row.state == "done" else row.state
        return str(refused)
    return ""
