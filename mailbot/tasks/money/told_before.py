"""What is told now and was told before, by another: it is noted with the payment, which counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.payment import Payment, PaymentStatus
from mailbot.core.telling import Likeness, Told, batches, pairs
from mailbot.store import history
from mailbot.store.money import payments_in_hand, tellings
from mailbot.store.tables import PaymentRow

# What a payment's `decision` says while a person has to say whether it is another one; and once it is nobody's debt.
DOUBTFUL = "doubtful"
SET_ASIDE = "aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a movement was read: bank and account, counted or only shown, the message if it was one; who entered it.

    `told_by`: notice, file, hand, fec; of a statement its format. `vague`: the account is not known for sure.
    """

    bank: str
    account: str
    counted: bool
    day: date
    inbox_id: int | None = None
    author: str = "mailbot"
    told_by: str = "statement"
    vague: bool = False


def told_before(session: Session, told: Sequence[Told]) -> dict[int, tuple[int, Likeness]]:
    """Position → the payment that others told of, and how surely it is the same."""
    if not told:
        return {}
    days = [one.on for one in told]
    near = tellings.of_amounts(session, {one.minor for one in told}, min(days), max(days))
    found = {at: (one.payment_id, like) for at, (one, like) in pairs(told, near).items()}
    rest = {one.entry for at, one in enumerate(told) if one.entry and at not in found}
    for at, one in batches(told, tellings.of_batches(session, rest) if rest else {}).items():
        found.setdefault(at, (one.payment_id, Likeness.SAME))
    return found


def confirm_all(
    session: Session, told: Sequence[tuple[int, Payment]], source: Source, now: datetime
) -> tuple[PaymentRow, ...]:
    """Somebody else tells of these payments (by key) too; each is noted in the history."""
    rows = payments_in_hand.by_ids(session, [key for key, _ in told])
    entries = [_confirm(row, payment, source, now) for row, (_, payment) in zip(rows, told, strict=True)]
    history.append(session, *entries)
    return tuple(rows)


def _confirm(row: PaymentRow, told: Payment, source: Source, now: datetime) -> history.Entry:
    """What he knows more is taken over, and an unproved notice counts from now on."""
    waits = row.decision in ("", "review", "none")
    if waits and (told.payer_iban and not row.payer_iban or len(told.label) > len(row.label)):
        row.payer_iban, row.payer = row.payer_iban or told.payer_iban, row.payer or told.payer
        row.label = told.label if len(told.label) > len(row.label) else row.label
        row.decision = ""
    said = f"aussi annoncé par {source.bank} ({source.told_by})"
    if source.counted and row.status == PaymentStatus.UNVERIFIED and row.decision not in (DOUBTFUL, SET_ASIDE):
        row.status, row.decision, said = PaymentStatus.COUNTED, "", f"{said} : il compte désormais"
        row.received_on = told.received_on  # the day that is proved, not the one that a mail claimed
    return history.Entry(
        at=now, actor=source.author, kind="payment_confirmed", client_id=row.client_id, payment_id=row.id,
        inbox_id=source.inbox_id, text=said, data={"label": told.label},
    )  # fmt: skip
