"""Contacts from a file: several people per client, each with a role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.intake.rows import ContactLine
from mailbot.store.debts import contacts, many_clients
from mailbot.tasks.importing.import_report import ImportReport


def take_contacts(session: Session, lines: Sequence[ContactLine], now: datetime, report: ImportReport) -> None:
    """Add contacts and update known ones by client, role and address. Those that the file does not name stay."""
    owners = many_clients.keys(session, [line.client for line in lines])
    new: list[contacts.NewContact] = []
    for line in lines:
        owner = owners.get(line.client)
        if owner is None:
            report.refuse(
                line.line, f"client: there is no client {line.client!r}; import clients first, or mend the code."
            )
            continue
        new.append(
            contacts.NewContact(client_id=owner, role=line.role, email=line.email, name=line.name, phone=line.phone)
        )
    added, changed = contacts.put(session, new, now)
    report.created += added
    report.updated += changed
    report.unchanged += len(new) - added - changed
