"""A person says what a message means: its wrong effects are taken back, the right ones made, and what was learned kept.

One decision is one row that knows how to take itself back; a second decision on the same message takes the first back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.reading.corrections import Meant, Verdict
from mailbot.core.reading.reactions import Effect
from mailbot.core.reading.understood import Kind
from mailbot.store.debts import clients
from mailbot.store.mail import corrections
from mailbot.store.reading_tables import AliasRow, CorrectionRow
from mailbot.store.tables import ClientRow, HoldRow, InboxRow
from mailbot.tasks.correcting.correction_record import as_it_was, keep, tell
from mailbot.tasks.correcting.learn_alias import learn_from
from mailbot.tasks.correcting.meant_effects import effects_of
from mailbot.tasks.correcting.named_client import named_client
from mailbot.tasks.correcting.take_back_effects import TakenBack, Wrong, take_back_effects
from mailbot.tasks.correcting.undo_correction import take_back_correction
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.client_said import ClientSaid, carry_out, understood_of
from mailbot.tasks.reading.link_message import speaks_for
from mailbot.tasks.reading.prepare_answers import prepare

# From whom something can be learned about who writes for a client.
_FROM_CLIENTS = frozenset({Kind.CLIENT_REPLY, Kind.OTHER})
VIA_FOLDER = "folder"
"""How a decision comes that is made by moving a message: it teaches nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionOrder:
    """What a person decides about a message. `day`, `amount`: of a promise; `numbers`: the invoices meant (none: those
    that the message names, else all of the client's); `client_code`: whose it is, by code
    or name, with `Verdict.OTHER_CLIENT`."""

    message_id: int
    verdict: Verdict
    day: date | None = None
    amount: Decimal | None = None
    numbers: tuple[str, ...] = ()
    client_code: str = ""
    note: str = ""

    @property
    def meant(self) -> Meant:
        """What is right about the message."""
        return Meant(verdict=self.verdict, day=self.day, amount=self.amount, references=self.numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What came of it: the row that can be taken back, the holds made, the addresses learned, what waits for OK."""

    row: CorrectionRow
    message: InboxRow
    made: Sequence[HoldRow] = ()
    learned: Sequence[AliasRow] = ()
    waits: tuple[str, ...] = ()


def correct_message(session: Session, office: Office, order: CorrectionOrder, by: Decider, now: datetime) -> Corrected:
    """Decide about a message. Raises Refused for a message or client that does not exist, a decision that needs a
    client where none is known, and a promise without a day to come."""
    message = session.get(InboxRow, order.message_id)
    if message is None or message.state == "new":
        raise Refused("Ce message n'existe pas, ou n'est pas encore lu.")
    _take_back_earlier(session, office, order, by, now)
    client = _client(session, office, message, order, now)
    right = effects_of(session, office, message, order.meant, now)
    undone = take_back_effects(session, office, Wrong(message=message, verdict=order.verdict, right=right), by, now)
    row = keep(session, message, order.meant, order.note, by, now)
    row.undoing = {**as_it_was(message), **undone.kept()}
    done = _make(session, office, _Right(row, message, client, order, right, by, now), undone)
    row.undoing = {**row.undoing, "made": [one.id for one in done.made], "learned": [one.id for one in done.learned]}
    if order.verdict is not Verdict.OTHER_CLIENT:
        message.resolved_at, message.resolved_by = now, by.email
    tell(session, message, row, by, now)
    session.flush()
    return done


def _take_back_earlier(session: Session, office: Office, order: CorrectionOrder, by: Decider, now: datetime) -> None:
    """What the message means is said anew; whose it is stays, unless that is what is said: then its meaning, which was
    acted upon at the wrong client, is open again."""
    about = (False, True) if order.verdict is Verdict.OTHER_CLIENT else (False,)
    for about_client in about:
        earlier = corrections.standing(session, order.message_id, about_client=about_client)
        if earlier is not None:
            take_back_correction(session, office, earlier, by, now)


@dataclass(frozen=True, slots=True)
class _Right:
    """What is to be made right."""

    row: CorrectionRow
    message: InboxRow
    client: ClientRow | None
    order: CorrectionOrder
    effects: Sequence[Effect]
    by: Decider
    now: datetime


def _make(session: Session, office: Office, right: _Right, undone: TakenBack) -> Corrected:
    message, client, verdict = right.message, right.client, right.order.verdict
    if client is None:
        return Corrected(row=right.row, message=message)
    moved = verdict is Verdict.OTHER_CLIENT
    if moved:
        message.client_id, message.linked_by = client.id, "person"
    known = speaks_for(session, client, message.sender)
    said = ClientSaid(
        row=message, client=client, understood=understood_of(message), now=right.now, author=right.by.email, known=known
    )
    made = carry_out(session, office, said, [one for one in right.effects if one not in undone.stands])
    learned: Sequence[AliasRow] = ()
    teaches = verdict is not Verdict.NOTHING and right.by.via != VIA_FOLDER
    if teaches and said.understood.kind in _FROM_CLIENTS:
        learned = learn_from(session, office, message, client, right.by, right.now)
    prepared = prepare(session, office, replace(said, known=known or bool(learned))) if moved else ()
    waits = tuple(one.words for one in prepared)
    message.proposal = " ; ".join(waits) if waits else message.proposal
    return Corrected(row=right.row, message=message, made=made, learned=learned, waits=waits)


def _client(
    session: Session, office: Office, message: InboxRow, order: CorrectionOrder, now: datetime
) -> ClientRow | None:
    if order.verdict is Verdict.OTHER_CLIENT:
        return named_client(session, order.client_code)
    client = clients.by_id(session, message.client_id) if message.client_id else None
    if client is None and order.verdict is not Verdict.NOTHING:
        raise Refused("Dites d'abord de quel client il s'agit.")
    if order.verdict is Verdict.PROMISE and (order.day is None or order.day < office.day(now)):
        raise Refused("Écrivez le jour promis : aujourd'hui ou plus tard.")
    return client
