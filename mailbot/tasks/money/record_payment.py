"""A bank's notice becomes payments, each once; unauthenticated ones are shown and touch no balance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from mailbot.core.money import Money
from mailbot.core.payment import PaymentStatus
from mailbot.core.reading.understood import Movement, Understood
from mailbot.core.telling import Likeness
from mailbot.store import history, state
from mailbot.store.money import many_payments, payments_in_hand, tellings
from mailbot.store.money.payments_in_hand import DOUBTFUL
from mailbot.store.tables import InboxRow, PaymentRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.money.document_lines import Line, lines_of
from mailbot.tasks.money.told_before import Again, Source, confirm_all, told_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Payments that a document brought: new ones; ones that the same teller told again; ones that somebody else had
    told of; and new ones that resemble a payment (its number) so much that they count only on a person's word."""

    new: tuple[PaymentRow, ...] = ()
    again: tuple[PaymentRow, ...] = ()
    confirmed: tuple[PaymentRow, ...] = ()
    doubtful: tuple[tuple[PaymentRow, int], ...] = ()


def record_notice(session: Session, office: Office, row: InboxRow, understood: Understood, now: datetime) -> Entered:
    """Enter the credits of a bank's notice. Debits and reversals are not payments and enter nothing."""
    source = source_of(office, row, understood)
    if source.counted:
        state.heard_from(session, source.account, source.bank, row.arrived_at, office.day(row.arrived_at))
    return enter_all(session, understood.payments, source, now)


def source_of(office: Office, row: InboxRow, understood: Understood) -> Source:
    """Where a notice's movements were read; they count when it is proved to be of a bank that is configured."""
    profile = next((bank for bank in office.settings.banks if bank.name == understood.bank), None)
    bank = understood.bank or "?"
    counted = understood.authentic is True and profile is not None
    return Source(
        bank=bank,
        account=profile.own_ibans[0] if profile and profile.own_ibans else bank,
        accounts=profile.own_ibans if profile else (),
        counted=counted,
        day=office.day(row.arrived_at),
        inbox_id=row.id,
        told_by="notice" if counted else "unverified",
        vague=profile is None or len(profile.own_ibans) != 1,
    )


def enter_all(session: Session, movements: Sequence[Movement], source: Source, now: datetime) -> Entered:
    """Enter the credits of one document, in a few statements however many they are.

    Two equal lines of one document are two payments. What the same teller told before is told again, and a person is
    shown the likeness. What another told (a notice, then the statement, a person, a file) is the same payment: it is
    noted and counts once.
    """
    lines = lines_of(movements, source)
    known = tellings.by_keys(session, [line.told.key for line in lines])
    first = list({line.key: line for line in lines if line.told.key not in known}.values())
    told = told_before(session, [line.told for line in first])
    same = {at: pair for at, pair in told.items() if pair.likeness is Likeness.SAME}
    confirmed = [Again(pair, first[at].told, first[at].payment) for at, pair in sorted(same.items())]
    left = [at for at in range(len(first)) if at not in same]
    there = _there(session, [first[at] for at in left if at not in told])
    taken = many_payments.by_keys(session, [first[at].key for at in left])
    unknown = {at: _under_a_free_key(first[at], taken) for at in left if first[at].key not in there}
    doubts = {line.key: told[at].known.payment_id for at, line in unknown.items() if at in told}
    rows = [_columns(line, source, now, doubtful=line.key in doubts) for line in unknown.values()]
    new = many_payments.add(session, rows)
    tellings.write(session, [(new[line.key].id, line.told) for line in unknown.values()], source.inbox_id, now)
    tellings.write(session, [(one.pair.known.payment_id, one.told) for one in confirmed], source.inbox_id, now)
    history.append(session, *(_entry(row, source, now) for row in new.values()))
    both = confirm_all(session, confirmed, source, now)
    return Entered(
        new=tuple(row for key, row in new.items() if key not in doubts or not source.counted),
        again=tuple(_again(session, lines, first, known) + list(there.values())),
        confirmed=both,
        doubtful=tuple((new[key], other) for key, other in doubts.items() if source.counted),
    )


def _there(session: Session, lines: Sequence[Line]) -> dict[str, PaymentRow]:
    """Those of the lines that are in the books word by word: told again, unless this teller told the payment in the
    books as another line (a mail without a day of its own bears the day on which it came)."""
    found = many_payments.by_keys(session, [line.key for line in lines])
    tellers = tellings.tellers(session, [row.id for row in found.values()])
    who = {line.key: line.told.told_by for line in lines}
    return {key: row for key, row in found.items() if who[key] not in tellers.get(row.id, ())}


def _under_a_free_key(line: Line, taken: Mapping[str, PaymentRow]) -> Line:
    """A payment of the same words that is another enters under the key of its teller."""
    return replace(line, key=line.told.key) if line.key in taken else line


def _again(
    session: Session, lines: Sequence[Line], first: Sequence[Line], known: Mapping[str, int]
) -> list[PaymentRow]:
    """What the same teller told before, in another document or in this one."""
    keys = [known[line.told.key] for line in lines if line.told.key in known]
    one_each = {id(line) for line in first}
    here = [line.key for line in lines if line.told.key not in known and id(line) not in one_each]
    found = many_payments.by_keys(session, here)
    return payments_in_hand.by_ids(session, keys) + [found[key] for key in here if key in found]


def doubts_of(entered: Entered) -> list[str]:
    """A sentence per payment that waits for a person to say whether it is another one."""
    return [
        f"{Money.from_minor(row.amount_minor, row.currency)} du {row.received_on:%d/%m/%Y} ressemble au règlement "
        f"n° {other} : il ne compte pas tant que personne ne dit que c'en est un autre (règlement n° {row.id})"
        for row, other in entered.doubtful
    ]


def _columns(line: Line, source: Source, now: datetime, *, doubtful: bool) -> dict[str, Any]:
    """`doubtful`: it may be a payment that is known, and does not count until a person says that it is another."""
    value, waits = line.payment, doubtful and source.counted
    counts = source.counted and not waits
    return {
        "entry_key": line.key,
        "status": (PaymentStatus.COUNTED if counts else PaymentStatus.UNVERIFIED).value,
        "decision": DOUBTFUL if waits else "",
        "received_on": value.received_on,
        "currency": value.amount.currency,
        "amount_minor": value.amount.minor,
        "unapplied_minor": value.amount.minor,
        "payer": value.payer,
        "payer_iban": value.payer_iban,
        "label": value.label,
        "account": value.account,
        "bank": source.bank,
        "inbox_id": source.inbox_id,
        "created_at": now,
    }


def _entry(row: PaymentRow, source: Source, now: datetime) -> history.Entry:
    said = f"{Money.from_minor(row.amount_minor, row.currency)} de {row.payer or 'inconnu'} ({source.bank})"
    return history.Entry(
        at=now,
        actor="mailbot",
        kind="payment_entered" if source.counted else "payment_unverified",
        payment_id=row.id,
        inbox_id=source.inbox_id,
        text=said if source.counted else f"non vérifié, ne compte pas : {said}",
        data={"label": row.label, "key": row.entry_key},
    )
