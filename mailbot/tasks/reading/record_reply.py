"""A client answered: the safe effects at once, the rest proposed to a person; each names the sentence that said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from mailbot.core.reading.reaction_words import PROPOSALS, REASONS
from mailbot.core.reading.reactions import Effect, react
from mailbot.core.reading.second_opinion import unheard
from mailbot.core.reading.understood import Intent
from mailbot.store.tables import ClientRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.patience import patience_of
from mailbot.tasks.reading.acknowledge import propose
from mailbot.tasks.reading.client_said import ClientSaid, carry_out
from mailbot.tasks.reading.link_message import candidates
from mailbot.tasks.reading.prepare_answers import prepare
from mailbot.tasks.reading.record_message import Handled, Reading, hold_conversation, to_person

# What an automatic reply may still tell that matters.
_FACTS_OF_ABSENCE = frozenset({Intent.INSOLVENCY, Intent.DECEASED, Intent.CONTACT_CHANGE})


def record_reply(session: Session, office: Office, reading: Reading) -> Handled:
    """Carry out what the client's answer means for their reminders."""
    client = reading.linked.client
    if client is None:
        return _nobodys(session, reading)
    effects = react(reading.understood, office.day(reading.now), office.calendar, patience=patience_of(office))
    propose(session, office, reading)
    return _carry_out(session, office, reading, client, effects)


def _nobodys(session: Session, reading: Reading) -> Handled:
    """Whose it is, a person says; the ones between whom it stands are named."""
    names = ", ".join(row.name for row in candidates(session, reading.understood.clues)[:4])
    if names:
        return to_person(f"plusieurs clients possibles : {names}", "dire de quel client il s'agit")
    return to_person("réponse d'un client inconnu : rattachez-la", "rattacher à un client")


def _carry_out(
    session: Session, office: Office, reading: Reading, client: ClientRow, effects: Sequence[Effect]
) -> Handled:
    said = said_by(reading, client)
    carry_out(session, office, said, effects)
    waits = prepare(session, office, said)
    doubt = _doubt(reading)
    if doubt:
        hold_conversation(session, office, reading, doubt)
    elif not said.known:
        hold_conversation(session, office, reading, "réponse d'une adresse inconnue du client")
    why = " ; ".join(dict.fromkeys(effect.reason for effect in effects))
    # What is prepared need not be proposed in general words too.
    done = {PROPOSALS["fr"][one.answers] for one in waits} | {""}
    others = (effect.proposal for effect in effects if effect.proposal not in done)
    proposal = " ; ".join(dict.fromkeys([*(one.words for one in waits), *others]))
    if doubt:
        return to_person(" ; ".join(part for part in (why, doubt) if part), proposal or "dire ce qu'il en est")
    if waits or not said.known or any(effect.review for effect in effects):
        return to_person(why or "réponse à lire", proposal)
    return Handled(state="done", why=why or "réponse sans effet", proposal=proposal)


def _doubt(reading: Reading) -> str:
    """What a second reader hears and we do not, in words; "" when it has nothing to add."""
    if reading.second is None:
        return ""
    missed = unheard(reading.understood.intents, reading.second)
    words = ", ".join(REASONS["fr"]["promise_undated" if one is Intent.PROMISE_TO_PAY else one] for one in missed)
    sentence = f" (« {reading.second.sentence[:200]} »)" if reading.second.sentence else ""
    return f"un second lecteur comprend autrement : {words}{sentence}" if missed else ""


def said_by(reading: Reading, client: ClientRow) -> ClientSaid:
    """The message as its effects see it; whoever answers to the reply address of a reminder has it from the client."""
    known = reading.linked.known_sender or reading.linked.by == "token"
    return ClientSaid(row=reading.row, client=client, understood=reading.understood, now=reading.now, known=known)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsOfAbsence:
    """What an automatic reply told besides an absence, after " ; ": `waits` when a person has to do something."""

    why: str = ""
    proposal: str = ""
    waits: bool = False


def apply_facts_of_absence(session: Session, office: Office, reading: Reading) -> FactsOfAbsence:
    """An automatic reply may tell of an insolvency, a death or a new address: those count."""
    client = reading.linked.client
    if client is None or not _FACTS_OF_ABSENCE & set(reading.understood.intents):
        return FactsOfAbsence()
    told = replace(reading.understood, absence=None)
    effects = react(told, office.day(reading.now), office.calendar, patience=patience_of(office))
    if not effects:
        return FactsOfAbsence()
    handled = _carry_out(session, office, reading, client, effects)
    return FactsOfAbsence(why=f" ; {handled.why}", proposal=handled.proposal, waits=handled.state == "review")
