"""A print run: every letter that waits goes into one PDF for the printer, sorted, and the registered ones into a list.

What became untrue since the gate let it go is taken out; what does not fit the envelope's window waits and is named.
Printing is sending: who prints takes the letters to the post that day. A run can be made again from the books.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.deciding.gate import FallOut, Wait
from mailbot.core.errors import Refused
from mailbot.core.reminder import ReminderStatus
from mailbot.outbound.post_pdf import joined, misplaced
from mailbot.outbound.postal_address import postal_address
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import postings, reminders
from mailbot.store.post_tables import PostingRow
from mailbot.store.tables import ClientRow, ReminderRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.record_post import by_post_alone, cancelled, printed
from mailbot.tasks.sending.release_reminders import ask_again

LIST_COLUMNS = (
    "letter", "client", "name", "address", "postcode", "city", "country", "reference", "number", "delivered_on",
)  # fmt: skip
Letter = tuple[PostingRow, ReminderRow, ClientRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRun:
    """What a run came to: its PDF and the list of its registered letters (CSV), both empty where there was none; who
    waits and why, who was taken out and why."""

    number: int
    printed: int
    pdf: bytes
    registered: bytes
    waiting: tuple[tuple[str, str], ...] = ()
    taken_out: tuple[tuple[str, str], ...] = ()


def print_run(office: Office, by: Decider, now: datetime) -> PostRun:
    """Print what waits and count it as sent. Letters are looked at and joined with no transaction open."""
    good, waiting, out = sifted(office, by, now)
    if not good:
        return PostRun(number=0, printed=0, pdf=b"", registered=b"", waiting=waiting, taken_out=out)
    pdf = pages(office, good)
    with office.books.write() as session:
        number = postings.next_run(session)
        for posting, _, _ in good:
            row = session.get_one(PostingRow, posting.id)
            if row.status != postings.WAITING:
                raise Refused("Une autre impression est en cours : recommencez, rien n'a été compté.")
            printed(session, office, row, number, by, now)
    return PostRun(
        number=number, printed=len(good), pdf=pdf, registered=_list(good), waiting=waiting, taken_out=out
    )  # fmt: skip


def print_again(office: Office, number: int) -> PostRun:
    """The same PDF and list of an earlier run; changes nothing. Raises Refused for a run that never was."""
    with office.books.read() as session:
        letters = postings.of_status(session, postings.PRINTED, number)
    if not letters:
        raise Refused(f"Aucune liasse n'a le numéro {number}.")
    return PostRun(number=number, printed=len(letters), pdf=pages(office, letters), registered=_list(letters))


def sifted(
    office: Office, by: Decider, now: datetime
) -> tuple[list[Letter], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The letters that wait, asked of the gate and looked at: those that may leave; those that wait and those taken
    out, each with its reason."""
    good: list[Letter] = []
    waiting: list[tuple[str, str]] = []
    out: list[tuple[str, str]] = []
    with office.books.write() as session:
        for letter in postings.of_status(session, postings.WAITING):
            posting, _, client = letter
            match _judged(session, office, letter, now):
                case FallOut(reasons=reasons):
                    cancelled(session, posting, "; ".join(reasons), by, now)
                    out.append((client.name, "; ".join(reasons)))
                case Wait(reason=reason):
                    waiting.append((client.name, reason))
                case _:
                    good.append(letter)
    fitting = []
    for letter in good:
        _, reminder, client = letter
        address = postal_address(clients.to_client(client), office.firm.country, office.firm.language).lines
        why = misplaced(office.blobs.get(reminder.letter_sha), address)
        if why:
            waiting.append((client.name, why))
        else:
            fitting.append(letter)
    return fitting, tuple(waiting), tuple(out)


def _judged(session: Session, office: Office, letter: Letter, now: datetime) -> FallOut | Wait | None:
    """Is what the letter says still true? The gate says; of a letter whose mail has left, whether anything is owed."""
    _, reminder, client = letter
    if not (client.address and client.city):
        return Wait("adresse postale incomplète")
    if reminder.status == ReminderStatus.RELEASED:
        said = ask_again(session, office, [reminder.id], now, on_paper=True)[reminder.id]
        return said if isinstance(said, FallOut | Wait) else None
    if reminder.status != ReminderStatus.SENT:
        return Wait("le courriel n'est pas encore parti")
    lines = reminders.lines(session, reminder.id)
    owed = invoices.by_ids(session, [line.invoice_id for line in lines if line.open_minor > 0])
    return None if any(row.open_minor > 0 for row in owed.values()) else FallOut(("réglée depuis",))


def pages(office: Office, letters: Sequence[Letter]) -> bytes:
    """The pages of these letters in one PDF; one that goes on paper only brings the invoices that its mail would."""
    documents = []
    for _, reminder, _ in letters:
        rest = [item["sha"] for item in reminder.attachments if item["sha"] != reminder.letter_sha]
        parts = [reminder.letter_sha, *(rest if by_post_alone(reminder) else ())]
        documents.append([office.blobs.get(sha) for sha in parts])
    return joined(documents, duplex=office.settings.post.duplex)


def _list(letters: Sequence[Letter]) -> bytes:
    """The registered letters as CSV that a spreadsheet opens; the post's numbers and days are to be filled in."""
    registered = [letter for letter in letters if letter[0].registered]
    if not registered:
        return b""
    file = io.StringIO(newline="")
    out = csv.writer(file, delimiter=";")
    out.writerow(LIST_COLUMNS)
    for posting, reminder, client in registered:
        street = client.address.replace("\n", ", ")
        place = (street, client.postcode, client.city, client.country)
        out.writerow((posting.id, client.code, _safe(client.name), *map(_safe, place), reminder.id, posting.number, ""))
    return file.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    """No client's name becomes a formula in a spreadsheet."""
    return f"'{text}" if text[:1] in "=+-@\t" and text else text
