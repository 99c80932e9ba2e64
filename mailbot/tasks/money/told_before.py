"""What is told now and was told before, by another: it is noted with the payment, which counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core import batches
from mailbot.core.alike import tells_more
from mailbot.core.payment import Payment, PaymentStatus
from mailbot.core.telling import Likeness, Pair, pairs
from mailbot.core.told import PEOPLE, STATEMENTS, Told
from mailbot.store import history
from mailbot.store.money import entries, payments_in_hand, tellings
from mailbot.store.money.payments_in_hand import DOUBTFUL
from mailbot.store.tables import PaymentRow

# What a payment's `decision` says once it is nobody's debt.
SET_ASIDE = "aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a movement was read: bank and account, counted or only shown, the message if it was one; who entered it.

    `told_by`: notice, file, hand, fec; of a statement its format. `accounts`: the firm's own there; `vague`: which of
    them is not known for sure, unless the movement says it.
    """

    bank: str
    account: str
    counted: bool
    day: date
    inbox_id: int | None = None
    author: str = "mailbot"
    told_by: str = "statement"
    vague: bool = False
    accounts: tuple[str, ...] = ()


def told_before(session: Session, told: Sequence[Told]) -> dict[int, Pair]:
    """Position → the payment that others told of, and how surely it is the same."""
    if not told:
        return {}
    first, last = min(one.on for one in told), max(one.on for one in told)
    amounts = {one.minor for one in told} | {one.part_of[1] for one in told if one.part_of}
    near = tellings.of_amounts(session, amounts, first, last)
    found = pairs(told, near)
    rest = {one.entry for at, one in enumerate(told) if one.entry and at not in found}
    for at, one in batches.by_id(told, tellings.of_batches(session, rest) if rest else {}).items():
        found.setdefault(at, Pair(one, Likeness.SAME))
    known_in_part = {told[at].part_of for at in found} - {None}
    left = [
        at for at, one in enumerate(told)
        if at not in found and one.told_by not in PEOPLE and one.part_of not in known_in_part
    ]  # fmt: skip
    taken = {pair.known.payment_id for pair in found.values()}
    wholes = tellings.of_wholes(session, {told[at].minor for at in left}, first, last) if left else []
    free = [one for one in (*near, *wholes) if one.payment_id not in taken]
    for at, one in batches.by_sum([told[at] for at in left], free).items():
        found[left[at]] = Pair(one, Likeness.SAME)
    return found


@dataclass(frozen=True, slots=True)
class Again:
    """Somebody tells of a known payment too: what he told, as he told it and as the payment that it would be."""

    pair: Pair
    told: Told
    payment: Payment


def confirm_all(session: Session, told: Sequence[Again], source: Source, now: datetime) -> tuple[PaymentRow, ...]:
    """Somebody else tells of these payments too; each is noted in the history."""
    rows = payments_in_hand.by_ids(session, [one.pair.known.payment_id for one in told])
    late = [row.id for row, one in zip(rows, told, strict=True) if row.received_on != one.payment.received_on]
    booked = entries.of_payments(session, late)
    events = [_confirm(row, one, source, now, row.id in booked) for row, one in zip(rows, told, strict=True)]
    history.append(session, *events)
    return tuple(rows)


def _confirm(row: PaymentRow, again: Again, source: Source, now: datetime, booked: bool) -> history.Entry:
    """What he knows more is taken over, and an unproved notice counts from now on. Of a whole and its parts neither
    tells more of the other."""
    told = again.payment
    said = [f"aussi annoncé par {source.bank} ({again.told.told_by})"]
    if told.amount.minor == row.amount_minor:
        _complete(row, told)
    if source.counted and row.status == PaymentStatus.UNVERIFIED:
        said += _vouch(row, again)
    if again.told.account and not again.pair.known.on_some_account:
        row.account = again.told.account
    if _knows_the_day(again) and not booked and row.received_on != told.received_on:
        said.append(f"le {told.received_on:%d/%m/%Y} et non le {row.received_on:%d/%m/%Y}")
        row.received_on = told.received_on
    return history.Entry(
        at=now, actor=source.author, kind="payment_confirmed", client_id=row.client_id, payment_id=row.id,
        inbox_id=source.inbox_id, text=", ".join(said), data={"label": told.label},
    )  # fmt: skip


def _complete(row: PaymentRow, told: Payment) -> None:
    """While nobody has placed it, what tells more of the payer or the numbers is taken over, and matched anew."""
    more = tells_more(told.label, row.label)
    if row.decision in ("", "review", "none") and (more or told.payer_iban and not row.payer_iban):
        row.payer_iban, row.payer = row.payer_iban or told.payer_iban, row.payer or told.payer
        row.label = told.label if more else row.label
        row.decision = ""


def _vouch(row: PaymentRow, again: Again) -> list[str]:
    """A proved teller tells of what did not count. What was in doubt counts when he tells of all that is like it, each
    by itself; when a person had set it aside, they look again."""
    if row.decision == SET_ASIDE and again.pair.alone:
        row.decision = DOUBTFUL
        return ["à part de ceux qui lui ressemblent : à revoir"]
    if row.decision == SET_ASIDE or (row.decision == DOUBTFUL and not again.pair.alone):
        return []
    row.status, row.decision = PaymentStatus.COUNTED, ""
    row.received_on = again.payment.received_on  # the day that is proved, not the one that a mail claimed
    return ["il compte désormais"]


def _knows_the_day(again: Again) -> bool:
    """Is it told by a better statement than by all before? Mails may be late, people mistaken; a bank's books are not.
    A CSV may name the day of booking, so every other statement is better than it."""
    if again.told.told_by not in STATEMENTS:
        return False
    return not again.pair.known.was_told_by(*(STATEMENTS if again.told.told_by == "csv" else STATEMENTS[:-1]))
