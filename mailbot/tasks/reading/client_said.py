"""What a client said, whoever understood it - the program or a person - and its effects on their reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation_events import opt_out
from mailbot.core.alerting.escalation_state import AlertKind
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.core.reading.reactions import Effect
from mailbot.core.reading.understood import Absence, Clues, Evidence, Intent, Kind, Promise, Understood
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.dunning import holds
from mailbot.store.tables import ClientRow, HoldRow, InboxRow
from mailbot.store.watching.watch_holds import first_of
from mailbot.tasks.alerts.new_alert import debtor
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.record_message import alert_about


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSaid:
    """A client's message and what it means. `author`: who understood it; `known`: it comes from
    an address of theirs."""

    row: InboxRow
    client: ClientRow
    understood: Understood
    now: datetime
    author: str = "mailbot"
    known: bool = True


def carry_out(session: Session, office: Office, said: ClientSaid, effects: Sequence[Effect]) -> list[HoldRow]:
    """Set the holds of these effects, each with its line in the history; returns them."""
    made = []
    for effect in effects:
        if effect.kind != "none":
            made.extend(_hold(session, office, said, effect.kind, effect))
    return made


def _hold(session: Session, office: Office, said: ClientSaid, kind: HoldKind, effect: Effect) -> list[HoldRow]:
    """On the invoices that the writer names, else on the whole client."""
    named = [row for row in invoices.by_numbers(session, effect.references).values() if row.client_id == said.client.id]
    currency = named[0].currency if named else office.settings.firm.currency
    made = []
    for invoice_id in _scopes([row.id for row in named], effect):
        hold = holds.NewHold(
            client_id=said.client.id,
            invoice_id=invoice_id,
            kind=kind,
            reason=effect.reason,
            author=said.author,
            until=effect.until,
            promised_on=effect.promised_on,
            amount_minor=Money.of(effect.amount, currency).minor if effect.amount is not None else None,
            currency=currency if kind is HoldKind.PROMISE else "",
            sentence=effect.sentence,
            inbox_id=said.row.id,
        )
        row = holds.add(session, hold, said.now)
        made.append(row)
        if effect.alert == AlertKind.OPT_OUT:
            _tell_opt_out(session, office, said, row)
    numbers = ", ".join(row.number for row in named)
    entry = history.Entry(
        at=said.now,
        actor=said.author,
        kind=f"hold_{kind}",
        client_id=said.client.id,
        inbox_id=said.row.id,
        reminder_id=said.row.reminder_id,
        text=f"{effect.reason}{f' ({numbers})' if numbers else ''}",
        data={"sentence": effect.sentence, "until": effect.until.isoformat() if effect.until else None},
    )
    history.append(session, entry)
    return made


def _tell_opt_out(session: Session, office: Office, said: ClientSaid, hold: HoldRow) -> None:
    """Nothing but this reply says that the hold means it: it is told now, once however often the client says so."""
    first = first_of(session, [hold])[hold.id]
    finding = opt_out(first.id, debtor(said.client), hold.sentence, office.day(said.now))
    alert_about(session, office, finding, said.now)


def _scopes(named: list[int], effect: Effect) -> list[int | None]:
    """The invoices named, or the client as a whole; so too when one amount is promised for several of them."""
    return [None] if effect.amount is not None and len(named) > 1 else [*named] or [None]


def understood_of(row: InboxRow) -> Understood:
    """What was understood of a message, as far as the books have kept it."""
    told: dict[str, Any] = row.understood or {}
    promise, away, clues = told.get("promise"), told.get("absence"), told.get("clues") or {}
    return Understood(
        kind=Kind(told.get("kind") or row.kind or Kind.OTHER),
        language=told.get("language"),
        new_text=str(told.get("new_text") or ""),
        intents=tuple(Intent(one) for one in told.get("intents") or ()),
        promise=Promise(date=_day(promise.get("date")), amount=_amount(promise.get("amount"))) if promise else None,
        references=tuple(told.get("references") or ()),
        absence=Absence(until=_day(away.get("until")), substitute=away.get("substitute")) if away else None,
        robot=bool(told.get("robot")),
        evidence=tuple(
            Evidence(intent=one["intent"], sentence=one["sentence"], why=one.get("why") or "")
            for one in told.get("evidence") or ()
        ),
        clues=Clues(
            subject_numbers=tuple(clues.get("subject_numbers") or ()),
            text_numbers=tuple(clues.get("text_numbers") or ()),
            sender=row.sender,
        ),
        doubts=tuple(told.get("doubts") or ()),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
