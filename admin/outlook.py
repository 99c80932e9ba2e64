"""What the plan says of invoices now, in words: the same verdicts as the real run, for the clients on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from admin.desk import language, now, office, reading, today
from admin.language import gettext
from mailbot.core.deciding.policy import QUOTE
from mailbot.core.deciding.verdicts import Decision, Verdict, sentence
from mailbot.tasks.planning.standings import gather, judge_all

# How a verdict looks: what is about to happen, what a person or a client caused, and what only waits for its day.
_TONES = {
    Decision.REMIND: "next",
    Decision.WAITING_APPROVAL: "next",
    Decision.NO_CONTACT: "alert",
    Decision.LEVEL_DONE: "alert",
    Decision.INSOLVENT: "alert",
    Decision.DECEASED: "alert",
    Decision.BANK_SILENT: "alert",
    Decision.DISPUTED: "held",
    Decision.ON_HOLD: "held",
    Decision.PROMISED: "held",
    Decision.INSTALMENTS: "held",
    Decision.CONVERSATION_OPEN: "held",
    Decision.EXCLUDED: "held",
    Decision.ABSENT: "held",
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """A verdict as it is shown: its sentence, its tone, the day on which it may change, the level that comes next."""

    words: str
    tone: str
    until: date | None
    level: str


def outlooks(client_ids: Iterable[int], only: Iterable[int] | None = None) -> dict[int, Outlook]:
    """The outlook of every open invoice of these clients (or of those of `only`), by the invoice's key."""
    keys = sorted(set(client_ids))
    if not keys:
        return {}
    shown = None if only is None else frozenset(only)
    verdicts = judge_all(office(), gather(reading(), office(), keys, now(), only=shown), today())
    return {verdict.standing.invoice.id: outlook(verdict) for verdict in verdicts}


def outlook(verdict: Verdict) -> Outlook:
    """One verdict as it is shown."""
    said = sentence(verdict, language())
    level = verdict.level.name if verdict.level else ""
    if level and verdict.until is not None and verdict.decision is not Decision.REMIND:
        said = gettext("%(said)s, puis %(level)s", said=said, level=level)
    return Outlook(said, tone(verdict.decision), verdict.until, level)


def tone(code: str) -> str:
    """How a verdict, or another reason for leaving an invoice out, looks."""
    return {decision.value: look for decision, look in _TONES.items()}.get(code, "quiet")


def ladder_levels() -> dict[int, str]:
    """Every level that an invoice may be at, by number, with the first name it has."""
    found: dict[int, str] = {}
    for ladder in (one for name, one in office().ladders.items() if name != QUOTE):
        for step in ladder.levels:
            found.setdefault(step.number, step.name)
    return dict(sorted(found.items()))
