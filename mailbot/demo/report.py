"""The summary of a demo in words, a line per matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mailbot.core.money import Money
from mailbot.demo.firm import ADDRESS
from mailbot.demo.options import DemoResult
from mailbot.demo.summary import Summary

# Words of the books, as one and as many; in the order in which they are listed.
_DOCUMENTS = {
    "invoice": ("invoice", "invoices"), "credit_note": ("credit note", "credit notes"), "quote": ("quote", "quotes"),
}  # fmt: skip
_APPROVED = {
    "mail": ("by reply", "by reply"), "link": ("by link", "by link"), "admin": ("on the page", "on the page"),
    "shell": ("from the shell", "from the shell"),
}  # fmt: skip
_PLACED = {
    "auto": ("by itself", "by themselves"), "person": ("by the assistant", "by the assistant"),
    "review": ("still to review", "still to review"), "none": ("of an unknown payer", "of unknown payers"),
}  # fmt: skip
_REPLIES = {
    "promise_to_pay": ("promise", "promises"), "already_paid": ("said paid", "said paid"),
    "dispute": ("dispute", "disputes"), "question": ("question", "questions"),
    "document_request": ("copy asked for", "copies asked for"), "contact_change": ("other contact", "other contacts"),
    "insolvency": ("insolvency", "insolvencies"), "deceased": ("death", "deaths"), "opt_out": ("stop", "stops"),
    "installment_request": ("instalments asked for", "instalments asked for"),
    "acknowledgement": ("acknowledgement", "acknowledgements"),
    "other": ("unclear", "unclear"),
}  # fmt: skip
_HELD = {
    "promise": ("promise", "promises"), "dispute": ("dispute", "disputes"), "hold": ("pause", "pauses"),
    "conversation": ("conversation", "conversations"), "absent": ("absence", "absences"),
    "insolvent": ("insolvency", "insolvencies"), "deceased": ("death", "deaths"),
    "instalments": ("instalment plan", "instalment plans"), "excluded": ("exclusion", "exclusions"),
}  # fmt: skip
_QUOTES = {"accepted": ("accepted", "accepted"), "lost": ("lost", "lost"), "pending": ("waits", "wait")}
_PLANS = {"kept": ("kept", "kept"), "broken": ("broken", "broken"), "running": ("running", "running")}
_BOOKED = {
    "remainder": ("remainder written off", "remainders written off"), "gain": ("surplus kept", "surpluses kept"),
    "doubtful": ("moved to doubtful", "moved to doubtful"), "bad_debt": ("bad debt", "bad debts"),
}  # fmt: skip
_PENALTIES = {
    "open": ("open", "open"), "paid": ("paid", "paid"), "waived": ("waived", "waived"),
    "superseded": ("renewed", "renewed"), "withdrawn": ("withdrawn", "withdrawn"),
}  # fmt: skip
_PROCEEDINGS = {
    "proposed": ("proposed", "proposed"), "prepared": ("prepared", "prepared"), "filed": ("filed", "filed"),
    "closed": ("closed", "closed"),
}  # fmt: skip
_RUNS = {"done": ("done", "done"), "cancelled": ("called off", "called off"), "failed": ("failed", "failed")}


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
    by_hand, runs = summary.settled.by_hand, summary.settled.runs
    more = f", {by_hand} of them by phone" if by_hand else ""
    more += f"; runs in number: {_listed(runs, _RUNS)}" if runs else ""
    return f"{sum(summary.sent.values())} left: {levels}{more}"


def _approval(summary: Summary) -> str:
    statuses = summary.statuses
    return (
        f"{_listed(summary.approvals, _APPROVED)}; {statuses.get('rejected', 0)} refused, "
        f"{statuses.get('expired', 0)} expired, {statuses.get('fell_out', 0)} fell out at the gate; "
        f"{summary.handed_over} digests went to a deputy, {statuses.get('proposed', 0)} wait for a decision"
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


def _quotes(summary: Summary) -> str:
    return _listed(summary.settled.quotes, _QUOTES)


def _robots(summary: Summary) -> str:
    absences = _counted(summary.of_kind("auto_reply"), ("absence", "absences"))
    return f"{absences}, {_counted(summary.of_kind('bounce'), ('bounce', 'bounces'))}; none was answered"


def _held(summary: Summary) -> str:
    kept, late, broken = (summary.holds.get(("promise", outcome), 0) for outcome in ("kept", "kept_late", "broken"))
    held = _listed({kind: summary.held(kind) for kind in _HELD}, _HELD)
    plans = f"; of the plans {_listed(summary.settled.plans, _PLANS)}" if summary.settled.plans else ""
    return f"{held}; of the promises {kept} were kept, {late} kept late, {broken} broken{plans}"


def _settled(summary: Summary) -> str:
    """What ended otherwise than by a payment that stayed."""
    told = summary.settled
    parts = (
        _listed(told.entries, _BOOKED) if told.entries else "",
        _some(told.credits, ("credit applied", "credits applied")),
        _some(told.uses.get("refund", 0), ("refund", "refunds")),
        _some(told.taken_back, ("payment taken back", "payments taken back")),
    )  # fmt: skip
    return ", ".join(part for part in parts if part) or "nothing"


def _last_notices(summary: Summary) -> str:
    """What followed the formal notices."""
    told = summary.settled
    handed_over = _counted(summary.alerts.get("handover", 0), ("invoice handed over", "invoices handed over"))
    return (
        f"penalties {_listed(told.penalties, _PENALTIES)}; {handed_over}; "
        f"proceedings {_listed(told.proceedings, _PROCEEDINGS)}"
    )


def _for_people(summary: Summary) -> str:
    waiting = _counted(summary.to_review, ("message", "messages"))
    alerts = _counted(sum(summary.alerts.values()), ("alert", "alerts"))
    return f"{waiting} to review, {alerts} raised, of which {summary.alerts_open} open"


def _owed(summary: Summary) -> str:
    return (
        f"{_euros(summary.open)} open, of which {_euros(summary.overdue)} late; "
        f"from invoice to payment {summary.days_to_pay:.0f} days"
    )


_MATTERS: tuple[tuple[str, Callable[[Summary], str]], ...] = (
    ("Invoices", _invoices),
    ("Reminders", _reminders),
    ("Approval", _approval),
    ("Quotes", _quotes),
    ("Payments", _payments),
    ("Linked", _linked),
    ("Replies", _replies),
    ("Robots", _robots),
    ("Held back", _held),
    ("Settled", _settled),
    ("Last notice", _last_notices),
    ("For a person", _for_people),
    ("Owed", _owed),
)


def _listed(counts: Mapping[str, int], words: Mapping[str, tuple[str, str]]) -> str:
    """`12 promises, 3 disputes`."""
    return ", ".join(_counted(counts[name], words[name]) for name in words if counts.get(name)) or "none"


def _some(count: int, words: tuple[str, str]) -> str:
    """Nothing for none."""
    return _counted(count, words) if count else ""


def _counted(count: int, words: tuple[str, str]) -> str:
    return f"{count} {words[count != 1]}"


def _euros(amount: Money) -> str:
    return f"{amount.amount:,.2f} EUR".replace(",", " ")
