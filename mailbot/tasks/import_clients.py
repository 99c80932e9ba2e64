"""Clients from a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.intake.rows import ClientLine
from mailbot.store import invoices
from mailbot.store.tables import ClientRow
from mailbot.tasks.import_report import ImportReport
from mailbot.tasks.office import Office


def take_clients(
    session: Session, office: Office, lines: Sequence[ClientLine], now: datetime, report: ImportReport
) -> None:
    """Create and update clients by their code. A new address clears the mark that the old one bounced."""
    known = {row.code: row for row in session.scalars(select(ClientRow))}
    for line in lines:
        refused = _wrong(office, line)
        if refused:
            report.refuse(line.line, refused)
            continue
        row = known.get(line.code)
        new = row is None
        if row is None:
            row = ClientRow(code=line.code, name="", created_at=now)
            session.add(row)
            known[line.code] = row
        report.count(new=new, changed=_apply(row, line) if not new else _fill(row, line))
        if not new and session.is_modified(row):
            session.flush()
            invoices.wake(session, row.id)
    session.flush()


def _wrong(office: Office, line: ClientLine) -> str:
    ladder = line.values.get("ladder")
    if ladder and ladder not in office.ladders:
        return f"ladder: there is no ladder {ladder!r}; known: {', '.join(sorted(office.ladders))}."
    partner = line.values.get("partner")
    if partner and office.person(str(partner)) is None:
        return f"partner: {partner} is not in people of the configuration."
    return ""


def _fill(row: ClientRow, line: ClientLine) -> bool:
    _apply(row, line)
    return True


def _apply(row: ClientRow, line: ClientLine) -> bool:
    changed = False
    for name, value in line.values.items():
        if not hasattr(ClientRow, name) or name in ("id", "code", "created_at"):
            continue
        if getattr(row, name) != value:
            if name == "email":
                row.email_bounced = False
            setattr(row, name, value)
            changed = True
    return changed
