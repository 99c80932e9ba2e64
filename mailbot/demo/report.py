"""The summary of a demo in words, a line per matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mailbot.core.money import Money
from mailbot.demo.firm import ADDRESS
from mailbot.demo.options import DemoResult
from mailbot.demo.summary import Summary

# Words of the books, as one and as many; in the order in which they are listed.
_DOCUMENTS = {"invoice": ("invoice", "invoices"), "credit_note": ("credit note", "credit notes")}
_PLACED = {
    "auto": ("by itself", "by themselves"), "person": ("by the assistant", "by the assistant"),
    "review": ("still to review", "still to review"), "none": ("of an unknown payer", "of unknown payers"),
}  # fmt: skip
_REPLIES = {
    "promise_to_pay": ("promise", "promises"), "already_paid": ("said paid", "said paid"),
    "dispute": ("dispute", "disputes"), "question": ("question", "questions"),
    "document_request": ("copy asked for", "copies asked for"), "contact_change": ("other contact", "other contacts"),
    "insolvency": ("insolvency", "insolvencies"), "acknowledgement": ("acknowledgement", "acknowledgements"),
    "other": ("unclear", "unclear"),
}  # fmt: skip
_HELD = {
    "promise": ("promise", "promises"), "dispute": ("dispute", "disputes"), "hold": ("pause", "pauses"),
    "conversation": ("conversation", "conversations"), "absent": ("absence", "absences"),
    "insolvent": ("insolvency", "insolvencies"),
}  # fmt: skip


def lines(result: DemoResult) -> Iterator[str]:
    """What happened, and what was left where."""
    for title, say in _MATTERS:
        yield f"{title:<12} {say(result.summary)}"
    yield ""
    if not result.problems:
        yield "All invariants hold: nothing paid was reminded, nothing left twice, every cent is accounted for."
    yield f"Left in {result.folder}: the books, and a Maildir per address in mail/ (the bot's is {ADDRESS})."
    yield f"Try: mailbot --config {result.configuration} plan --dry-run"


def _invoices(summary: Summary) -> str:
    return f"{_listed(summary.documents, _DOCUMENTS)} imported with their PDFs"


def _reminders(summary: Summary) -> str:
    levels = ", ".join(f"{count} {name}" for (_, name), count in sorted(summary.sent.items()))
    return f"{sum(summary.sent.values())} left: {levels}"


def _approval(summary: Summary) -> str:
    statuses = summary.statuses
    return (
        f"{summary.approvals.get('mail', 0)} approved by reply, {statuses.get('rejected', 0)} refused, "
        f"{statuses.get('fell_out', 0)} fell out at the gate, {summary.handed_over} digests went to a deputy, "
        f"{statuses.get('proposed', 0)} wait for a decision"
    )


def _payments(summary: Summary) -> str:
    money = summary.money
    received = _euros(Money.from_minor(money.minor))
    forged = _counted(money.unverified, ("forged notice", "forged notices"))
    return f"{money.count} received ({received}), matched: {_listed(money.decisions, _PLACED)}; {forged} ignored"


def _linked(summary: Summary) -> str:
    return (
        f"{_counted(summary.linked, ('payment', 'payments'))} to the reminder that brought them, "
        f"{summary.days_after_reminder:g} days after it (median); {summary.crossed} crossed one in the post"
    )


def _replies(summary: Summary) -> str:
    return f"{summary.of_kind('client_reply')} from clients: {_listed(summary.intents, _REPLIES)}"


def _robots(summary: Summary) -> str:
    absences = _counted(summary.of_kind("auto_reply"), ("absence", "absences"))
    return f"{absences}, {_counted(summary.of_kind('bounce'), ('bounce', 'bounces'))}; none was answered"


def _held(summary: Summary) -> str:
    kept, broken = (summary.holds.get(("promise", outcome), 0) for outcome in ("kept", "broken"))
    held = _listed({kind: summary.held(kind) for kind in _HELD}, _HELD)
    return f"{held}; of the promises {kept} were kept, {broken} broken"


def _for_people(summary: Summary) -> str:
    waiting = _counted(summary.to_review, ("message", "messages"))
    return f"{waiting} to review, {_counted(sum(summary.alerts.values()), ('alert', 'alerts'))} raised"


def _owed(summary: Summary) -> str:
    return (
        f"{_euros(summary.open)} open, of which {_euros(summary.overdue)} late; "
        f"from invoice to payment {summary.days_to_pay:.0f} days"
    )


_MATTERS: tuple[tuple[str, Callable[[Summary], str]], ...] = (
    ("Invoices", _invoices),
    ("Reminders", _reminders),
    ("Approval", _approval),
    ("Payments", _payments),
    ("Linked", _linked),
    ("Replies", _replies),
    ("Robots", _robots),
    ("Held back", _held),
    ("For a person", _for_people),
    ("Owed", _owed),
)


def _listed(counts: Mapping[str, int], words: Mapping[str, tuple[str, str]]) -> str:
    """`12 promises, 3 disputes`."""
    return ", ".join(_counted(counts[name], words[name]) for name in words if counts.get(name)) or "none"


def _counted(count: int, words: tuple[str, str]) -> str:
    return f"{count} {words[count != 1]}"


def _euros(amount: Money) -> str:
    return f"{amount.amount:,.2f} EUR".replace(",", " ")
