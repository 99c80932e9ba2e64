"""What was found, as an alert of the books: in the firm's language, for somebody who works here; and its words anew."""

from __future__ import annotations

from mailbot.config.schema import Settings
from mailbot.core.alerting.escalation_state import Debtor
from mailbot.core.alerting.escalation_words import read, worded
from mailbot.core.alerting.finding import Finding, alert
from mailbot.core.client import ClientKind
from mailbot.store.tables import AlertRow, ClientRow
from mailbot.store.watching.alerts import NewAlert


def new_alert(settings: Settings, finding: Finding) -> NewAlert:
    """The alert to raise; what is nobody's, or of somebody who left, is the default partner's."""
    found = alert(finding, settings.firm.language)
    known = any(person.email == found.partner for person in settings.people)
    return NewAlert(
        kind=found.kind.value,
        once_key=found.once_key,
        title=found.title,
        advice=found.advice,
        urgent=found.urgent,
        client_id=found.client_id,
        invoice_id=found.invoice_id,
        about_id=found.about_id,
        act_by=found.act_by,
        partner=found.partner if known else settings.default_partner,
        facts=found.facts,
    )


def words_of(row: AlertRow, language: str) -> tuple[str, str]:
    """Title and advice in this language; as they were raised where nothing was kept to word them from."""
    if not row.facts:
        return row.title, row.advice
    return worded(row.kind, read(row.facts), language)


def debtor(client: ClientRow, partner: str = "") -> Debtor:
    """The client as alerts speak of them; `partner`: of the invoice, else of the client."""
    return Debtor(
        client_id=client.id,
        name=client.name,
        code=client.code,
        partner=partner or client.partner,
        kind=ClientKind(client.kind),
        country=client.country,
    )
