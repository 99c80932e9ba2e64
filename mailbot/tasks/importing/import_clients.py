"""Clients from a file, set-based: known ones are compared by columns, and only what changed is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from mailbot.intake.rows import ClientLine
from mailbot.store import history
from mailbot.store.chunks import chunks
from mailbot.store.debts import many_clients
from mailbot.tasks.desk.office import Office
from mailbot.tasks.importing.import_changes import changes_of, said
from mailbot.tasks.importing.import_report import ImportReport

_AT_ONCE = 2000


def take_clients(
    session: Session, office: Office, lines: Sequence[ClientLine], now: datetime, report: ImportReport
) -> None:
    """Create and update clients by their code. A new address clears the mark that the old one bounced."""
    for some in chunks(lines, _AT_ONCE):
        _take(session, office, some, now, report)


def _take(session: Session, office: Office, lines: Sequence[ClientLine], now: datetime, report: ImportReport) -> None:
    known = many_clients.known(session, [line.code for line in lines])
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    entries: list[history.Entry] = []
    for line in lines:
        refused = _wrong(office, line)
        if refused:
            report.refuse(line.line, refused)
            continue
        row = known.get(line.code)
        if row is None:
            new.append({"code": line.code, "created_at": now, **_columns(line.values)})
            report.count(new=True, changed=True)
            continue
        told = _told(row, line)
        report.count(new=False, changed=bool(told))
        if told:
            changed.append({"id": row.id, **told, **({"email_bounced": False} if "email" in told else {})})
            text = said(line.code, changes_of(row, told), report)
            entries.append(history.Entry(at=now, actor="mailbot", kind="client_changed", client_id=row.id, text=text))
    many_clients.add(session, new)
    many_clients.change(session, changed)
    history.append(session, *entries)


def _wrong(office: Office, line: ClientLine) -> str:
    ladder = line.values.get("ladder")
    if ladder and ladder not in office.ladders:
        return f"ladder: there is no ladder {ladder!r}; known: {', '.join(sorted(office.ladders))}."
    partner = line.values.get("partner")
    if partner and office.person(str(partner)) is None:
        return f"partner: {partner} is not in people of the configuration."
    return ""


def _columns(values: Mapping[str, object]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in many_clients.TOLD}


def _told(row: Any, line: ClientLine) -> dict[str, Any]:
    """What the file says otherwise than the books."""
    told = _columns(line.values)
    if line.only_new:
        # "FR", "fr" and "professional" are what the books assume where nobody said anything.
        told = {name: value for name, value in told.items() if value and not getattr(row, name)}
    return {name: value for name, value in told.items() if getattr(row, name) != value}
