"""What a person's placing of a payment teaches about who pays, what setting one aside teaches, and how to forget it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.matching.names import NameIndex
from mailbot.core.matching.normalise import compact, read_label
from mailbot.core.matching.words import NO_CLIENT
from mailbot.store import history
from mailbot.store.money import payer_aliases
from mailbot.store.money.payer_aliases import ACCOUNT, NAME, NewPayer
from mailbot.store.money.payments import Word
from mailbot.store.money_tables import PayerAliasRow
from mailbot.store.tables import ClientRow, PaymentRow
from mailbot.tasks.desk.decider import Decider

# A name this like the client's own needs no learning.
_KNOWN_BY_NAME = 0.9


def learn_payer(session: Session, row: PaymentRow, word: Word) -> list[PayerAliasRow]:
    """The payer's name and account pay for this client from now on, as far as the books do not say so already.

    Payment services and whatever is known to be nobody's money teach nothing: their name is not a client's."""
    client = session.get(ClientRow, row.client_id) if row.client_id else None
    name = row.payer or read_label(row.label).payer
    if client is None or NO_CLIENT.search(compact(name)) or NO_CLIENT.search(name.upper()):
        return []
    alike = NameIndex([client.name]).nearest(name, _KNOWN_BY_NAME) if name else []
    wanted = [(NAME, name)] if name and not alike else []
    if row.payer_iban and compact(row.payer_iban) != compact(client.iban):
        wanted.append((ACCOUNT, row.payer_iban))
    return _learn(session, row, wanted, client.id, word)


def learn_nobody(session: Session, row: PaymentRow, word: Word) -> list[PayerAliasRow]:
    """Money under this name or from this account is no client's from now on."""
    wanted = [(NAME, row.payer or read_label(row.label).payer), (ACCOUNT, row.payer_iban)]
    return _learn(session, row, [(kind, said) for kind, said in wanted if said], None, word)


def forget_payer(session: Session, key: int, by: Decider, now: datetime) -> PayerAliasRow:
    """It does not hold any more. Raises Refused when it is not known."""
    row = session.get(PayerAliasRow, key)
    if row is None or row.undone_at is not None:
        raise Refused(f"Rien n'est retenu sous le n° {key}, ou c'est déjà oublié.")
    _forget(session, row, by.email, now)
    return row


def forget_of_payment(session: Session, payment_id: int, who: str, now: datetime) -> None:
    """What placing this payment taught is forgotten with it."""
    for row in payer_aliases.of_payment(session, payment_id):
        _forget(session, row, who, now)


def nobodys(row: PaymentRow, known: Mapping[str, PayerAliasRow]) -> PayerAliasRow | None:
    """The rule by which this payment is no client's money; None when there is none."""
    said = (row.payer_iban, row.payer or read_label(row.label).payer)
    return next((known[value] for one in said if one and (value := compact(one)) in known), None)


def _learn(
    session: Session, row: PaymentRow, wanted: list[tuple[str, str]], client_id: int | None, word: Word
) -> list[PayerAliasRow]:
    learned = []
    for kind, said in wanted:
        new = NewPayer(kind=kind, said=said, client_id=client_id, payment_id=row.id, author=word.author, why=word.why)
        one = payer_aliases.learn(session, new, word.at)
        if one is not None:
            learned.append(one)
    if learned:
        text = f"retenu : {', '.join(one.said for one in learned)}{'' if client_id else ' (aucun client)'}"
        _tell(session, learned[0], word.author, "payer_learned", text, word.at)
    return learned


def _forget(session: Session, row: PayerAliasRow, who: str, now: datetime) -> None:
    payer_aliases.forget(row, who, now)
    _tell(session, row, who, "payer_forgotten", f"oublié : {row.said}", now)


def _tell(session: Session, row: PayerAliasRow, who: str, kind: str, text: str, now: datetime) -> None:
    entry = history.Entry(
        at=now, actor=who, kind=kind, client_id=row.client_id, payment_id=row.payment_id, text=text,
        data={"payer": row.id},
    )  # fmt: skip
    history.append(session, entry)
