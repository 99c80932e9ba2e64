"""The mail that tells a person of alerts: grouped, each with what to do, queued once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.tokens import message_id
from mailbot.outbound.alerts import AlertFacts, AlertItem, InPlaceOf
from mailbot.outbound.compose import Outgoing, compose
from mailbot.store.dunning import deliveries
from mailbot.store.tables import AlertRow, DeliveryRow
from mailbot.tasks.alerts.alert_pages import page_of
from mailbot.tasks.alerts.new_alert import words_of
from mailbot.tasks.desk.office import Office

# A mail shows so many of each calm kind; the rest is counted, and stands on the page.
SHOWN = 12
# As many as are read from the books for one mail: what is urgent comes first.
READ = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Who is told of what: the alerts read for it, by kind how many there are in all, and as whose deputy."""

    reader: str
    rows: Sequence[AlertRow]
    counts: Counter[str]
    in_place_of: InPlaceOf | None = None


def mail_alerts(session: Session, office: Office, telling: Telling, now: datetime) -> DeliveryRow | None:
    """Queue one mail about these alerts; None when this very mail was queued before."""
    shown, first = _shown(telling.rows), telling.rows[0].id
    facts = AlertFacts(
        firm=office.firm,
        language=office.settings.firm.language,
        to=office.signatory(telling.reader),
        today=office.day(now),
        items=tuple(_item(row, office) for row in shown),
        link=f"{office.settings.admin.base_url}/alerts" if office.settings.admin.base_url else "",
        more=telling.counts - Counter(row.kind for row in shown),
        in_place_of=telling.in_place_of,
    )
    mail = office.texts.alert(facts)
    mid = message_id("alert", first, office.nonce(), office.domain)
    raw = compose(
        Outgoing(
            message_id=mid,
            date=office.local(now),
            sender=(office.settings.firm.name, office.settings.mailbox.address),
            to=(telling.reader,),
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
        )
    )
    new = deliveries.NewDelivery(
        kind="alert",
        once_key=f"alert:{first}:{telling.reader}",
        message_id=mid,
        sender=office.settings.mailbox.address,
        recipients=(telling.reader,),
        raw_sha=office.blobs.put(raw),
    )
    return deliveries.add(session, new, now)


def _shown(rows: Sequence[AlertRow]) -> list[AlertRow]:
    """All that is urgent, and the first of each other kind."""
    seen: Counter[str] = Counter()
    shown = []
    for row in rows:
        seen[row.kind] += not row.urgent
        if row.urgent or seen[row.kind] <= SHOWN:
            shown.append(row)
    return shown


def _item(row: AlertRow, office: Office) -> AlertItem:
    title, advice = words_of(row, office.settings.firm.language)
    base = office.settings.admin.base_url
    return AlertItem(
        kind=row.kind,
        title=title,
        advice=advice,
        urgent=row.urgent,
        before=row.act_by,
        link=f"{base}{page_of(row)}" if base else "",
    )
