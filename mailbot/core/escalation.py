"""Alerts: what a person must know, each told once.

`alerts_for` looks at the state left behind by other work; it sends nothing. The once-key names the fact and the
circumstance that would make it a new one, so that raising the same state again raises nothing twice. """

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mailbot.core import sentences
from mailbot.core.client import ClientKind
from mailbot.core.escalation_state import AlertKind, Debtor, LastNotice, State
from mailbot.core.escalation_words import ADVICE, TITLES
from mailbot.core.money import Money

# Up to here a commissaire de justice may recover without a court (C. proc. civ. exéc. R. 125-1: principal and
# interest).
SMALL_CLAIM = Money.of(5000, "EUR")
URGENT = frozenset(
    {AlertKind.HANDOVER, AlertKind.INSOLVENCY, AlertKind.DECEASED, AlertKind.BOUNCE, AlertKind.BANK_SILENT}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something to tell a person once. `partner` "" means the default partner."""

    kind: AlertKind
    once_key: str
    title: str
    advice: str
    urgent: bool = False
    client_id: int | None = None
    invoice_id: int | None = None
    partner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    """An alert before its words: what makes it unique, whom it is about, which advice fits."""

    kind: AlertKind
    key: str
    values: dict[str, str]
    advice: str = ""
    debtor: Debtor | None = None
    invoice_id: int | None = None


def alerts_for(state: State) -> tuple[Alert, ...]:
    """Every alert that the state calls for, urgent ones first; the caller keeps those whose once-key is new."""
    findings = (
        *_handovers(state), *_broken(state), *_bounces(state), *_stopped(state), *_unmatched(state), *_silent(state),
    )  # fmt: skip
    alerts = (_worded(finding, state.language) for finding in findings)
    return tuple(sorted(alerts, key=lambda alert: (not alert.urgent, alert.once_key)))


def two_months_after(day: date) -> date:
    """The same day two months on, or the last day of that month when it has no such day (C. proc. civ. art. 641)."""
    year, month = day.year + (day.month + 1) // 12, (day.month + 1) % 12 + 1
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (first_after - timedelta(days=1)).day))


def _handovers(state: State) -> Iterator[_Finding]:
    """The last deadline has passed, and the days of grace too: time for a person to choose what follows."""
    for notice in state.notices:
        grace = timedelta(days=notice.handover_after_days)
        if notice.open.amount > 0 and state.today >= notice.deadline_on + grace:
            yield _Finding(
                kind=AlertKind.HANDOVER, key=f"{notice.invoice_id}:{notice.cycle}:{notice.deadline_on.isoformat()}",
                values={
                    "number": notice.number, "open": sentences.money(notice.open, state.language),
                    "deadline": sentences.day(notice.deadline_on, state.language),
                },
                advice=_what_follows(state, notice), debtor=notice.debtor, invoice_id=notice.invoice_id,
            )  # fmt: skip


def _what_follows(state: State, notice: LastNotice) -> str:
    """The way that is open. A lawyer's fee goes to the bâtonnier (décret 91-1197, art. 174), never to the court."""
    if state.profession == "lawyer":
        return "handover_lawyer"
    if notice.debtor.kind is ClientKind.PUBLIC:
        return "handover_public"
    small = notice.open.currency == SMALL_CLAIM.currency and notice.open <= SMALL_CLAIM
    return "handover_small" if small else "handover_order"


def _broken(state: State) -> Iterator[_Finding]:
    """The promised day and its grace have passed and something is still open."""
    for promise in state.promises:
        if promise.open.amount > 0 and state.today > promise.until:
            yield _Finding(
                kind=AlertKind.PROMISE_BROKEN, key=str(promise.hold_id), debtor=promise.debtor,
                values={
                    "day": sentences.day(promise.promised_on, state.language),
                    "open": sentences.money(promise.open, state.language),
                },
            )  # fmt: skip


def _bounces(state: State) -> Iterator[_Finding]:
    for bounce in state.undelivered:
        values = {"recipient": bounce.recipient, "status": f" ({bounce.status})" if bounce.status else ""}
        yield _Finding(
            kind=AlertKind.BOUNCE, key=f"{bounce.reminder_id}:{bounce.recipient}", values=values, debtor=bounce.debtor
        )


def _stopped(state: State) -> Iterator[_Finding]:
    """What a client said that a person must act on. A claim is declared within two months of the judgment's publication
    (C. com. R. 622-24); that day being unknown, the day of the news bounds it unless it was published before."""
    for stop in state.stopped:
        values = {"claim_by": sentences.day(two_months_after(stop.since), state.language), "sentence": stop.sentence}
        yield _Finding(kind=stop.kind, key=str(stop.hold_id), values=values, debtor=stop.debtor)


def _unmatched(state: State) -> Iterator[_Finding]:
    for payment in state.unmatched:
        values = {
            "amount": sentences.money(payment.amount, state.language),
            "day": sentences.day(payment.received_on, state.language), "payer": payment.payer or "?",
            "label": payment.label,
        }  # fmt: skip
        yield _Finding(kind=AlertKind.PAYMENT_UNMATCHED, key=str(payment.payment_id), values=values)


def _silent(state: State) -> Iterator[_Finding]:
    for bank in state.silent:
        heard = bank.last_heard_on
        values = {"account": bank.account, "day": sentences.day(heard, state.language) if heard else "?"}
        # A new silence after new news is a new alert.
        yield _Finding(kind=AlertKind.BANK_SILENT, key=f"{bank.account}:{heard or 'never'}", values=values)


def _worded(finding: _Finding, language: str) -> Alert:
    debtor = finding.debtor
    values = {"name": debtor.name if debtor else "", **finding.values}
    titles, advice = TITLES.get(language, TITLES["en"]), ADVICE.get(language, ADVICE["en"])
    return Alert(
        kind=finding.kind, once_key=f"{finding.kind}:{finding.key}", title=titles[finding.kind].format_map(values),
        advice=advice[finding.advice or finding.kind].format_map(values), urgent=finding.kind in URGENT,
        client_id=debtor.client_id if debtor else None, invoice_id=finding.invoice_id,
        partner=debtor.partner if debtor else "",
    )  # fmt: skip
