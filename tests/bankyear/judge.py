"""The books against the truth: what is right, what waits for a person, what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from mailbot.core.payment import PaymentStatus
from mailbot.demo.transfers import bank_name
from mailbot.store.tables import PaymentRow
from tests.bankyear.life import PROVIDER, Life, Line

COUNTED, REVERSED, UNVERIFIED = PaymentStatus.COUNTED, PaymentStatus.REVERSED, PaymentStatus.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Credit:
    """What has to be in the books once: whose, cents, the days that are right for it, and whether it came back."""

    account: str
    minor: int
    days: frozenset[date]
    came_back: bool
    line: Line


@dataclass(slots=True)
class Verdict:
    """`missing` and `extra` credits, `still` counted though they came back, `owners` wrong; all in sentences."""

    right: int = 0
    pairs: list[tuple[Credit, PaymentRow]] = field(default_factory=list)
    missing: list[Credit] = field(default_factory=list)
    extra: list[PaymentRow] = field(default_factory=list)
    still: list[tuple[Credit, PaymentRow]] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        """What is not as it should be."""
        for one in self.missing:
            yield f"not in the books: {_told(one)}"
        for row in self.extra:
            yield (
                f"never came: payment {row.id}, {row.amount_minor} of {row.received_on} on {row.account[-8:]} "
                f"({row.payer}, {row.label}, {row.status})"
            )
        for one, row in self.still:
            yield f"came back and counts: payment {row.id}, {_told(one)}"


def credits_of(life: Life, rows: Sequence[PaymentRow]) -> list[Credit]:
    """All that came, a batch as it entered: whole where its total is in the books, else by its parts."""
    totals = {(row.account, row.amount_minor, row.received_on) for row in rows if row.status == COUNTED}
    back = {id(line.back) for line in life.lines if line.back is not None}
    found = []
    for line in life.lines:
        on = [line.on + timedelta(days=late) for late in range(3)]  # a mail without a day of its own comes later
        whole = line.kind != "batch" or any((line.account, line.minor, day) in totals for day in on)
        if line.kind in ("credit", "payout", "online", "batch"):
            found += [_credit(one, line, back) for one in ((line,) if whole else line.parts)]
    return found


def _credit(one: Line, entry: Line, back: set[int]) -> Credit:
    account = PROVIDER.title() if one.kind == "online" else one.account
    days = frozenset({one.on, one.value_on, entry.on, entry.value_on})
    return Credit(account, one.minor, days, id(one) in back, one)


def judge(life: Life, rows: Sequence[PaymentRow]) -> Verdict:
    """Each credit against the payments of its account and amount: as many of both as can be are brought together."""
    verdict = Verdict()
    came: dict[tuple[str, int], list[Credit]] = defaultdict(list)
    in_books: dict[tuple[str, int], list[PaymentRow]] = defaultdict(list)
    for credit in credits_of(life, rows):
        came[(credit.account, credit.minor)].append(credit)
    for row in rows:
        if row.status in (COUNTED, REVERSED):
            in_books[(row.account, row.amount_minor)].append(row)
    for key in sorted({*came, *in_books}):
        pairs = _together(came[key], in_books[key])
        verdict.pairs += pairs
        verdict.missing += [one for one in came[key] if not any(one is credit for credit, _ in pairs)]
        verdict.extra += [row for row in in_books[key] if not any(row is one for _, one in pairs)]
    for credit, row in verdict.pairs:
        if credit.came_back and row.status == COUNTED:
            verdict.still.append((credit, row))
        elif not credit.came_back and row.status == REVERSED:
            verdict.missing.append(credit)
        else:
            verdict.right += 1
    return verdict


def _together(came: list[Credit], rows: list[PaymentRow]) -> list[tuple[Credit, PaymentRow]]:
    """As many pairs as can be, the best first. Of equal payments of one payer some days apart, which nobody can tell
    from each other, one may bear the other's day."""
    ranked = {
        at: sorted((rank, to) for to, row in enumerate(rows) if (rank := _rank(one, row, came)) is not None)
        for at, one in enumerate(came)
    }
    holder: dict[int, int] = {}

    def place(at: int, tried: set[int]) -> bool:
        for _, to in ranked[at]:
            if to not in tried:
                tried.add(to)
                if to not in holder or place(holder[to], tried):
                    holder[to] = at
                    return True
        return False

    for at in sorted((at for at in ranked if ranked[at]), key=lambda at: ranked[at][0]):
        place(at, set())
    return [(came[at], rows[to]) for to, at in holder.items()]


def _rank(one: Credit, row: PaymentRow, came: list[Credit]) -> tuple[bool, bool, bool, int] | None:
    """How badly they go together: payer, day, fate; None when they do not at all."""
    far = min(abs((row.received_on - day).days) for day in one.days)
    stranger = bank_name(row.payer) != bank_name(one.line.payer)
    if far and (stranger or far > 4 or not any(other is not one and _is_twin(one, other) for other in came)):
        return None
    return stranger, far > 0, (row.status == REVERSED) is not one.came_back, far


def _is_twin(one: Credit, other: Credit) -> bool:
    near = min(abs((a - b).days) for a in one.days for b in other.days)
    return one.line.payer == other.line.payer and near <= 4


def balances(life: Life, rows: Sequence[PaymentRow]) -> Iterator[str]:
    """Opening and movements make the closing balance of each account: what counts, less what left besides."""
    parts = {id(credit.line) for credit in credits_of(life, rows)}
    for account in life.accounts:
        closing = sum(line.minor for line in life.lines if line.account == account.iban)
        # What came back of a batch that is in the books as one credit is the firm's own loss until somebody splits it.
        left = sum(
            line.minor for line in life.lines
            if line.account == account.iban
            and (line.kind == "debit" or line.kind == "rejection" and id(line.back) not in parts)
        )  # fmt: skip
        counted = sum(row.amount_minor for row in rows if row.account == account.iban and row.status == COUNTED)
        if counted + left != closing:
            yield f"balance of {account.iban[-8:]}: {counted + left} by the books, {closing} at the bank"


def _told(one: Credit) -> str:
    days = "/".join(str(day) for day in sorted(one.days))
    return f"{one.minor} of {days} on {one.account[-8:]} ({one.line.kind}, {one.line.payer}, {one.line.label})"
