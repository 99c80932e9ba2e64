"""A bank's notice becomes payments, each once; unauthenticated ones are shown and touch no balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from mailbot.core.money import Money
from mailbot.core.payment import Payment, PaymentStatus, entry_key
from mailbot.core.understood import Movement, Understood
from mailbot.store import history, many_payments, state
from mailbot.store.tables import InboxRow, PaymentRow
from mailbot.tasks.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a movement was read: bank and account, counted or only shown, the message if it was one; who entered it."""

    bank: str
    account: str
    counted: bool
    day: date
    inbox_id: int | None = None
    author: str = "mailbot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Payments that a document brought: new ones, and ones it told again."""

    new: tuple[PaymentRow, ...]
    again: tuple[PaymentRow, ...]


def record_notice(session: Session, office: Office, row: InboxRow, understood: Understood, now: datetime) -> Entered:
    """Enter the credits of a bank's notice. Debits and reversals are not payments and enter nothing."""
    source = source_of(office, row, understood)
    if source.counted:
        state.heard_from(session, source.account, source.bank, row.arrived_at)
    return enter_all(session, understood.payments, source, now)


def source_of(office: Office, row: InboxRow, understood: Understood) -> Source:
    """Where a notice's movements were read; they count when it is proved to be of a bank that is configured."""
    profile = next((bank for bank in office.settings.banks if bank.name == understood.bank), None)
    bank = understood.bank or "?"
    return Source(
        bank=bank,
        account=profile.own_ibans[0] if profile and profile.own_ibans else bank,
        counted=understood.authentic is True and profile is not None,
        day=office.day(row.arrived_at),
        inbox_id=row.id,
    )


def enter_all(session: Session, movements: Sequence[Movement], source: Source, now: datetime) -> Entered:
    """Enter the credits of one document, in a few statements however many they are.

    Two equal lines of one document are two payments; an equal line of another document is the same payment told
    again: it enters once, and a person is shown the likeness.
    """
    ranks: Counter[tuple[object, ...]] = Counter()
    told: dict[str, Payment] = {}
    keys: list[str] = []
    for movement in movements:
        if movement.direction != "credit":
            continue
        content = (movement.value_date, movement.amount, movement.payer, movement.label)
        value = _payment(movement, source)
        key = entry_key(
            source.account if source.counted else f"unverified:{source.inbox_id}",
            movement.bank_id or "",
            value,
            ranks[content],
        )
        ranks[content] += 1
        told.setdefault(key, value)
        keys.append(key)
    known = many_payments.by_keys(session, told)
    rows = [_columns(key, value, source, now) for key, value in told.items() if key not in known]
    new = many_payments.add(session, rows)
    history.append(session, *(_entry(row, source, now) for row in new.values()))
    again = [known[key] if key in known else new[key] for key in _told_again(keys, known)]
    return Entered(new=tuple(new.values()), again=tuple(again))


def _told_again(keys: Sequence[str], known: Mapping[str, PaymentRow]) -> list[str]:
    """Keys that the books had, and repetitions of a bank's own id within the document."""
    seen = set(known)
    again = []
    for key in keys:
        if key in seen:
            again.append(key)
        seen.add(key)
    return again


def _payment(movement: Movement, source: Source) -> Payment:
    return Payment(
        id=0,
        received_on=movement.value_date or source.day,
        amount=Money.of(movement.amount, movement.currency),
        payer=movement.payer or "",
        payer_iban=movement.payer_iban or "",
        label=movement.label or "",
        account=source.account,
    )


def _columns(key: str, value: Payment, source: Source, now: datetime) -> dict[str, Any]:
    return {
        "entry_key": key,
        "status": (PaymentStatus.COUNTED if source.counted else PaymentStatus.UNVERIFIED).value,
        "received_on": value.received_on,
        "currency": value.amount.currency,
        "amount_minor": value.amount.minor,
        "unapplied_minor": value.amount.minor,
        "payer": value.payer,
        "payer_iban": value.payer_iban,
        "label": value.label,
        "account": source.account,
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
