"""Invoices, credit notes and quotes from a file, set-based: a few statements for thousands of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.core.invoice import AllocationKind
from mailbot.intake.rows import InvoiceLine
from mailbot.intake.told import Told, quiet
from mailbot.store import history, state
from mailbot.store.chunks import chunks
from mailbot.store.debts import contacts, many_invoices
from mailbot.store.debts.many_invoices import Known, Settling
from mailbot.store.dunning import holds
from mailbot.store.money.payments import Word
from mailbot.tasks.desk.office import Office
from mailbot.tasks.importing import import_rules as rules
from mailbot.tasks.importing.import_changes import changes_of, said
from mailbot.tasks.importing.import_credits import apply_credit_notes
from mailbot.tasks.importing.import_owners import find_owners
from mailbot.tasks.importing.import_pdfs import Files
from mailbot.tasks.importing.import_report import ImportReport
from mailbot.tasks.money import doubtful

_AT_ONCE = 2000
_BY_FILE = "réglé selon un fichier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every line of one import shares. `files`: the PDFs that the lines name, kept already."""

    session: Session
    office: Office
    now: datetime
    report: ImportReport
    files: Files = field(default_factory=dict)
    told: Told = quiet


@dataclass(slots=True)
class _Work:
    """What some lines came to, before anything is written. New invoices are known by number, others by key."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    settled: list[tuple[str, int, str]] = field(default_factory=list)
    lowered: list[Settling] = field(default_factory=list)
    contacts: list[InvoiceLine] = field(default_factory=list)
    entries: list[history.Entry] = field(default_factory=list)


def take_invoices(desk: Desk, lines: Sequence[InvoiceLine]) -> None:
    """Create and update invoices by their number.

    The file may lower what is open (paid elsewhere) but never raise it: a payment that Mailbot knows stays.
    """
    started = _started_on(desk.session, desk.office, desk.now)
    done = 0
    for some in chunks(lines, _AT_ONCE):
        _take(desk, some, started)
        done += len(some)
        desk.told("writing invoices", done, len(lines))
    credited = apply_credit_notes(desk.session, lines, desk.now, desk.report)
    doubtful.follow(desk.session, desk.office, credited, Word("import", _BY_FILE, desk.now))


def _take(desk: Desk, lines: Sequence[InvoiceLine], started: date) -> None:
    owners = find_owners(desk.session, desk.office, lines, desk.now, desk.report)
    known = many_invoices.known(desk.session, [line.number for line in lines])
    work = _Work()
    owner_of: dict[str, int] = {}
    for line in lines:
        owner = owners.get((line.client, line.client_name))
        row = known.get(line.number)
        refused = rules.wrong(desk.office, line, owner, row)
        if refused or owner is None:
            desk.report.refuse(line.line, refused)
            continue
        owner_of[line.number] = owner
        if row is None:
            _new(desk, line, owner, work)
        else:
            _again(desk, line, row, work)
    keys = many_invoices.add(desk.session, work.new)
    _write(desk, work, keys)
    _hold_old_debts(desk, work, keys, started)
    _keep_contacts(desk, work, keys | {row.number: row.id for row in known.values()}, owner_of)


def _new(desk: Desk, line: InvoiceLine, owner: int, work: _Work) -> None:
    file = desk.files.get(line.file, ("", ""))
    work.new.append(rules.new_columns(desk.office, line, owner, file, desk.now))
    settled = rules.settled_before(desk.office, line)
    if settled.minor:
        work.settled.append((line.number, settled.minor, settled.why))
    if line.contact:
        work.contacts.append(line)
    desk.report.count(new=True, changed=True)


def _again(desk: Desk, line: InvoiceLine, row: Known, work: _Work) -> None:
    told = rules.changed_columns(line, row, desk.files.get(line.file, ("", "")))
    settled = rules.settled_since(line, row)
    changes = [changes_of(row, told)] if told else []
    if told:
        work.changed.append({"id": row.id, **told})
    if settled.note:
        desk.report.notes.append(settled.note)
    if settled.minor:
        work.lowered.append(Settling(row.id, settled.minor, settled.why))
        changes.append(settled.why)
    if line.contact:
        work.contacts.append(line)
    desk.report.count(new=False, changed=bool(changes))
    if changes:
        text = said(line.number, ", ".join(changes), desk.report)
        work.entries.append(
            history.Entry(
                at=desk.now,
                actor="mailbot",
                kind="invoice_changed",
                client_id=row.client_id,
                invoice_id=row.id,
                text=text,
            )
        )


def _write(desk: Desk, work: _Work, keys: Mapping[str, int]) -> None:
    many_invoices.change(desk.session, work.changed)
    opening = [Settling(keys[number], minor, why) for number, minor, why in work.settled]
    many_invoices.settle(desk.session, [*opening, *work.lowered], AllocationKind.OPENING, "import", desk.now)
    lowered = [one.invoice_id for one in work.lowered]
    doubtful.follow(desk.session, desk.office, lowered, Word("import", _BY_FILE, desk.now))
    history.append(desk.session, *work.entries)


def _hold_old_debts(desk: Desk, work: _Work, keys: Mapping[str, int], started: date) -> None:
    """At the start old debts and old quotes are shown, and none is reminded until a person says from which level."""
    if desk.office.settings.import_.old_debts != "hold":
        return
    settled = {number: minor for number, minor, _ in work.settled}
    old = [
        holds.NewHold(
            client_id=row["client_id"],
            invoice_id=keys[row["number"]],
            kind=HoldKind.HOLD,
            reason=reason,
            author="import",
        )
        for row in work.new
        if (reason := rules.waits_since_import(desk.office, row, started))
        and row["total_minor"] > settled.get(row["number"], 0)
    ]
    holds.add_to_new(desk.session, old, desk.now)


def _keep_contacts(desk: Desk, work: _Work, keys: Mapping[str, int], owner_of: Mapping[str, int]) -> None:
    """The address that an invoice names is written to about this invoice."""
    new = [
        contacts.NewContact(
            client_id=owner_of[line.number], invoice_id=keys[line.number], role="contact", email=line.contact
        )
        for line in work.contacts
    ]
    added, changed = contacts.put(desk.session, new, desk.now)
    if added or changed:
        desk.report.notes.append(f"contacts of invoices that are new or changed: {added + changed}")


def _started_on(session: Session, office: Office, now: datetime) -> date:
    """The day Mailbot started: configured, else the day of the first import."""
    configured = office.settings.import_.started_on
    if configured:
        return configured
    known = state.fact(session, "started_on")
    if known is None:
        known = office.day(now).isoformat()
        state.remember(session, "started_on", known)
    return date.fromisoformat(known)
