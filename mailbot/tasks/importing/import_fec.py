"""A FEC: open items of customers become clients, invoices, credit notes, money in hand; lettering closes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.core.errors import InputError
from mailbot.core.money import Money
from mailbot.intake.customer_accounts import CustomerAccounts
from mailbot.intake.fec import read_fec
from mailbot.intake.fec_items import FecItems, fec_items, with_code
from mailbot.intake.rows import InvoiceLine
from mailbot.store.debts import many_clients, many_invoices
from mailbot.store.debts.many_invoices import Known
from mailbot.tasks.desk.office import Office
from mailbot.tasks.importing.import_clients import take_clients
from mailbot.tasks.importing.import_fec_money import place_lettered, take_money
from mailbot.tasks.importing.import_invoices import Desk, take_invoices
from mailbot.tasks.importing.import_report import Ask, ImportReport, Prepared


def prepare_fec(ask: Ask) -> Prepared:
    """Read the file line by line. Raises InputError when it is no FEC, or when no due date can be computed."""
    terms = ask.office.settings.import_.terms_days
    if terms is None:
        raise InputError(
            f"{ask.source.name}: a FEC holds no due dates; write in import.terms_days how many days your clients have."
        )
    rules = ask.office.settings.accounting
    accounts = CustomerAccounts.of(rules.customers, rules.doubtful)
    fec = read_fec(ask.source, ask.told, accounts)
    items = fec_items(fec, terms)
    notes = [f"{fec.all_lines} lines read, {len(fec.lines)} of them on customers' accounts"]
    if not fec.lines:
        named = f"{accounts.ordinary}… or {accounts.doubtful}…"
        notes.append(f"nothing is owed in this FEC: it has no line on an account {named} (accounts of cash have none)")
    if items.unnamed:
        notes.append(f"open items that name no document (PieceRef), called by journal and entry: {items.unnamed}")

    def take(session: Session, report: ImportReport) -> None:
        _take(session, ask, items, report)

    return Prepared(kind="fec", take=take, errors=fec.errors, notes=notes)


def _take(session: Session, ask: Ask, items: FecItems, report: ImportReport) -> None:
    office, now = ask.office, ask.now
    known, lines = _numbered(session, items.documents)
    wanted = [_as_known(office, line, known.get(line.number)) for line in lines if _concerns(line, known)]
    settled = len(lines) - len(wanted)
    if settled:
        report.notes.append(f"settled documents that the books do not have, left out: {settled}")
    in_use = {line.client for line in wanted} | {one.client for one in items.credits if not one.lettering}
    clients = ImportReport(file=report.file)  # the report counts what is owed
    take_clients(session, office, [line for line in items.clients if line.code in in_use], now, clients)
    if clients.created:
        report.notes.append(f"clients made, still without an address: {clients.created}")
    place_lettered(session, office, items.credits, now)
    desk = Desk(session=session, office=office, now=now, report=report, told=ask.told)
    take_invoices(desk, wanted)
    take_money(session, office, items.credits, now, report)


def _concerns(line: InvoiceLine, known: Mapping[str, Known]) -> bool:
    """What is open goes in; what is settled only closes what the books have."""
    return bool(line.open_amount) or line.number in known


def _as_known(office: Office, line: InvoiceLine, known: Known | None) -> InvoiceLine:
    """A known invoice keeps its total and its due date: balances carried forward show only what was left of it."""
    if known is None:
        return line
    total = Money.from_minor(known.total_minor, known.currency).amount
    opening = line.open_amount or Decimal(0)
    inside = opening if abs(opening) <= abs(total) else total
    return replace(line, total=total, currency=known.currency, open_amount=inside, due_on=None, matter="")


def _numbered(session: Session, documents: Sequence[InvoiceLine]) -> tuple[dict[str, Known], list[InvoiceLine]]:
    """Numbers that are unique: a document whose number another client has is called with its client's code.

    It keeps that name whatever later files hold. Returns what the books know of both names, and the lines.
    """
    known = many_invoices.known(session, [number for line in documents for number in (line.number, _with_code(line))])
    keys = many_clients.keys(session, {line.client for line in documents})
    first: dict[str, tuple[str, str]] = {}
    lines = []
    for line in documents:
        key, longer = keys.get(line.client), _with_code(line)
        ours = longer in known and known[longer].client_id == key
        theirs = line.number in known and known[line.number].client_id != key
        mine = (line.client, line.currency)
        if ours or theirs or first.setdefault(line.number, mine) != mine:
            line = replace(line, number=longer)
        lines.append(line)
    return known, lines


def _with_code(line: InvoiceLine) -> str:
    return with_code(line.number, line.client)
