"""A person asks for a reminder now, of some invoices or of a client, or of many. Who asks has approved it.

From there on it is a reminder like any other: proposed, drafted, approved by that person, released by the gate when
the window is open. What it would be can be looked at before, by the same code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.deciding.verdicts import Verdict
from mailbot.core.errors import Refused
from mailbot.core.reading.understood import ReplyLine
from mailbot.core.reminder import ReminderPlan
from mailbot.store.debts import invoices
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.change_level import LevelOrder, change_level
from mailbot.tasks.deciding.decide_reminders import decide_one
from mailbot.tasks.deciding.weigh_by_hand import RemindOrder, Weighed, weigh, weigh_clients
from mailbot.tasks.deciding.who_is_written_to import Addressee, addressee
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.plan_reminders import partner_of, propose
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.draft_reminders import Draft, draft_some, render
from mailbot.tasks.sending.material import Material, gather
from mailbot.tasks.sending.release_reminders import release_some


@dataclass(frozen=True, slots=True)
class Preview:
    """What an order would do: the verdicts, and for each reminder its recipient and exact content."""

    weighed: Weighed
    drafts: tuple[tuple[Addressee, Draft], ...]


@dataclass(frozen=True, slots=True)
class Reminded:
    """What an order did: the verdicts, and the reminders as they stand now."""

    weighed: Weighed
    rows: tuple[ReminderRow, ...]


def preview(office: Office, order: RemindOrder, by: Decider, now: datetime) -> Preview:
    """Say what `remind` would do, and change nothing. Raises Refused as it would."""
    with office.books.rehearse() as session:
        weighed, rows = _propose_all(session, office, order, by, now)
        kept = _materials(session, office, rows, now)
    return Preview(weighed, _rendered(office, kept, now))


def preview_mass(office: Office, chosen: Mapping[int, Set[int]], order: RemindOrder, now: datetime) -> Preview:
    """Say what a mass run would send about these invoices of these clients, whoever may launch it; change nothing."""
    by = Decider(email="mailbot", via="preview")
    with office.books.rehearse() as session:
        weighed = weigh_clients(session, office, chosen, order, now)
        kept = _materials(session, office, propose_weighed(session, office, weighed, order, by, now), now)
    return Preview(weighed, _rendered(office, kept, now))


def _materials(
    session: Session, office: Office, rows: Sequence[ReminderRow], now: datetime
) -> list[tuple[Addressee, Material]]:
    materials = [gather(session, office, row, now) for row in rows]
    return [(addressee(session, one), one) for one in materials]


def _rendered(
    office: Office, kept: Sequence[tuple[Addressee, Material]], now: datetime
) -> tuple[tuple[Addressee, Draft], ...]:
    """The exact content of reminders that a rehearsal proposed; it leaves nothing behind."""
    aside = replace(office, blobs=_Scratch())
    return tuple((who, render(aside, one, now)) for who, one in kept)


def remind(office: Office, order: RemindOrder, by: Decider, now: datetime) -> Reminded:
    """Write, approve and release what is asked for; what is refused is in the verdicts.

    Raises Refused when the person may not decide on it, and for orders that make no sense (see `weigh`).
    """
    with office.books.write() as session:
        weighed, rows = _propose_all(session, office, order, by, now)
    keys = [row.id for row in rows]
    draft_some(office, keys, now)
    with office.books.write() as session:
        for key in keys:
            decide_one(session, office, session.get_one(ReminderRow, key), ReplyLine(verb="approve"), by, now)
    if release_some(office, keys, now).released:
        deliver(office, now)  # its copy in the Sent folder is made by the next run of the job
    with office.books.read() as session:
        return Reminded(weighed, tuple(session.get_one(ReminderRow, key) for key in keys))


def _propose_all(
    session: Session, office: Office, order: RemindOrder, by: Decider, now: datetime
) -> tuple[Weighed, list[ReminderRow]]:
    weighed = weigh(session, office, order, now)
    for plan in weighed.plans:
        if not may_send(office, plan, by.email):
            raise Refused(f"Cette relance est celle de {partner_of(office, plan)} : {by.email} n'en décide pas.")
    rows = propose_weighed(session, office, weighed, order, by, now)
    if len(rows) < len(weighed.plans):
        raise Refused("Ce niveau est déjà parti pour l'une de ces factures : choisissez-en un avec --level.")
    return weighed, rows


def may_send(office: Office, plan: ReminderPlan, email: str) -> bool:
    """As for any reminder: its partner decides, or an administrator."""
    person = office.person(email)
    return person is not None and (person.role == "admin" or person.email == partner_of(office, plan))


def propose_weighed(
    session: Session, office: Office, weighed: Weighed, order: RemindOrder, by: Decider, now: datetime
) -> list[ReminderRow]:
    """Write the levels that were chosen and propose the reminders; one whose level left already is not among them."""
    _write_levels(session, office, order, weighed.advanced, by, now)
    rows = (propose(session, office, plan, now, actor=by.email) for plan in weighed.plans)
    return [row for row in rows if row is not None]


def _write_levels(
    session: Session, office: Office, order: RemindOrder, advanced: Sequence[Verdict], by: Decider, now: datetime
) -> None:
    """The level that was named or that lateness proposed, where it is another than the next one."""
    rows = invoices.by_ids(session, [one.standing.invoice.id for one in advanced])
    usual = "niveau proposé par le retard" if order.level is None else "relance demandée à ce niveau"
    for verdict in advanced:
        invoice = verdict.standing.invoice
        if verdict.level is not None and rows[invoice.id].cycle != invoice.cycle:
            why = order.why.strip() or usual
            change = LevelOrder(invoice_id=invoice.id, following=verdict.level.number, why=why)
            change_level(session, office, change, by, now)


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
