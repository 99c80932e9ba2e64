"""Alerts: what a person must know, each told once.

`findings_of` looks at the state left behind by other work; it sends nothing. The once-key names the fact and the
circumstance that would make it a new one, so that raising the same state again raises nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from mailbot.core.alerting import escalation_ways as ways
from mailbot.core.alerting.escalation_state import AlertKind, SilentBank, State
from mailbot.core.alerting.escalation_words import ADVISED, TITLED
from mailbot.core.alerting.finding import Alert, Finding, alert
from mailbot.core.limitation import NearLimitation

# From here on a debt that is about to be barred cannot wait.
URGENT_MONTHS = 2


def alerts_for(state: State) -> tuple[Alert, ...]:
    """Every alert that the state calls for, urgent ones first; the caller keeps those whose once-key is new."""
    alerts = (alert(finding, state.language) for finding in findings_of(state))
    return tuple(sorted(alerts, key=lambda one: (not one.urgent, one.once_key)))


def findings_of(state: State) -> Iterator[Finding]:
    """What the state calls for, in the order of the table."""
    for look in _LOOKS:
        yield from look(state)


def _levels(state: State) -> Iterator[Finding]:
    """Keyed by the first invoice that it raises: proposed again tomorrow, it is the same level of the same debt."""
    for due in state.levels:
        facts: dict[str, Any] = {"level": due.level_name, "numbers": due.numbers, "total": due.total}
        if due.formal:
            facts[ADVISED] = "next_level_formal"
        yield Finding(
            kind=AlertKind.NEXT_LEVEL, key=f"{due.level}:{due.invoice_id}:{due.cycle}", facts=facts, debtor=due.debtor,
            invoice_id=due.invoice_id, about_id=due.reminder_id,
        )  # fmt: skip


def _handovers(state: State) -> Iterator[Finding]:
    """The last deadline has passed, and the days of grace too: time for a person to choose what follows."""
    for notice in state.notices:
        grace = timedelta(days=notice.handover_after_days)
        if notice.open.amount > 0 and state.today >= notice.deadline_on + grace:
            facts: dict[str, Any] = {
                "number": notice.number, "open": notice.open, "deadline": notice.deadline_on,
                ADVISED: ways.after_last_notice(state, notice),
            }  # fmt: skip
            yield Finding(
                kind=AlertKind.HANDOVER, key=f"{notice.invoice_id}:{notice.cycle}:{notice.deadline_on.isoformat()}",
                facts=facts, debtor=notice.debtor, invoice_id=notice.invoice_id,
            )  # fmt: skip


def _broken(state: State) -> Iterator[Finding]:
    """The promised day and its grace have passed and something is still open."""
    for promise in state.promises:
        if promise.open.amount > 0 and state.today > promise.until:
            yield Finding(
                kind=AlertKind.PROMISE_BROKEN, key=str(promise.hold_id), debtor=promise.debtor,
                facts={"day": promise.promised_on, "open": promise.open}, invoice_id=promise.invoice_id,
                about_id=promise.hold_id,
            )  # fmt: skip


def _missed(state: State) -> Iterator[Finding]:
    for one in state.missed:
        if one.open.amount > 0:
            yield Finding(
                kind=AlertKind.INSTALMENT_MISSED, key=f"{one.instalment_id}:{one.due_on}", debtor=one.debtor,
                facts={"day": one.due_on, "amount": one.amount, "open": one.open}, invoice_id=one.invoice_id,
                about_id=one.instalment_id,
            )  # fmt: skip


def _bounces(state: State) -> Iterator[Finding]:
    for bounce in state.undelivered:
        facts = {"recipient": bounce.recipient, "status": f" ({bounce.status})" if bounce.status else ""}
        yield Finding(
            kind=AlertKind.BOUNCE, key=f"{bounce.reminder_id}:{bounce.recipient}", facts=facts, debtor=bounce.debtor,
            about_id=bounce.reminder_id,
        )  # fmt: skip


def _stopped(state: State) -> Iterator[Finding]:
    """What a client said, or a person wrote down, that somebody must act on. An insolvency whose publication is known
    is another circumstance than its mere news: the day to act by is another one."""
    for stop in state.stopped:
        facts: dict[str, Any] = {"sentence": stop.sentence, "reason": stop.reason, "number": stop.number}
        key, act_by = str(stop.hold_id), None
        if stop.kind is AlertKind.INSOLVENCY:
            way, act_by = ways.to_declare(state, stop)
            facts |= {ADVISED: way, **({"act_by": act_by} if act_by else {})}
            if stop.published_on is not None:
                facts["published"] = stop.published_on
                key += f":{stop.published_on.isoformat()}"
        yield Finding(
            kind=stop.kind, key=key, facts=facts, debtor=stop.debtor, invoice_id=stop.invoice_id, about_id=stop.hold_id,
            act_by=act_by,
        )  # fmt: skip


def _unmatched(state: State) -> Iterator[Finding]:
    for payment in state.unmatched:
        facts: dict[str, Any] = {
            "amount": payment.amount, "day": payment.received_on, "payer": payment.payer, "label": payment.label or "-",
        }  # fmt: skip
        if not payment.payer:
            facts[TITLED] = "payment_unmatched_unnamed"
        yield Finding(
            kind=AlertKind.PAYMENT_UNMATCHED, key=str(payment.payment_id), facts=facts, debtor=payment.debtor,
            about_id=payment.payment_id,
        )  # fmt: skip


def _silent(state: State) -> Iterator[Finding]:
    for bank in state.silent:
        heard = bank.last_heard_on
        facts: dict[str, Any] = {"account": bank.account}
        facts |= {"day": heard} if heard else {TITLED: "bank_silent_never"}
        yield Finding(kind=AlertKind.BANK_SILENT, key=silence_key(bank), facts=facts)


def _nearing(state: State) -> Iterator[Finding]:
    """Each of the configured months is told once; an interruption moves the day, which makes it a new one."""
    for one in state.nearing:
        near = one.near
        facts: dict[str, Any] = {
            "number": near.number, "open": one.open, "months": near.months, "act_by": near.act_by,
            "sentence": near.sentence[:1].upper() + near.sentence[1:], ADVISED: ways.before_limitation(state, one),
        }  # fmt: skip
        if near.months == 0:
            facts[TITLED] = "limitation_past"
        yield Finding(
            kind=AlertKind.LIMITATION, key=limitation_key(near), facts=facts, debtor=one.debtor,
            invoice_id=near.invoice_id, act_by=near.act_by, urgent=near.months <= URGENT_MONTHS,
        )  # fmt: skip


def limitation_key(near: NearLimitation) -> str:
    """What makes an alert about limitation a new one."""
    return f"{near.invoice_id}:{near.act_by.isoformat()}:{near.months}"


def silence_key(bank: SilentBank) -> str:
    """What makes a bank's silence a new one: it spoke in between."""
    return f"{bank.account}:{bank.last_heard_on or 'never'}"


def _runs(state: State) -> Iterator[Finding]:
    for run in state.runs:
        facts: dict[str, Any] = {"day": run.asked_on, "why": run.why or "-", "run": run.run_id}
        yield Finding(
            kind=AlertKind.RUN_FAILED, key=str(run.run_id), facts=facts, about_id=run.run_id, partner=run.asked_by
        )


_LOOKS = (
    _levels, _handovers, _broken, _missed, _bounces, _stopped, _unmatched, _silent, _nearing, _runs,
)  # fmt: skip
