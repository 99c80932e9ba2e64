"""Letters through a service that prints and posts: handed over once each, then followed until they are received.

Off unless `post.provider.url` is set. The row says that a letter is being handed over before it is; one that may have
been taken or not is not printed here, and is handed over again under the same key. What the service refuses stays to be
printed, with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mailbot.core.errors import InputError, Refused, TryLater
from mailbot.outbound.post_provider import LetterToPost, PostProvider, Progress
from mailbot.outbound.postal_address import postal_address
from mailbot.store.debts import clients
from mailbot.store.dunning import postings
from mailbot.store.post_tables import PostingRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.sending_switch import is_stopped
from mailbot.tasks.sending.post_run import Letter, pages, sifted
from mailbot.tasks.sending.record_post import (
    Received,
    came_back,
    handed_over,
    never_posted,
    not_taken,
    note_received,
)

BY = Decider(email="mailbot", via="provider")
_ASK_AGAIN = timedelta(hours=4)


@dataclass(slots=True)
class PostReport:
    """How many letters were handed over, were refused, are tried later, and of how many something new was learned."""

    handed: int = 0
    refused: int = 0
    later: int = 0
    news: int = 0
    trouble: str = ""

    def __str__(self) -> str:
        said = f"{self.handed} letters handed over, {self.refused} to print, {self.later} later, {self.news} news"
        return f"{said} ({self.trouble})" if self.trouble else said


def post_letters(office: Office, now: datetime) -> PostReport:
    """Hand over what waits, ask about what is under way. Raises Refused where no service is configured."""
    if office.post is None:
        raise Refused("Aucun prestataire d'envoi n'est configuré (post.provider).")
    provider, report = office.post(), PostReport()
    with office.books.read() as session:
        doubtful = [] if is_stopped(session) else postings.of_status(session, postings.HANDING)
    good, _, _ = sifted(office, BY, now)
    for letter in (*doubtful, *(one for one in good if not one[0].refusal)):
        _hand_over(office, provider, letter, now, report)
    _follow(office, provider, now, report)
    return report


def _hand_over(office: Office, provider: PostProvider, letter: Letter, now: datetime, report: PostReport) -> None:
    posting, reminder, client = letter
    with office.books.write() as session:
        row = session.get_one(PostingRow, posting.id)
        if row.status not in (postings.WAITING, postings.HANDING):
            return
        row.status = postings.HANDING
    address = postal_address(clients.to_client(client), office.firm.country, office.firm.language).lines
    parcel = LetterToPost(
        key=f"letter-{posting.id}-{reminder.letter_sha[:16]}", reference=f"{reminder.id}", address=address,
        country=client.country or office.firm.country, registered=posting.registered,
        duplex=office.settings.post.duplex, pdf=pages(office, [letter]),
    )  # fmt: skip
    try:
        name = provider.take(parcel)
    except TryLater as error:
        report.later, report.trouble = report.later + 1, str(error)
        return
    except InputError as error:
        with office.books.write() as session:
            not_taken(session, session.get_one(PostingRow, posting.id), str(error), BY, now)
        report.refused += 1
        return
    with office.books.write() as session:
        row = session.get_one(PostingRow, posting.id)
        if row.status == postings.HANDING:  # else another process was told so first
            handed_over(session, office, row, name, BY, now)
            report.handed += 1


def _follow(office: Office, provider: PostProvider, now: datetime, report: PostReport) -> None:
    with office.books.read() as session:
        under_way = [(row.id, row.provider_id) for row in postings.under_way(session, now - _ASK_AGAIN)]
    for key, name in under_way:
        try:
            found = provider.progress(name)
        except (TryLater, InputError) as error:
            report.trouble = str(error)
            continue
        _learn(office, key, found, now, report)


def _learn(office: Office, key: int, found: Progress, now: datetime, report: PostReport) -> None:
    with office.books.write() as session:
        row = session.get_one(PostingRow, key)
        row.asked_at = now
        new = Received(
            number=found.number if found.number and found.number != row.number else None,
            delivered_on=found.delivered_on if found.delivered_on != row.delivered_on else None,
        )
        if new.number or new.delivered_on:
            note_received(session, office, key, new, BY, now)
        if found.state == "returned":
            came_back(session, key, found.why or "revenue", BY, now)
        elif found.state == "failed":
            never_posted(session, key, found.why or "non postée", BY, now)
        report.news += bool(new.number or new.delivered_on or found.state in ("returned", "failed"))
