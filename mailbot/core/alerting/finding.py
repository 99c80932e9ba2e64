"""An alert before and after its words: what makes it unique, whom it is about, what it is worded from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mailbot.core.alerting.escalation_state import AlertKind, Debtor, Facts
from mailbot.core.alerting.escalation_words import kept, worded

# What loses a right, money or a delivered formal notice if it waits for tomorrow's mail.
URGENT = frozenset(
    {AlertKind.INSOLVENCY, AlertKind.DECEASED, AlertKind.BANK_SILENT, AlertKind.APPROVAL_REFUSED}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An alert before its words: what makes it unique, whom it is about, what it is worded from.

    `about_id`: the row that it is about (a hold, payment, reminder, message, instalment or run, by its kind).
    `act_by`: the day by which the law wants something done. `partner`: whose matter, when it is nobody's debt.
    """

    kind: AlertKind
    key: str
    facts: Facts
    debtor: Debtor | None = None
    invoice_id: int | None = None
    about_id: int | None = None
    act_by: date | None = None
    partner: str = ""
    urgent: bool = False

    @property
    def once_key(self) -> str:
        """Under which it is raised once."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something to tell a person once. `partner` "" means the default partner; `facts` as the books keep them."""

    kind: AlertKind
    once_key: str
    title: str
    advice: str
    urgent: bool = False
    client_id: int | None = None
    invoice_id: int | None = None
    about_id: int | None = None
    act_by: date | None = None
    partner: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def alert(finding: Finding, language: str) -> Alert:
    """The finding in words of this language."""
    debtor = finding.debtor
    facts = {"name": debtor.name, "code": debtor.code, **finding.facts} if debtor else dict(finding.facts)
    title, advice = worded(finding.kind, facts, language)
    return Alert(
        kind=finding.kind, once_key=finding.once_key, title=title, advice=advice,
        urgent=finding.urgent or finding.kind in URGENT, client_id=debtor.client_id if debtor else None,
        invoice_id=finding.invoice_id, about_id=finding.about_id, act_by=finding.act_by,
        partner=finding.partner or (debtor.partner if debtor else ""), facts=kept(facts),
    )  # fmt: skip
