"""A person says, for many old debts at once, from which level they are reminded; and may take it back.

At the start old debts are shown and none is reminded. Here all that wait, or those of one client, are given their next
level: the same for all, or for each the one that its lateness proposes. Pages of some thousand invoices are written
one after the other: whoever stops in between goes on later with what still waits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.deciding.lateness import level_by_lateness
from mailbot.core.deciding.policy import ladder_of
from mailbot.core.errors import Refused
from mailbot.core.ladder import Ladder, Level
from mailbot.intake.told import Told, quiet
from mailbot.store import history, state
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import old_debts
from mailbot.store.dunning.old_debts import OldDebt
from mailbot.tasks.deciding.change_level import counted_before
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office

_AT_ONCE = 2000
_MOVED_AT = "old_debts_moved_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldDebtOrder:
    """What a person wants of the debts that wait: the level `following` for all, None for the one that lateness
    proposes; of one client (`code`) or of all; why. `dry`: only say what would happen."""

    why: str
    following: int | None = None
    code: str = ""
    dry: bool = False


@dataclass(slots=True)
class Moved:
    """How many invoices go on at which level (by ladder, number and name); `left` still wait: their ladder has no such
    level, or none that is left, or is not in the configuration."""

    levels: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    left: int = 0


def move_old_debts(office: Office, order: OldDebtOrder, by: Decider, now: datetime, told: Told = quiet) -> Moved:
    """Give the old debts that wait their next level; their wait ends. Raises Refused without a reason, for a client
    that is not known, and when nothing waits."""
    moved = Moved()
    with office.books.read() as session:
        owner = _owner(session, order)
        waiting = old_debts.count(session, owner)
    if not waiting:
        raise Refused("Aucune dette ancienne n'attend qu'on dise à partir de quel niveau la relancer.")
    if not order.dry:
        with office.books.write() as session:
            state.remember(session, _MOVED_AT, now.isoformat())
    done = after = 0
    while True:
        with (office.books.read if order.dry else office.books.write)() as session:
            page = old_debts.some(session, after, _AT_ONCE, owner)
            found = [(one, ladder, level) for one in page for ladder, level in _next(office, order, one, now)]
            if not order.dry:
                _write(session, order, found, by, now)
        moved.levels.update((ladder.name, level.number, level.name) for _, ladder, level in found)
        moved.left += len(page) - len(found)
        if len(page) < _AT_ONCE:
            return moved
        done, after = done + len(page), page[-1].hold_id
        told("old debts", done, waiting)


def take_back(office: Office, order: OldDebtOrder, by: Decider, now: datetime) -> int:
    """What the last such order moved waits as before, unless it has been reminded since. Returns how many do.

    Raises Refused without a reason, and when there is nothing to take back.
    """
    with office.books.write() as session:
        owner, moment = _owner(session, order), state.fact(session, _MOVED_AT)
        rows = old_debts.moved_at(session, datetime.fromisoformat(moment), owner) if moment else []
        if not rows:
            raise Refused("Aucune dette ancienne n'a été remise en relance, ou toutes ont été relancées depuis.")
        old_debts.wait_again(session, [hold for hold, _, _, _ in rows])
        old_debts.count_level(session, [invoice for _, invoice, _, _ in rows], None)
        invoices.wake_all(session, {client for _, _, client, _ in rows})
        text = f"attend de nouveau qu'on dise son niveau - {order.why.strip()}"
        history.append(session, *_lines(((i, c, n, text, {}) for _, i, c, n in rows), "old_debt_waits", by, now))
    return len(rows)


def _owner(session: Session, order: OldDebtOrder) -> int | None:
    if not order.why.strip():
        raise Refused("Dites pourquoi : la raison reste dans l'historique du client.")
    if not order.code:
        return None
    row = clients.by_code(session, order.code)
    if row is None:
        raise Refused(f"Aucun client n'a le code {order.code}.")
    return row.id


def _next(office: Office, order: OldDebtOrder, one: OldDebt, now: datetime) -> Iterator[tuple[Ladder, Level]]:
    """Its ladder and the level at which it goes on; nothing where there is none."""
    try:
        ladder = ladder_of(one.invoice, one.client, office.ladders)
    except Refused:
        return
    today = office.day(now)
    if order.following is not None:
        level = ladder.level(order.following)
        level = None if level and ladder.before_due(level) else level
    else:
        # Where no day has come yet, the first level waits for its own.
        level = level_by_lateness(one.invoice, ladder, today) or ladder.after(one.invoice.level, overdue=True)
    if level:
        yield ladder, level


def _write(
    session: Session, order: OldDebtOrder, found: Sequence[tuple[OldDebt, Ladder, Level]], by: Decider, now: datetime
) -> None:
    by_level: dict[int | None, list[int]] = {}
    for one, ladder, level in found:
        by_level.setdefault(counted_before(ladder, level.number), []).append(one.invoice.id)
    for counted, keys in by_level.items():
        old_debts.count_level(session, keys, counted)
    old_debts.release(session, [one.hold_id for one, _, _ in found], by.email, now)
    invoices.wake_all(session, {one.invoice.client_id for one, _, _ in found})
    said = _said(order)
    lines = (
        (one.invoice.id, one.invoice.client_id, one.invoice.number, said(level), {"next": level.number})
        for one, _, level in found
    )
    history.append(session, *_lines(lines, "level_changed", by, now))


def _said(order: OldDebtOrder) -> Callable[[Level], str]:
    how = "d'après le retard, " if order.following is None else ""
    return lambda level: f"prochaine relance au niveau {level.number} ({level.name}), {how}{order.why.strip()}"


def _lines(
    told: Iterator[tuple[int, int, str, str, dict[str, int]]], kind: str, by: Decider, now: datetime
) -> Iterator[history.Entry]:
    for invoice, client, number, text, data in told:
        yield history.Entry(
            at=now, actor=by.email, kind=kind, client_id=client, invoice_id=invoice, text=f"{number} : {text}",
            data={"via": by.via, **data},
        )  # fmt: skip
