"""Payments from a file: a person's word, so they count at once; each enters once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.reading.understood import Movement
from mailbot.intake.rows import PaymentLine
from mailbot.tasks.desk.office import Office
from mailbot.tasks.importing.import_report import ImportReport
from mailbot.tasks.money.record_payment import doubts_of, enter_all
from mailbot.tasks.money.told_before import Source


def take_payments(
    session: Session, office: Office, lines: Sequence[PaymentLine], now: datetime, report: ImportReport
) -> None:
    """Enter payments; a line whose id (or whose whole content) is known already is unchanged."""
    source = Source(bank="import", account="import", counted=True, day=office.day(now), told_by="file")
    movements = [
        Movement(
            amount=line.amount,
            currency=line.currency or office.settings.firm.currency,
            direction="credit",
            value_date=line.received_on,
            payer=line.payer or None,
            payer_iban=line.payer_iban or None,
            label=line.label or None,
            bank_id=line.id or None,
        )
        for line in lines
    ]
    entered = enter_all(session, movements, source, now)
    report.created += len(entered.new)
    report.unchanged += len(entered.again) + len(entered.confirmed)
    report.notes += doubts_of(entered)
