"""A bank's notice becomes payments, each once; unauthenticated ones are shown and touch no balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from mailbot.core.money import Money
from mailbot.core.payment import Payment, PaymentStatus, entry_key
from mailbot.core.reading.understood import Movement, Understood
from mailbot.core.telling import Likeness, Told
from mailbot.store import history, state
from mailbot.store.money import many_payments, payments_in_hand, tellings
from mailbot.store.tables import InboxRow, PaymentRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.money.told_before import DOUBTFUL, Source, confirm_all, told_before


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
    lines = _lines(movements, source)
    known = _known_keys(session, lines)
    fresh = [line for line in lines if line.key not in known and line.told.key not in known]
    again = [known.get(line.told.key) or known[line.key] for line in lines if line not in fresh]
    first = list({line.key: line for line in fresh}.values())
    again_here = [line.key for line in fresh if line not in first]
    told = told_before(session, [line.told for line in first])
    confirmed = [(line, told[at][0]) for at, line in enumerate(first) if told.get(at, (0, None))[1] is Likeness.SAME]
    unknown = [(at, line) for at, line in enumerate(first) if told.get(at, (0, None))[1] is not Likeness.SAME]
    rows = [_columns(line.key, line.payment, source, now) for _, line in unknown]
    doubts = {line.key: told[at][0] for at, line in unknown if at in told}
    for row in rows:
        if row["entry_key"] in doubts and source.counted:
            row |= {"status": PaymentStatus.UNVERIFIED.value, "decision": DOUBTFUL}
    new = many_payments.add(session, rows)
    tellings.write(session, [(new[line.key].id, line.told) for _, line in unknown], source.inbox_id, now)
    tellings.write(session, [(payment_id, line.told) for line, payment_id in confirmed], source.inbox_id, now)
    history.append(session, *(_entry(row, source, now) for row in new.values()))
    both = confirm_all(session, [(payment_id, line.payment) for line, payment_id in confirmed], source, now)
    return Entered(
        new=tuple(row for key, row in new.items() if key not in doubts or not source.counted),
        again=tuple(
            payments_in_hand.by_ids(session, again) + [new[key] for key in again_here if key in new]
        ),
        confirmed=both,
        doubtful=tuple((new[key], other) for key, other in doubts.items() if source.counted),
    )


def doubts_of(entered: Entered) -> list[str]:
    """A sentence per payment that waits for a person to say whether it is another one."""
    return [
        f"{Money.from_minor(row.amount_minor, row.currency)} du {row.received_on:%d/%m/%Y} ressemble au règlement "
        f"n° {other} : il ne compte pas tant que personne ne dit que c'en est un autre (règlement n° {row.id})"
        for row, other in entered.doubtful
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A credit of the document, the key under which it enters, and what is told by it."""

    key: str
    payment: Payment
    told: Told


def _lines(movements: Sequence[Movement], source: Source) -> list[_Line]:
    ranks: Counter[tuple[object, ...]] = Counter()
    lines = []
    for movement in movements:
        if movement.direction != "credit":
            continue
        content = (movement.value_date, movement.amount, movement.payer, movement.label)
        value = _payment(movement, source)
        scope = source.account if source.counted else f"unverified:{source.inbox_id}"
        key = entry_key(scope, movement.bank_id or "", value, ranks[content])
        ranks[content] += 1
        lines.append(_Line(key, value, _told(movement, value, key, source)))
    return lines


def _told(movement: Movement, value: Payment, key: str, source: Source) -> Told:
    who = movement.told_by or source.told_by
    return Told(
        told_by=who,
        key=f"{who}:{key}"[:240],
        currency=value.amount.currency,
        minor=value.amount.minor,
        on=value.received_on,
        account="" if source.vague else source.account,
        payer=value.payer,
        payer_iban=value.payer_iban,
        label=value.label,
        batch=(movement.bank_id or "").partition("/")[0],
    )


def _known_keys(session: Session, lines: Sequence[_Line]) -> dict[str, int]:
    """Keys that the books have, of tellings and of payments, with the payment."""
    known = tellings.by_keys(session, [line.told.key for line in lines])
    rows = many_payments.by_keys(session, [line.key for line in lines])
    return known | {key: row.id for key, row in rows.items()}


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
