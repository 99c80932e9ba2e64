"""What the summary of the evidence says: the account, and the history's lines as a timeline with their exhibits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.orm import Session

from mailbot.core.history_extract import Extracted
from mailbot.core.money import Money, total
from mailbot.core.pursuing.evidence_words import label, silent
from mailbot.core.pursuing.exhibit import Exhibit, ExhibitKind, matter_number
from mailbot.core.pursuing.exhibit_words import title
from mailbot.outbound.evidence_facts import ChainFacts, EvidenceFacts, File, Filed, Happened
from mailbot.outbound.request_facts import RequestedInvoice
from mailbot.store.debts import clients
from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.law.penalties import OwedBy, Terms
from mailbot.tasks.pursuit.evidence_lines import Lines
from mailbot.tasks.pursuit.exhibits import Collected
from mailbot.tasks.pursuit.pursuit_case import what_the_law_adds
from mailbot.tasks.pursuit.request_facts import plain, plain_client, settled_on

_NEWS = {
    "fr": {"issued": "Facture émise", "due": "Échéance", "answer": "serveur d'envoi", "sentence": "phrase retenue"},
    "en": {"issued": "Invoice issued", "due": "Due date", "answer": "sending server", "sentence": "sentence relied on"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What the books gave: whose invoices, the exhibits with the files that were really found, the lines."""

    client: ClientRow
    invoices: Sequence[InvoiceRow]
    collected: Collected
    files: Mapping[int, tuple[File, ...]]
    absent: tuple[str, ...]
    lines: Lines
    language: str


def evidence_facts(session: Session, office: Office, gathered: Gathered, now: datetime) -> EvidenceFacts:
    """All that the summary's template may say."""
    rows = sorted(gathered.invoices, key=lambda row: (row.due_on, row.id))
    currency = rows[0].currency
    owing = [row for row in rows if row.open_minor > 0 or row.total_minor > 0]
    added = what_the_law_adds(session, office, OwedBy(gathered.client, owing), office.day(now), Terms())
    chain = gathered.lines.chain
    return EvidenceFacts(
        firm=office.firm,
        client=plain_client(clients.to_client(gathered.client)),
        now=office.local(now),
        invoices=tuple(_invoice(office, row, gathered.collected.exhibits) for row in rows),
        settled=tuple(settled_on(session, office, rows)),
        interest=added.interest([row.id for row in rows], currency),
        fixed=total((one.fixed for one in added.claims.values()), currency),
        why_no_interest=plain(added.why),
        timeline=tuple(sorted(_timeline(office, gathered), key=lambda one: (one.at, one.position))),
        exhibits=tuple(_filed(one, gathered) for one in gathered.collected.exhibits),
        absent=tuple(plain(line) for line in gathered.absent),
        chain=ChainFacts(
            lines=chain.lines,
            broken_at=chain.broken_at or 0,
            head=chain.head,
            shown=len(gathered.lines.shown),
            kept_back=gathered.lines.kept_back,
        ),
    )


def _invoice(office: Office, row: InvoiceRow, exhibits: Sequence[Exhibit]) -> RequestedInvoice:
    numbers = {one.found.subject: one.number for one in exhibits if one.found.kind is ExhibitKind.INVOICE}
    return RequestedInvoice(
        number=plain(row.number),
        issued_on=row.issued_on,
        due_on=row.due_on,
        total=Money.from_minor(row.total_minor, row.currency),
        open=Money.from_minor(row.open_minor, row.currency),
        exhibit=numbers[row.number],
        matter=plain(matter_number(row.matter) if office.firm.lawyer else row.matter),
    )


def _filed(one: Exhibit, gathered: Gathered) -> Filed:
    return Filed(
        number=one.number, title=plain(title(one, gathered.language)), files=gathered.files.get(one.number, ())
    )


def _timeline(office: Office, gathered: Gathered) -> Iterator[Happened]:
    """The days of the invoices, and every line of the history that is about them or about the client as a whole."""
    news = _NEWS[gathered.language]
    by_reminder = {one.found.reminder_id: one.number for one in gathered.collected.exhibits if one.found.reminder_id}
    by_message = {one.found.inbox_id: one.number for one in gathered.collected.exhibits if one.found.inbox_id}
    for row in gathered.invoices:
        for key, day in (("issued", row.issued_on), ("due", row.due_on)):
            at = datetime.combine(day, time(), office.zone)
            yield Happened(at=at, what=news[key], said=plain(row.number), clock=False)
    for line in gathered.lines.readable():
        if not silent(line.entry.kind) and _concerns(line, gathered):
            sent = line.entry.kind in ("reminder_sent", "reminder_unknown")
            about = line.entry.reminder_id if sent else line.entry.inbox_id
            exhibit = (by_reminder if sent else by_message).get(about or 0, 0)
            yield _happened(office, line, exhibit, gathered.language)


def _concerns(line: Extracted, gathered: Gathered) -> bool:
    """About these invoices, or about the client as a whole; not about another invoice of theirs alone."""
    entry, invoices = line.entry, {row.id for row in gathered.invoices}
    if entry.invoice_id is not None:
        return entry.invoice_id in invoices
    named = entry.data.get("invoices")
    if entry.kind.startswith("proceeding_") and isinstance(named, list):
        return bool(invoices & set(named))
    if entry.reminder_id is not None and not entry.kind.startswith(("message_", "hold_")):
        return entry.reminder_id in {row.id for row in gathered.collected.reminders}
    if entry.kind.startswith("message_"):
        return entry.inbox_id in {row.id for row in gathered.collected.messages}
    return True


def _happened(office: Office, line: Extracted, exhibit: int, language: str) -> Happened:
    entry, news = line.entry, _NEWS[language]
    colon = " : " if language == "fr" else ": "
    answer, sentence = str(entry.data.get("answer") or ""), str(entry.data.get("sentence") or "")
    details = [f"{news['answer']}{colon}{plain(answer)}"] if answer and entry.kind != "reminder_failed" else []
    details += [f"{news['sentence']}{colon}« {plain(sentence)} »"] if sentence and language == "fr" else []
    details += [f"{news['sentence']}{colon}“{plain(sentence)}”"] if sentence and language != "fr" else []
    person = office.person(entry.actor)
    return Happened(
        at=office.local(entry.at),
        what=label(entry.kind, language),
        said=plain(entry.text),
        details=tuple(details),
        by="" if entry.actor == "mailbot" else plain(person.name if person else entry.actor),
        exhibit=exhibit,
        position=line.position,
    )
