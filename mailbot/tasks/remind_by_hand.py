"""A person asks for a reminder now, of some invoices or of a client. Who asks has approved it.

From there on it is a reminder like any other: proposed, drafted, approved by that person, released by the gate when
the window is open. What it would be can be looked at before, by the same code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.reminder import ReminderPlan
from mailbot.core.understood import ReplyLine
from mailbot.core.verdicts import Verdict
from mailbot.store import invoices
from mailbot.store.tables import ReminderRow
from mailbot.tasks.change_level import LevelOrder, change_level
from mailbot.tasks.decide_reminders import decide_one
from mailbot.tasks.decider import Decider
from mailbot.tasks.deliver import deliver
from mailbot.tasks.draft_reminders import Draft, draft_all, gather, render
from mailbot.tasks.office import Office
from mailbot.tasks.plan_reminders import partner_of, propose
from mailbot.tasks.release_reminders import release_one
from mailbot.tasks.weigh_by_hand import RemindOrder, Weighed, weigh


@dataclass(frozen=True, slots=True)
class Preview:
    """What an order would do: the verdicts, and for each reminder its recipient and exact content."""

    weighed: Weighed
    drafts: tuple[tuple[str, Draft], ...]


@dataclass(frozen=True, slots=True)
class Reminded:
    """What an order did: the verdicts, and the reminders as they stand now."""

    weighed: Weighed
    rows: tuple[ReminderRow, ...]


def preview(office: Office, order: RemindOrder, by: Decider, now: datetime) -> Preview:
    """Say what `remind` would do, and change nothing. Raises Refused as it would."""
    with office.books.rehearse() as session:
        weighed, rows = _propose_all(session, office, order, by, now)
        materials = [gather(session, office, row) for row in rows]
    aside = replace(office, blobs=_Scratch())
    return Preview(weighed, tuple((one.client.email, render(aside, one, now)) for one in materials))


def remind(office: Office, order: RemindOrder, by: Decider, now: datetime) -> Reminded:
    """Write, approve and release what is asked for; what is refused is in the verdicts.

    Raises Refused when the person may not decide on it, and for orders that make no sense (see `weigh`).
    """
    with office.books.write() as session:
        weighed, rows = _propose_all(session, office, order, by, now)
    keys = [row.id for row in rows]
    draft_all(office, now)
    with office.books.write() as session:
        for key in keys:
            decide_one(session, office, session.get_one(ReminderRow, key), ReplyLine(verb="approve"), by, now)
    if sum(release_one(office, key, now).released for key in keys):
        deliver(office, now)  # its copy in the Sent folder is made by the next run of the job
    with office.books.read() as session:
        return Reminded(weighed, tuple(session.get_one(ReminderRow, key) for key in keys))


def _propose_all(
    session: Session, office: Office, order: RemindOrder, by: Decider, now: datetime
) -> tuple[Weighed, list[ReminderRow]]:
    weighed = weigh(session, office, order, now)
    for plan in weighed.plans:
        _check_may(office, plan, by)
    _write_levels(session, office, order, weighed.advanced, by, now)
    rows = [propose(session, office, plan, now, actor=by.email) for plan in weighed.plans]
    if not all(rows):
        raise Refused("Ce niveau est déjà parti pour l'une de ces factures : choisissez-en un avec --level.")
    return weighed, [row for row in rows if row is not None]


def _check_may(office: Office, plan: ReminderPlan, by: Decider) -> None:
    """As for any reminder: its partner decides, or an administrator."""
    person, partner = office.person(by.email), partner_of(office, plan)
    if person is None or not (person.role == "admin" or person.email == partner):
        raise Refused(f"Cette relance est celle de {partner} : {by.email} n'en décide pas.")


def _write_levels(
    session: Session, office: Office, order: RemindOrder, advanced: Sequence[Verdict], by: Decider, now: datetime
) -> None:
    """The level that was chosen, where it is another than the next one."""
    rows = invoices.by_ids(session, [one.standing.invoice.id for one in advanced])
    for verdict in advanced:
        invoice = verdict.standing.invoice
        if order.level is not None and rows[invoice.id].cycle != invoice.cycle:
            why = order.why.strip() or "relance demandée à ce niveau"
            change_level(session, office, LevelOrder(invoice_id=invoice.id, following=order.level, why=why), by, now)


@dataclass(frozen=True, slots=True)
class _Scratch:
    """Blobs that are kept nowhere: a preview leaves nothing behind."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def put(self, content: bytes) -> str:
        sha = hashlib.sha256(content).hexdigest()
        self.kept[sha] = content
        return sha

    def get(self, sha: str) -> bytes:
        return self.kept[sha]
