"""A client answered: the safe effects at once, the rest proposed to a person; each names the sentence that said so."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.core.reactions import Effect, react
from mailbot.core.understood import Intent
from mailbot.store import history, holds, invoices
from mailbot.store.tables import ClientRow
from mailbot.tasks.office import Office
from mailbot.tasks.record_message import Handled, Reading, hold_conversation, to_person

# What an automatic reply may still tell that matters.
_FACTS_OF_ABSENCE = frozenset({Intent.INSOLVENCY, Intent.DECEASED, Intent.CONTACT_CHANGE})


def record_reply(session: Session, office: Office, reading: Reading) -> Handled:
    """Carry out what the client's answer means for their reminders."""
    client = reading.linked.client
    if client is None:
        return to_person("réponse d'un client inconnu : rattachez-la", "rattacher à un client")
    effects = react(reading.understood, office.day(reading.now), office.calendar)
    return _carry_out(session, office, reading, client, effects)


def _carry_out(
    session: Session, office: Office, reading: Reading, client: ClientRow, effects: Sequence[Effect]
) -> Handled:
    for effect in effects:
        if effect.kind != "none":
            _hold(session, reading, client, effect.kind, effect)
    stranger = not reading.linked.known_sender and reading.linked.by != "token"
    if stranger:
        hold_conversation(session, office, reading, "réponse d'une adresse inconnue du client")
    why = " ; ".join(dict.fromkeys(effect.reason for effect in effects))
    proposal = " ; ".join(dict.fromkeys(effect.proposal for effect in effects if effect.proposal))
    if stranger or any(effect.review for effect in effects):
        return to_person(why or "réponse à lire", proposal)
    return Handled(state="done", why=why or "réponse sans effet", proposal=proposal)


def _hold(session: Session, reading: Reading, client: ClientRow, kind: HoldKind, effect: Effect) -> None:
    """On the invoices that the writer names, else on the whole client."""
    named = [row for row in invoices.by_numbers(session, effect.references).values() if row.client_id == client.id]
    for invoice_id in _scopes([row.id for row in named]):
        hold = holds.NewHold(
            client_id=client.id,
            invoice_id=invoice_id,
            kind=kind,
            reason=effect.reason,
            author="mailbot",
            until=effect.until,
            promised_on=effect.promised_on,
            amount_minor=Money.of(effect.amount).minor if effect.amount is not None else None,
            sentence=effect.sentence,
            inbox_id=reading.row.id,
        )
        holds.add(session, hold, reading.now)
    numbers = ", ".join(row.number for row in named)
    entry = history.Entry(
        at=reading.now,
        actor="mailbot",
        kind=f"hold_{kind}",
        client_id=client.id,
        inbox_id=reading.row.id,
        reminder_id=reading.row.reminder_id,
        text=f"{effect.reason}{f' ({numbers})' if numbers else ''}",
        data={"sentence": effect.sentence, "until": effect.until.isoformat() if effect.until else None},
    )
    history.append(session, entry)


def _scopes(named: list[int]) -> list[int | None]:
    """The invoices named, or the client as a whole."""
    return [*named] or [None]


def apply_facts_of_absence(session: Session, office: Office, reading: Reading) -> str:
    """An automatic reply may tell of an insolvency, a death or a new address: those count. Returns what was done."""
    client = reading.linked.client
    if client is None or not _FACTS_OF_ABSENCE & set(reading.understood.intents):
        return ""
    effects = [
        effect
        for effect in react(reading.understood, office.day(reading.now), office.calendar)
        if effect.kind in (HoldKind.INSOLVENT, HoldKind.DECEASED) or effect.proposal
    ]
    handled = _carry_out(session, office, reading, client, effects)
    return f" ; {handled.why}" if effects else ""
