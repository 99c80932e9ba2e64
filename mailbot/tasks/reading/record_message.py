"""What every recorder of messages shares: what it is given, what it answers, and how it hands over to a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.alerting.finding import Finding
from mailbot.core.hold import HoldKind
from mailbot.core.reading.reactions import telling_line
from mailbot.core.reading.second_opinion import Opinion
from mailbot.core.reading.understood import Understood
from mailbot.inbound.parse import Mail
from mailbot.store.dunning import holds
from mailbot.store.tables import ClientRow, InboxRow
from mailbot.store.watching import alerts
from mailbot.tasks.alerts.new_alert import new_alert
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.link_message import Linked

_SENTENCE = 500  # signs of a sentence that the books keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One message on its way into the books. `second`: what another reader says of it, where there is one."""

    row: InboxRow
    mail: Mail
    understood: Understood
    linked: Linked
    now: datetime
    second: Opinion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """Where a message ends: `done`, or `review` with what a person could do."""

    state: str
    why: str
    proposal: str = ""


def to_person(why: str, proposal: str = "") -> Handled:
    """The message goes to the review queue with its reason."""
    return Handled(state="review", why=why, proposal=proposal)


def hold_conversation(session: Session, office: Office, reading: Reading, reason: str) -> None:
    """Somebody wrote and was not understood: their reminders wait until a person has looked."""
    client = reading.linked.client
    if client is None:
        return
    until = office.calendar.add_working_days(office.day(reading.now), office.settings.waiting.conversation)
    hold = holds.NewHold(
        client_id=client.id,
        kind=HoldKind.CONVERSATION,
        reason=reason,
        author="mailbot",
        until=until,
        sentence=telling_line(reading.understood.new_text)[:_SENTENCE],
        inbox_id=reading.row.id,
    )
    holds.add(session, hold, reading.now)


def alert_about(session: Session, office: Office, finding: Finding, now: datetime) -> None:
    """Tell whoever answers for it about a message, once."""
    alerts.raise_once(session, new_alert(office.settings, finding), now)


def partner_of(office: Office, client: ClientRow | None) -> str:
    """Who answers for this client."""
    if client is not None and office.person(client.partner):
        return client.partner
    return office.settings.default_partner
