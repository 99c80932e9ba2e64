"""Answer a member of the firm who wrote to the bot: once per message, never a robot, never too often."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from mailbot.core.tokens import message_id
from mailbot.outbound.answers import AnswerFacts
from mailbot.outbound.compose import Outgoing, compose
from mailbot.store.dunning import deliveries
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.record_message import Reading


def queue_answer(session: Session, office: Office, reading: Reading, facts: AnswerFacts) -> bool:
    """Queue the answer to this message; False when none may be sent (a robot wrote, or the day's limit is reached)."""
    to = reading.mail.from_address
    if reading.understood.robot or office.person(to) is None:
        return False
    limit = office.settings.security.max_automatic_mails_per_day
    if deliveries.answers_since(session, to, reading.now - timedelta(days=1)) >= limit:
        return False
    mail = office.texts.answer(facts)
    mid = message_id("answer", reading.row.id, office.nonce(), office.domain)
    raw = compose(
        Outgoing(
            message_id=mid,
            date=office.local(reading.now),
            sender=(office.settings.firm.name, office.settings.mailbox.address),
            to=(to,),
            reply_to=office.reply_address(facts.token) if facts.token else "",
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
            in_reply_to=reading.mail.message_id,
            references=(reading.mail.message_id,) if reading.mail.message_id else (),
            headers=(("X-Auto-Response-Suppress", "All"),),  # Exchange does not read Auto-Submitted
            is_answer=True,
        )
    )
    new = deliveries.NewDelivery(
        kind="answer",
        once_key=f"answer:{reading.row.id}",
        message_id=mid,
        sender=office.settings.mailbox.address,
        recipients=(to,),
        raw_sha=office.blobs.put(raw),
    )
    return deliveries.add(session, new, reading.now) is not None
