"""Ask each partner about the reminders of their matters, numbered; silence or absence goes to the deputy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.reminder import ReminderStatus
from mailbot.core.tokens import DIGEST, make, message_id, sign_link
from mailbot.outbound.compose import Outgoing, compose
from mailbot.outbound.digest import DigestFacts
from mailbot.store import history
from mailbot.store.dunning import batches, deliveries, reminders
from mailbot.store.tables import BatchRow, ReminderRow
from mailbot.tasks.deciding.digest_content import calls_to_make, digest_rows, surroundings
from mailbot.tasks.desk.office import Office


def send_digests(office: Office, now: datetime) -> int:
    """One digest per partner who has something to decide; returns how many were queued."""
    with office.books.write() as session:
        by_partner: dict[str, list[ReminderRow]] = defaultdict(list)
        for row in reminders.unasked(session):
            by_partner[row.partner].append(row)
        for partner, rows in sorted(by_partner.items()):
            _ask(session, office, partner, rows, now)
    return len(by_partner)


def _ask(session: Session, office: Office, partner: str, rows: Sequence[ReminderRow], now: datetime) -> None:
    batch = batches.open_batch(session, partner, office.day(now), now)
    batch.token = make(DIGEST, batch.id, office.key)
    batches.number(session, batch, rows)
    mail_digest(session, office, batch, partner, now)
    entry = history.Entry(
        at=now,
        actor="mailbot",
        kind="digest_queued",
        text=f"lot {batch.id} : {len(rows)} relances soumises à {partner}",
        data={"batch": batch.id},
    )
    history.append(session, entry)


def mail_digest(session: Session, office: Office, batch: BatchRow, reader: str, now: datetime) -> None:
    """Queue the digest of a batch to whoever is to decide: the partner, or the deputy."""
    undecided = [row for row in batches.reminders(session, batch.id) if row.status == ReminderStatus.PROPOSED]
    language = office.settings.firm.language
    until = now + timedelta(days=office.settings.approval.link_valid_days)
    link = f"{office.settings.admin.base_url}/a/{sign_link(f'{batch.id}:{reader}', until, office.key)}"
    banks, happened, aside = surroundings(session, office, now)
    facts = DigestFacts(
        firm=office.firm,
        language=language,
        partner=office.signatory(reader),
        now=office.local(now),
        rows=digest_rows(session, office, undecided, now),
        token=batch.token,
        link=link,
        link_until=office.day(until),
        banks=banks,
        happened=happened,
        aside=aside,
        calls=calls_to_make(session, office, batch.partner, now),
        in_place_of=office.signatory(batch.partner).name if reader != batch.partner else "",
    )
    mail = office.texts.digest(facts)
    mid = message_id("digest", batch.id, office.nonce(), office.domain)
    raw = compose(
        Outgoing(
            message_id=mid,
            date=office.local(now),
            sender=(office.settings.firm.name, office.settings.mailbox.address),
            to=(reader,),
            reply_to=office.reply_address(batch.token),
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
        )
    )
    new = deliveries.NewDelivery(
        kind="digest",
        once_key=f"digest:{batch.id}:{reader}",
        message_id=mid,
        sender=office.settings.mailbox.address,
        recipients=(reader,),
        raw_sha=office.blobs.put(raw),
        batch_id=batch.id,
    )
    deliveries.add(session, new, now)
    batch.asked, batch.asked_at = reader, now


def hand_to_deputies(office: Office, now: datetime) -> int:
    """Batches whose partner stays silent for too long go to the deputy; returns how many."""
    days = office.settings.approval.deputy_after_working_days
    handed = 0
    with office.books.write() as session:
        for batch in batches.silent(session, now):
            asked = office.day(batch.asked_at) if batch.asked_at else office.day(now)
            if office.calendar.working_days_between(asked, office.day(now)) > days:
                handed += hand_over(session, office, batch, "silence", now)
    return handed


def hand_over(session: Session, office: Office, batch: BatchRow, why: str, now: datetime) -> bool:
    """Ask the partner's deputy instead; False when there is none or it was done before."""
    person = office.person(batch.asked or batch.partner)
    deputy = person.deputy if person else ""
    if not deputy or batch.deputised_at is not None:
        return False
    batch.deputised_at = now
    mail_digest(session, office, batch, deputy, now)
    entry = history.Entry(
        at=now,
        actor="mailbot",
        kind="digest_deputised",
        text=f"lot {batch.id} confié à {deputy} ({why} de {batch.partner})",
        data={"batch": batch.id},
    )
    history.append(session, entry)
    return True
