"""After the last notice: propose the ways that are open, and take the chosen one from its request to its end.

Proposing looks at the books anew: a proposal whose way has closed meanwhile (paid, disputed, insolvent) is closed with
that reason. Filing writes nothing about limitation: what interrupts it is recorded by whoever answers for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.pursuing import pursuit_words as words
from mailbot.core.pursuing.proceeding import ProceedingStatus
from mailbot.core.pursuing.pursuit import proposals
from mailbot.core.pursuing.pursuit_case import Proposal, Standing, Way
from mailbot.store import history
from mailbot.store.debts import clients
from mailbot.store.dunning import proceedings
from mailbot.store.pursuit_tables import ProceedingRow
from mailbot.store.tables import ClientRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.pursuit.pursuit_case import ALL, ClientDebt, Narrowed, debt_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """A client whose last notice had no answer, or who is insolvent, with every way; `debt` None: nothing is owed."""

    client: ClientRow
    debt: ClientDebt | None
    ways: tuple[Proposal, ...]

    def way(self, way: Way) -> Proposal | None:
        """The proposal of that way, None when it makes no sense here."""
        return next((one for one in self.ways if one.way is way), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PursueOrder:
    """What a person wants: for whom, which way, why."""

    client_id: int
    way: Way
    why: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """The day on which a request was handed in, and the number it was given there."""

    on: date
    reference: str = ""


def to_look_at(office: Office, now: datetime) -> list[int]:
    """Keys of the clients for whom a way may be open."""
    with office.books.read() as session:
        return proceedings.pursuable(session, office.day(now))


def prospect(
    session: Session, office: Office, client_id: int, now: datetime, narrowed: Narrowed = ALL
) -> Prospect:  # fmt: skip
    """One client's ways, as the books stand. Raises Refused for a client that does not exist."""
    client = clients.by_id(session, client_id)
    if client is None:
        raise Refused("Ce client n'existe pas.")
    debt = debt_of(session, office, client, office.day(now), narrowed)
    return Prospect(client=client, debt=debt, ways=proposals(debt.case) if debt else ())


def propose(session: Session, office: Office, client_id: int, by: Decider, now: datetime) -> Prospect:
    """Record what is open for this client, each way once, and close the proposals that no longer hold."""
    found = prospect(session, office, client_id, now)
    running = {row.kind: row for row in proceedings.open_of(session, client_id)}
    for one in found.ways:
        row = running.get(one.way)
        if one.open and row is None:
            _add(session, one, PursueOrder(client_id=client_id, way=one.way), by, now)
        elif one.open and row is not None and row.status == ProceedingStatus.PROPOSED:
            row.invoices, row.act_by = list(one.invoice_ids), one.act_by
    for kind, row in running.items():
        if row.status == ProceedingStatus.PROPOSED:
            _close_if_shut(session, row, found.way(Way(kind)), by, now)
    return found


def _close_if_shut(
    session: Session, row: ProceedingRow, now_stands: Proposal | None, by: Decider, now: datetime
) -> None:
    if now_stands is not None and now_stands.open:
        return
    proceedings.close(session, row, by.email, now)
    tell(session, row, "closed", by, why_shut(now_stands), now)


def why_shut(proposal: Proposal | None) -> str:
    """Why a way is closed, in French; nothing is left to pursue when it makes no sense any more."""
    if proposal is None:
        return "plus rien à poursuivre par cette voie"
    shut = [one for one in proposal.findings if one.standing is Standing.BARRED]
    return " ; ".join(words.sentence(one, "fr") for one in shut)


def _add(
    session: Session, proposal: Proposal, order: PursueOrder, by: Decider, now: datetime
) -> ProceedingRow:  # fmt: skip
    """Record a way; the one that is open already when somebody was faster."""
    new = proceedings.NewProceeding(
        client_id=order.client_id,
        kind=order.way.value,
        invoice_ids=proposal.invoice_ids,
        author=by.email,
        why=order.why,
        act_by=proposal.act_by,
    )
    row = proceedings.add(session, new, now)
    if row is None:
        return open_or_refuse(session, order)
    tell(session, row, "proposed", by, order.why, now)
    return row


def begun(
    session: Session, proposal: Proposal, order: PursueOrder, by: Decider, now: datetime
) -> ProceedingRow:  # fmt: skip
    """The client's open proceeding of that way, made when there is none."""
    row = proceedings.open_one(session, order.client_id, order.way)
    return row if row is not None else _add(session, proposal, order, by, now)


def open_or_refuse(session: Session, order: PursueOrder) -> ProceedingRow:
    """The client's open proceeding of that way. Raises Refused when there is none."""
    row = proceedings.open_one(session, order.client_id, order.way)
    if row is None:
        raise Refused(f"Aucune voie « {words.way(order.way, 'fr')} » n'est ouverte pour ce client.")
    return row


def file_it(
    session: Session, office: Office, order: PursueOrder, filing: Filing, by: Decider, now: datetime
) -> ProceedingRow:  # fmt: skip
    """The request was handed in. Raises Refused when there is none, it was filed before, or the day has not come."""
    if filing.on > office.day(now):
        raise Refused("Ce jour n'est pas encore venu : écrivez le jour du dépôt.")
    row = open_or_refuse(session, order)
    proceedings.move(session, row, ProceedingStatus.FILED)
    row.filed_on, row.reference = filing.on, " ".join(filing.reference.split())
    about = f"le {filing.on:%d/%m/%Y}{f', n° {row.reference}' if row.reference else ''}"
    tell(session, row, "filed", by, f"{about}{f' - {order.why}' if order.why else ''}", now)
    return row


def close_it(session: Session, order: PursueOrder, by: Decider, now: datetime) -> ProceedingRow:
    """It is over, or was a mistake. Raises Refused without a reason, or when none is open."""
    if not order.why.strip():
        raise Refused("Dites pourquoi : la raison reste dans l'historique du client.")
    row = open_or_refuse(session, order)
    proceedings.close(session, row, by.email, now)
    tell(session, row, "closed", by, order.why.strip(), now)
    return row


_SAID = {"proposed": "proposée", "prepared": "préparée", "filed": "déposée", "closed": "close"}


def tell(  # noqa: PLR0913  a line of the history has these parts
    session: Session, row: ProceedingRow, what: str, by: Decider, why: str, now: datetime,
    files: Sequence[tuple[str, str]] = (),
) -> None:  # fmt: skip
    """Write what happened to a proceeding; `files` are the roles and digests of what was made."""
    keys = [int(key) for key in row.invoices]
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind=f"proceeding_{what}",
        client_id=row.client_id,
        invoice_id=keys[0] if len(keys) == 1 else None,
        text=f"{words.way(row.kind, 'fr')} {_SAID[what]}{f' : {why}' if why else ''}",
        data={"via": by.via, "proceeding": row.id, "way": row.kind, "invoices": keys, **dict(files)},
    )
    history.append(session, entry)
