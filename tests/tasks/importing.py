"""Taking files of bytes in, and what the books hold after it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from mailbot.store.checking import checks_books
from mailbot.store.debts import invoices
from mailbot.store.schema import METADATA
from mailbot.tasks.importing.import_file import import_file
from mailbot.tasks.importing.import_report import ImportReport
from tests.firm import Firm


def take(firm: Firm, name: str, content: bytes, kind: str = "auto", **more: Any) -> ImportReport:
    """Put the file into the firm's folder and take it in."""
    path = firm.folder / name
    path.write_bytes(content)
    return import_file(firm.office, path, kind, firm.now, **more)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """(created, updated, unchanged, rejected)"""
    return report.created, report.updated, report.unchanged, len(report.errors)


def everything(firm: Firm) -> dict[str, int]:
    """How many rows each table holds."""
    with firm.office.books.read() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in METADATA.tables.items()
        }


def balances_hold(firm: Firm) -> bool:
    """Is every stored balance what the allocations say?"""
    with firm.office.books.read() as session:
        return invoices.balance_problems(session) == checks_books.payment_problems(session) == []
