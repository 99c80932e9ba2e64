"""The summary of a demo in words, a line per matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mailbot.core.money import Money
from mailbot.demo.firm import ADDRESS
from mailbot.demo.options import DemoResult
from mailbot.demo.summary import Summary

_WAYS = {"auto": "by themselves", "person": "by the assistant", "review": "still to review", "none": "unknown payer"}
_REPLIES = {
    "promise_to_pay": "promises", "already_paid": "said paid", "dispute": "disputes", "question": "questions",
    "document_request": "copies asked for", "contact_change": "other contacts", "insolvency": "insolvencies",
    "other": "unclear",
}  # fmt: skip


def lines(result: DemoResult) -> Iterator[str]:
    """What happened, and what was left where."""
    summary = result.summary
    for title, text in _facts(summary):
        yield f"{title:<12} {text}"
    yield ""
    if not result.problems:
        yield "All invariants hold: nothing paid was reminded, nothing left twice, every cent and message is accounted for."
    yield f"Left in {result.folder}: the books, and a Maildir per address in mail/ (the bot's is {ADDRESS})."
    yield f"Try: mailbot --config {result.configuration} plan --dry-run"


def _facts(summary: Summary) -> Iterator[tuple[str, str]]:
    money, statuses = summary.money, summary.statuses
    left = sum(summary.sent.values())
    levels = ", ".join(f"{count} {name}" for (_, name), count in sorted(summary.sent.items()))
    yield "Invoices", f"{_listed(summary.documents, {'invoice': 'invoices', 'credit_note': 'credit notes'})} imported with their PDFs"
    yield "Reminders", f"{left} left: {levels}"
    yield "Approval", (
        f"{summary.approvals.get('mail', 0)} approved by reply, {statuses.get('rejected', 0)} refused, "
        f"{statuses.get('fell_out', 0)} fell out at the gate, {summary.handed_over} digests went to a deputy, "
        f"{statuses.get('proposed', 0)} wait for a decision"
    )
    yield "Payments", (
        f"{money.count} received ({_euros(Money.from_minor(money.minor))}): "
        f"{_listed(money.decisions, _WAYS)}; {money.unverified} forged notices counted for nothing"
    )
    yield "Linked", (
        f"{summary.linked} payments to the reminder that brought them, {summary.days_after_reminder:g} days after it "
        f"(median); {summary.crossed} crossed one in the post"
    )
    yield "Replies", f"{summary.of_kind('client_reply')} from clients: {_listed(summary.intents, _REPLIES)}"
    yield "Robots", f"{summary.of_kind('auto_reply')} absences, {summary.of_kind('bounce')} bounces; none was answered"
    yield "Held back", (
        f"{summary.held('promise')} promises ({summary.holds.get(('promise', 'kept'), 0)} kept, "
        f"{summary.holds.get(('promise', 'broken'), 0)} broken), {summary.held('dispute')} disputes, "
        f"{summary.held('absent')} absences, {summary.held('conversation')} conversations, "
        f"{summary.held('insolvent')} insolvencies"
    )
    yield "For a person", f"{summary.to_review} messages to review, {sum(summary.alerts.values())} alerts raised"
    yield "Owed", (
        f"{_euros(summary.open)} open, of which {_euros(summary.overdue)} late; paid invoices took "
        f"{summary.days_to_pay:.0f} days"
    )


def _listed(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    """`12 promises, 3 disputes`, most first."""
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{count} {words[name]}" for name, count in ranked if count and name in words) or "none"


def _euros(amount: Money) -> str:
    return f"{amount.amount:,.2f} EUR".replace(",", " ")
