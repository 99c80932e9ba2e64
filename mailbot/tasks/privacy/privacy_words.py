"""What is said about keeping and erasing, in both languages: why something stays, what the names on file mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from mailbot.core import sentences
from mailbot.core.retention import Depth, Stay, Verdict

_STAY: Mapping[Stay, Mapping[str, str]] = {
    Stay.OWED: {
        "fr": "une créance est ouverte (RGPD art. 17.3 e : exercice de droits en justice)",
        "en": "something is owed (GDPR art. 17(3)(e): legal claims)",
    },
    Stay.CREDIT: {"fr": "un avoir est ouvert en sa faveur", "en": "a credit in their favour is open"},
    Stay.UNPLACED: {"fr": "un règlement n'est pas placé", "en": "a payment lies on no invoice"},
    Stay.PROCEEDING: {"fr": "une procédure est en cours", "en": "a proceeding goes on"},
    Stay.LEAVING: {"fr": "une relance ou un message est en route", "en": "a reminder or a message is on its way"},
    Stay.ACCOUNTS: {
        "fr": "pièces comptables : dix ans (C. com. L123-22)",
        "en": "accounting records: ten years (C. com. L123-22)",
    },
}
_DEPTH = {
    Depth.FILE: {"fr": "dossier de relance", "en": "dunning file"},
    Depth.WHOLE: {"fr": "tout, nom compris", "en": "everything, the name included"},
}
_WHY = {"asked": "à sa demande", "time_over": "durée écoulée", "mistake": "saisi par erreur"}
# Names of tables in the export → (French, English); the first list goes with the file, the second with the accounts.
FILE: Mapping[str, tuple[str, str]] = {
    "contacts": ("contacts", "contacts"),
    "messages_received": ("messages reçus", "messages received"),
    "messages_sent": ("messages envoyés", "messages sent"),
    "reminders": ("textes des relances", "texts of reminders"),
    "holds": ("motifs des suspensions, paroles du client", "reasons of holds, the client's words"),
    "proceedings": ("requêtes préparées", "requests prepared"),
    "answers": ("réponses préparées", "answers prepared"),
    "addresses_learned": ("adresses retenues", "addresses learned"),
    "payers_learned": ("noms de payeurs retenus", "payers' names learned"),
    "calls": ("appels à faire et faits", "calls"),
    "alerts": ("alertes", "alerts"),
    "corrections": ("corrections de lecture", "corrections of reading"),
    "left_out_of_runs": ("omissions des relances en nombre", "what runs left out"),
    "history": ("lignes de l'histoire (leurs mots)", "lines of the history (their words)"),
}
ACCOUNTS: Mapping[str, tuple[str, str]] = {
    "invoices": ("factures et leurs documents", "invoices and their documents"),
    "payments": ("règlements", "payments"),
    "allocations": ("rapprochements", "allocations"),
    "entries": ("écritures", "entries"),
    "penalties": ("pénalités", "penalties"),
}


def stays(why: Stay, language: str) -> str:
    """Why it stays."""
    return _STAY[why][language]


def blocked(reasons: Iterable[Stay], language: str) -> str:
    """Why nothing may be erased."""
    said = ", ".join(stays(why, language) for why in reasons)
    return f"Rien ne peut être effacé : {said}." if language == "fr" else f"Nothing may be erased: {said}."


def depth_words(depth: Depth, language: str) -> str:
    """How much goes."""
    return _DEPTH[depth][language]


def why_words(why: str) -> str:
    """Why it was erased, for the history."""
    return _WHY[why]


def names(table: Mapping[str, tuple[str, str]], counts: Mapping[str, int], language: str) -> list[tuple[str, int]]:
    """(what, how many) of the tables that hold anything."""
    place = 0 if language == "fr" else 1
    return [(words[place], counts[name]) for name, words in table.items() if counts.get(name)]


def kept_until(verdict: Verdict, language: str) -> str:
    """Until when the accounts are kept, in a sentence; empty when there are none."""
    until = verdict.accounts_until
    return "" if until is None else f"{stays(Stay.ACCOUNTS, language)}, {_until(until, language)}"


def by_itself(verdict: Verdict, language: str) -> str:
    """From when the file goes unasked; empty when it does not."""
    if verdict.by_itself_on is None:
        return ""
    said = sentences.day(verdict.by_itself_on, language)
    if language == "fr":
        return f"sans demande, le dossier s'efface de lui-même à partir du {said}"
    return f"unasked, the file is erased by itself from {said}"


def _until(day: date, language: str) -> str:
    said = sentences.day(day, language)
    return f"jusqu'au {said}" if language == "fr" else f"until {said}"
