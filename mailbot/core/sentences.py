"""The words for days and for refusals, in French and English; another language gets English.

Only wording lives here: what is refused, and when, is decided in `verdicts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mailbot.core.money import Money

_MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}

# decision → words; {until} is the day on which it may change, {detail} the reason on file, {level} the level's name.
VERDICTS: dict[str, dict[str, str]] = {
    "fr": {
        "remind": "à relancer : {level}",
        "not_due": "pas encore à relancer{until}",
        "paid": "réglée",
        "in_credit": "le client ne doit rien, tous comptes faits",
        "below_minimum": "sous le montant minimum{detail}",
        "on_hold": "suspendue{detail}{until}",
        "disputed": "en litige{detail}{until}",
        "promised": "règlement promis{detail}{until}",
        "instalments": "échéancier en cours{detail}{until}",
        "insolvent": "procédure collective ou surendettement{detail}",
        "deceased": "client décédé{detail}",
        "no_contact": "aucune adresse où écrire",
        "waiting_approval": "déjà proposée, en attente de validation ou d'envoi",
        "conversation_open": "échange en cours avec le client{detail}{until}",
        "gap": "délai entre deux relances{until}",
        "deadline_running": "le délai laissé au client court encore{until}",
        "absent": "destinataire absent{detail}{until}",
        "bank_silent": "banque sans nouvelles{detail} : les soldes peuvent être périmés",
        "level_done": "toutes les relances prévues sont parties",
        "excluded": "exclue des relances{detail}{until}",
    },
    "en": {
        "remind": "to be reminded: {level}",
        "not_due": "not to be reminded yet{until}",
        "paid": "paid",
        "in_credit": "the client owes nothing on balance",
        "below_minimum": "below the minimum amount{detail}",
        "on_hold": "on hold{detail}{until}",
        "disputed": "disputed{detail}{until}",
        "promised": "payment promised{detail}{until}",
        "instalments": "paying in instalments{detail}{until}",
        "insolvent": "insolvency proceedings{detail}",
        "deceased": "client deceased{detail}",
        "no_contact": "no address to write to",
        "waiting_approval": "already proposed, waiting for approval or dispatch",
        "conversation_open": "conversation with the client under way{detail}{until}",
        "gap": "pause between two reminders{until}",
        "deadline_running": "the time given to the client is still running{until}",
        "absent": "recipient away{detail}{until}",
        "bank_silent": "no news from the bank{detail}: balances may be stale",
        "level_done": "every reminder of the ladder has left",
        "excluded": "excluded from reminders{detail}{until}",
    },
}

# What is said otherwise of a quote: nobody owes it, and in French it has another gender.
OF_QUOTES: dict[str, dict[str, str]] = {
    "fr": {
        "paid": "devis clos, accepté ou sans suite",
        "on_hold": "suspendu{detail}{until}",
        "waiting_approval": "relance déjà proposée, en attente de validation ou d'envoi",
        "level_done": "plus aucune relance de ce devis n'est prévue",
        "excluded": "exclu des relances{detail}{until}",
    },
    "en": {
        "paid": "quote closed, accepted or lost",
        "level_done": "no further reminder of this quote is planned",
    },
}

# Said of an invoice that waits because another reminder to its client does.
TURN = {
    "fr": "une autre relance de ce client attend d'être validée ou envoyée",
    "en": "another reminder to this client waits for approval or dispatch",
}

GATE: dict[str, dict[str, str]] = {
    "fr": {
        "not_approved": "la relance n'est pas validée ({status})",
        "no_approval": "aucune validation n'est enregistrée",
        "changed_draft": "le message n'est plus celui qui a été validé",
        "changed_facts": "les faits ont changé depuis la rédaction",
        "recipient": "le destinataire a changé : {before} → {after}",
        "no_recipient": "il n'y a plus d'adresse où écrire",
        "no_lines": "il n'y a plus rien à réclamer",
        "settled": "{number} est soldée",
        "open_changed": "{number} : il reste {after} au lieu de {before}",
        "refused": "{number} : {reason}",
        "overdue": "l'échéance annoncée comme à venir est passée",
        "short_notice": "la date limite imprimée, le {day}, est devenue trop proche",
        "not_before": "reportée au {day}",
        "silent": "{account} : pas de nouvelles de la banque",
        "window": "hors des heures d'envoi",
        "cap": "plafond de {cap} envois par passage atteint",
        "contact": "le client a reçu un message il y a peu : pas avant le {day}",
        "address_cap": "{address} a déjà reçu {cap} relances aujourd'hui : la suite demain",
        "quote_closed": "{number} : le devis est clos",
        "no_quotes": "plus aucun devis n'attend de réponse",
    },
    "en": {
        "not_approved": "the reminder is not approved ({status})",
        "no_approval": "no approval is on file",
        "changed_draft": "the message is no longer the one that was approved",
        "changed_facts": "the facts have changed since it was written",
        "recipient": "the recipient has changed: {before} → {after}",
        "no_recipient": "there is no address left to write to",
        "no_lines": "there is nothing left to ask for",
        "settled": "{number} is settled",
        "open_changed": "{number}: {after} is open instead of {before}",
        "refused": "{number}: {reason}",
        "overdue": "the due date announced as to come has passed",
        "short_notice": "the printed deadline, {day}, has become too near",
        "not_before": "postponed to {day}",
        "silent": "{account}: no news from the bank",
        "window": "outside sending hours",
        "cap": "the cap of {cap} per run is reached",
        "contact": "the client was written to lately: not before {day}",
        "address_cap": "{address} got {cap} reminders today already: the rest tomorrow",
        "quote_closed": "{number}: the quote is closed",
        "no_quotes": "no quote waits for an answer any more",
    },
}


def day(value: date, language: str) -> str:
    """A date written out short: `30 nov. 2026`, `30 Nov 2026`."""
    months = _MONTHS.get(language, _MONTHS["en"])
    first = "1er" if value.day == 1 and language == "fr" else str(value.day)
    return f"{first} {months[value.month - 1]} {value.year}"


def money(value: Money, language: str) -> str:
    """An amount for a sentence: `1 234,56 EUR` (narrow no-break space), `1,234.56 EUR`."""
    text = f"{value.amount:,}"
    if language == "fr":
        text = text.replace(",", "\u202f").replace(".", ",")
    return f"{text}\u00a0{value.currency}"


@dataclass(frozen=True, slots=True)
class About:
    """What the words of one verdict are filled with: the reason on file, the day on which it may change, the level's
    name, whether it is about a quote, and whether it only waits for its turn."""

    detail: str = ""
    until: date | None = None
    level: str = ""
    quote: bool = False
    turn: bool = False


def instalment(amount: Money, due_on: date, language: str) -> str:
    """What an instalment plan waits for: `300,00 EUR attendus le 15 déc. 2026`."""
    said = "{amount} attendus le {day}" if language == "fr" else "{amount} expected on {day}"
    return said.format(amount=money(amount, language), day=day(due_on, language))


def refusal(decision: str, language: str, about: About) -> str:
    """The sentence for one verdict; `until` is the day on which it ends, so the day before is the last."""
    tongue = language if language in VERDICTS else "en"
    if about.turn:
        return TURN[tongue]
    words = (OF_QUOTES[tongue].get(decision) if about.quote else None) or VERDICTS[tongue][decision]
    colon = " : " if language == "fr" else ": "
    link = ", jusqu'au " if language == "fr" else ", until "
    return words.format(
        level=about.level,
        detail=f"{colon}{about.detail}" if about.detail else "",
        until=f"{link}{day(about.until - timedelta(days=1), language)}" if about.until else "",
    )


def gate(key: str, language: str, values: Mapping[str, str]) -> str:
    """The sentence for one reason of the send gate."""
    return GATE.get(language, GATE["en"])[key].format_map(values)
