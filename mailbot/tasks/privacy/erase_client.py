"""Erase what is on file about a client, with what the law keeps kept; say beforehand what goes, what stays, and why.

The history tells that it was done, by whom and why, and to how many lines; it no longer tells what these lines said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from mailbot.core import retention
from mailbot.core.client import ClientKind
from mailbot.core.errors import Refused
from mailbot.core.history import TELLS, announced
from mailbot.core.retention import Depth, Periods, Standing, Verdict
from mailbot.store import history
from mailbot.store.locks import lock_clients
from mailbot.store.privacy import accounts, erasing, on_file, standing
from mailbot.store.tables import ClientRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.privacy.forget_bytes import forget_bytes, to_forget
from mailbot.tasks.privacy.privacy_words import blocked, depth_words, why_words


class Why(StrEnum):
    """Why a client is erased: one of a list, because the history keeps it and must not tell who it was."""

    ASKED = "asked"
    TIME_OVER = "time_over"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What an erasure of this client would do: how many rows of each kind there are, and the verdict."""

    client: ClientRow
    counts: Mapping[str, int]
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was done: how deep, how many lines of the history were emptied, how many files went."""

    depth: Depth
    lines: int
    files: int


def outlook(session: Session, office: Office, client: ClientRow, now: datetime) -> Outlook:
    """The dry view: nothing is changed."""
    verdict = verdict_on(session, office, client, now)
    left = erasing.worded(session, client.id, whole=verdict.depth is Depth.WHOLE)
    return Outlook(client=client, counts=on_file.counts(session, client.id) | left, verdict=verdict)


def verdict_on(session: Session, office: Office, client: ClientRow, now: datetime) -> Verdict:
    """What may be erased of this client today."""
    found = standing.of_client(session, client)
    stands = Standing(
        kind=ClientKind(client.kind), owed=found.owed, credit=found.credit, unplaced=found.unplaced,
        proceeding=found.proceeding, leaving=found.leaving, accounted_on=found.accounted_on,
        last_on=office.day(found.last_at),
    )  # fmt: skip
    return retention.judge(stands, periods(office), office.day(now))


def periods(office: Office) -> Periods:
    """The firm's periods."""
    kept = office.settings.retention
    return Periods(
        professional=kept.professional_years, consumer=kept.consumer_years, without_invoice=kept.without_invoice_years,
        accounts=kept.accounting_years, closing_month=office.settings.accounting.closing_month,
    )  # fmt: skip


def erase_client(office: Office, client_id: int, why: Why, by: Decider, now: datetime) -> Erased:
    """Erase as much as may go. Raises Refused when something keeps all of it, or the client is unknown.

    The books are changed in one transaction, which also says which bytes are to go; they go after it, and when the
    program dies in between, with the next erasure or in the night.
    """
    with office.books.write() as session:
        erasing.overwrite(session)
        lock_clients(session, [client_id])
        client = session.get(ClientRow, client_id)
        if client is None:
            raise Refused("Ce client n'existe pas.")
        verdict = verdict_on(session, office, client, now)
        if verdict.blocked:
            raise Refused(blocked(verdict.blocked, office.settings.firm.language))
        whole, key = verdict.depth is Depth.WHOLE, f"{client_id}-{office.nonce()}"
        lines = erasing.erase_lines(session, client_id, key, whole=whole)
        gone = erasing.erase_file(session, client_id)
        if whole:
            gone |= accounts.erase_accounts(session, client_id)
        erasing.mark(session, client_id, verdict.depth.value, verdict.accounts_until, now)
        said = f"client n° {client_id} : {depth_words(verdict.depth, 'fr')} effacé, {why_words(why)}"
        data = {**announced(key, lines), "depth": verdict.depth.value, "why": why.value, "via": by.via}
        entry = history.Entry(at=now, actor=by.email, kind=TELLS, client_id=client_id, text=said, data=data)
        history.append(session, entry)
        to_forget(session, gone)
    return Erased(depth=verdict.depth, lines=len(lines), files=forget_bytes(office))
