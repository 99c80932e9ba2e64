"""Which rows travel in one message, and at which level each of them counts.

Formal notices apart, pre-due reminders apart, all else together. With `raise_all` the rows of a reminder take one
level: the one that follows the highest among them. It lifts no row while a deadline that was printed for the client is
running, and none to a formal notice, unless `raise_to_formal` is set and the notice's own day, pause and deadline have
come for that row too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mailbot.core.deciding.policy import ladder_of
from mailbot.core.deciding.standing import Decision
from mailbot.core.deciding.verdicts import Verdict
from mailbot.core.errors import Refused
from mailbot.core.ladder import Ladder, Level, Waits, WorkCalendar, opens

# Rows that no other row may take along: time that was given in writing, and a ladder that has no level left.
_STAY = frozenset({Decision.DEADLINE_RUNNING, Decision.LEVEL_DONE})


@dataclass(frozen=True, slots=True)
class Frame:
    """What every reminder of one planning shares."""

    ladders: Mapping[str, Ladder]
    calendar: WorkCalendar
    today: date

    def ladder(self, verdict: Verdict) -> Ladder:
        """The ladder that the invoice of this verdict climbs."""
        return ladder_of(verdict.standing.invoice, verdict.standing.client, self.ladders)


@dataclass(frozen=True, slots=True)
class Row:
    """One invoice of a message. `level`: the one that the message counts for it, None where it is only mentioned."""

    verdict: Verdict
    level: Level | None

    def below(self, level: Level) -> bool:
        """Is that level higher than what was counted for the invoice, and than what the message counts?"""
        counted = self.verdict.standing.invoice.level
        return (counted is None or counted < level.number) and (self.level is None or self.level.number < level.number)


def own_level(verdict: Verdict) -> Level:
    """The level that opened. Raises Refused when there is none."""
    if verdict.level is None:
        raise Refused(f"{verdict.standing.invoice.number}: no level is next.")
    return verdict.level


def lots(advanced: Sequence[Verdict], mentioned: Sequence[Verdict], frame: Frame) -> Iterator[tuple[Row, ...]]:
    """The messages that these invoices of one client and currency may make; each holds at least one advanced row."""
    formal: dict[int, list[Row]] = defaultdict(list)
    ahead: list[Row] = []
    ordinary: list[Row] = []
    for verdict in advanced:
        level = own_level(verdict)
        before = frame.ladder(verdict).before_due(level)
        (formal[level.number] if level.formal else ahead if before else ordinary).append(Row(verdict, level))
    others = [*ordinary, *(Row(verdict, None) for verdict in mentioned)]
    for rows in formal.values():
        yield (*rows, *_joining(rows, others, frame))
    if ahead:
        yield tuple(ahead)
    if ordinary:
        yield tuple(_raised(ordinary, others, frame))


def _raised(ordinary: Sequence[Row], rows: Sequence[Row], frame: Frame) -> Iterator[Row]:
    """All rows of a ladder that raises them take the level that follows the highest among them."""
    targets = {
        ladder.name: max((rung for row in rows if (rung := _rung(row, ladder, frame))), key=lambda rung: rung.number)
        for ladder in {frame.ladder(row.verdict).name: frame.ladder(row.verdict) for row in ordinary}.values()
        if ladder.raise_all
    }
    for row in rows:
        target = targets.get(frame.ladder(row.verdict).name)
        lifted = target is not None and row.verdict.decision not in _STAY and row.below(target)
        yield replace(row, level=target) if lifted else row


def _rung(row: Row, ladder: Ladder, frame: Frame) -> Level | None:
    """How high this row lifts the others of its ladder: to its next level, or to the last one before a formal
    notice."""
    following = row.verdict.level
    if following is None or row.verdict.decision in _STAY or frame.ladder(row.verdict).name != ladder.name:
        return None
    if not following.formal:
        return following
    ordinary = [one for one in ladder.levels if one.number < following.number and not one.formal]
    return ordinary[-1] if ordinary and not ladder.before_due(ordinary[-1]) else None


def _joining(notice: Sequence[Row], others: Sequence[Row], frame: Frame) -> Iterator[Row]:
    """Rows that a ladder takes along to a formal notice, where it says so and the notice's own conditions hold."""
    levels = {frame.ladder(row.verdict).name: own_level(row.verdict) for row in notice}
    for row in others:
        ladder = frame.ladder(row.verdict)
        level = levels.get(ladder.name)
        if level is None or not (ladder.raise_all and ladder.raise_to_formal) or row.verdict.decision in _STAY:
            continue
        opening = opens(level, ladder, frame.calendar, row.verdict.standing.invoice, Waits())
        if row.below(level) and opening.day <= frame.today:
            yield replace(row, level=level)
