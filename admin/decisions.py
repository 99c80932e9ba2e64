"""A batch's form, read as the decision it stands for: the same value that a reply by mail becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from admin.fields import a_day
from admin.language import gettext, ngettext
from mailbot.core.errors import Refused
from mailbot.core.reading.understood import Approval, ReplyLine
from mailbot.core.reminder import ReminderStatus
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.decide_reminders import Done

APPROVE_REST = "approve"


def approval_of(form: Mapping[str, str], rows: Sequence[ReminderRow], today: date) -> Approval:
    """What the form decides about the reminders that still wait.

    Each may be refused, postponed or left out by itself; the others are approved when the button says so. Raises
    Refused when nothing is decided, or a reminder is no longer the one that was shown.
    """
    waiting = [row for row in rows if row.status == ReminderStatus.PROPOSED and row.number is not None]
    _check_unchanged(form, waiting)
    lines = [line for row in waiting if (line := _own(form, row, today))]
    if form.get("rest") == APPROVE_REST:
        others = tuple(row.number or 0 for row in waiting if not form.get(f"own-{row.number}"))
        lines += [ReplyLine(verb="approve", numbers=others)] if others else []
    if not lines:
        raise Refused(gettext("Rien n'est décidé : choisissez au moins une relance."))
    return Approval(decision="partial", lines=tuple(lines))


def _own(form: Mapping[str, str], row: ReminderRow, today: date) -> ReplyLine | None:
    number = row.number or 0
    return one_line(
        form.get(f"own-{number}", ""), number, form.get(f"why-{number}", ""), form.get(f"until-{number}"), today
    )


def one_line(choice: str, number: int, why: str, until: str | None, today: date) -> ReplyLine | None:
    """What is decided about one reminder; None when it is left as it is. Raises Refused for a day that has come."""
    if choice == "approve":
        return ReplyLine(verb="approve", numbers=(number,))
    if choice == "reject":
        return ReplyLine(verb="reject", numbers=(number,), reason=" ".join(why.split()))
    if choice != "postpone":
        return None
    day = a_day(until)
    if day is None or day <= today:
        raise Refused(gettext("Pour reporter la relance %(number)s, choisissez un jour à venir.", number=number))
    return ReplyLine(verb="postpone", numbers=(number,), until=day)


def _check_unchanged(form: Mapping[str, str], waiting: Iterable[ReminderRow]) -> None:
    """A decision is about what was shown."""
    for row in waiting:
        shown = form.get(f"hash-{row.number}")
        if shown is not None and shown != row.content_hash:
            said = gettext("La relance %(number)s a changé depuis l'affichage : relisez-la.", number=row.number)
            raise Refused(said)


def summed_up(done: Iterable[Done]) -> str:
    """What became of the reminders, in one sentence."""
    found = Counter(one.done for one in done)
    said = [
        ngettext("%(num)d relance approuvée", "%(num)d relances approuvées", found["approved"]),
        ngettext("%(num)d refusée", "%(num)d refusées", found["rejected"]),
        ngettext("%(num)d reportée", "%(num)d reportées", found["postponed"]),
        ngettext("%(num)d déjà décidée", "%(num)d déjà décidées", found["too_late"] + found["already_approved"]),
        ngettext("%(num)d pas encore rédigée", "%(num)d pas encore rédigées", found["too_early"]),
    ]
    kept = [words for words in said if not words.startswith("0 ")]
    return gettext("%(what)s.", what=", ".join(kept)) if kept else gettext("Rien n'a changé.")
