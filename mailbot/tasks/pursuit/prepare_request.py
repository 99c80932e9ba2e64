"""Prepare the request of a chosen way: judge the way once more, write it from the books, keep it, and say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailbot.core.errors import Refused
from mailbot.core.pursuing import pursuit_words as words
from mailbot.core.pursuing.exhibit import slug
from mailbot.core.pursuing.proceeding import ProceedingStatus
from mailbot.core.pursuing.pursuit_case import PREPARED, Finding, Proposal, Standing
from mailbot.store.dunning import proceedings
from mailbot.store.pursuit_tables import ProceedingRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.pursuit.exhibits import Wanted, collect
from mailbot.tasks.pursuit.pursue import Prospect, PursueOrder, begun, prospect, tell, why_shut
from mailbot.tasks.pursuit.pursuit_case import Narrowed
from mailbot.tasks.pursuit.request_facts import LANGUAGE, Asked, request_facts
from mailbot.tasks.pursuit.write_request import Written, write_request


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A request that was written: the proceeding, its two files, the invoices in its bordereau, and what it lacks."""

    row: ProceedingRow
    written: Written
    name: str
    numbers: tuple[str, ...]
    lacking: tuple[Finding, ...]


def prepare(office: Office, order: PursueOrder, narrowed: Narrowed, by: Decider, now: datetime) -> Prepared:
    """Write the request and keep it; done again, it replaces the one before. Raises Refused when the way is closed."""
    with office.books.read() as session:
        found = prospect(session, office, order.client_id, now, narrowed)
        proposal = _open_way(found, order)
        debt = found.debt
        assert debt is not None  # noqa: S101  a way was found in it
        rows = [debt.rows[key] for key in proposal.invoice_ids]
        collected = collect(session, office, Wanted(client=found.client, invoices=rows, language=LANGUAGE))
        partner = next((row.partner for row in rows if row.partner), found.client.partner)
        asked = Asked(
            debt=debt,
            proposal=proposal,
            collected=collected,
            partner=partner or office.settings.default_partner,
            today=office.day(now),
            opened_on=narrowed.opened_on,
        )
        facts = request_facts(session, office, asked)
    written = write_request(office, facts, now)
    docx, pdf = office.blobs.put(written.docx), office.blobs.put(written.pdf)
    name = f"{slug(written.title)}-{slug(found.client.code)}"
    with office.books.write() as session:
        row = begun(session, proposal, order, by, now)
        proceedings.move(session, row, ProceedingStatus.PREPARED)
        row.invoices, row.act_by = list(proposal.invoice_ids), proposal.act_by
        row.file_sha, row.file_name = docx, f"{name}.docx"
        tell(session, row, "prepared", by, order.why, now, (("docx", docx), ("pdf", pdf)))
    lacking = tuple(one for one in proposal.findings if one.standing in (Standing.MISSING, Standing.CHECK))
    numbers = tuple(row.number for row in rows)
    return Prepared(row=row, written=written, name=name, numbers=numbers, lacking=lacking)


def _open_way(found: Prospect, order: PursueOrder) -> Proposal:
    """The way, when it is open. Raises Refused with the reason when it is not, or nothing can be written for it."""
    proposal, called = found.way(order.way), words.way(order.way, LANGUAGE)
    if order.way not in PREPARED:
        raise Refused(f"{called} : par assignation, à confier à un avocat ou à un commissaire de justice.")
    if proposal is None and found.ways:
        raise Refused(f"{found.client.name} : la voie « {called} » ne s'applique pas ici.")
    if proposal is None:
        raise Refused(f"{found.client.name} : aucune facture n'est au bout de ses relances, rien n'est à préparer.")
    if not proposal.open:
        raise Refused(f"{called} : {why_shut(proposal)}.")
    return proposal
