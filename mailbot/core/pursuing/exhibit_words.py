"""The words of exhibits, in French and English: their titles, the roles of their files, why one was kept back."""

from __future__ import annotations

from collections.abc import Mapping

from mailbot.core import sentences
from mailbot.core.pursuing.exhibit import Exhibit, Found

TITLES: dict[str, dict[str, str]] = {
    "fr": {
        "invoice": "Facture {subject} du {day}",
        "reminder": "{subject} du {day}, à {detail}",
        "reply": "Réponse du client du {day} ({detail})",
        "bounce": "Avis de non-remise du {day}",
        "absence": "Réponse automatique du {day} ({detail})",
        "bank_notice": "Avis de la banque du {day}",
    },
    "en": {
        "invoice": "Invoice {subject} of {day}",
        "reminder": "{subject} of {day}, to {detail}",
        "reply": "Client's answer of {day} ({detail})",
        "bounce": "Notice of non-delivery of {day}",
        "absence": "Automatic answer of {day} ({detail})",
        "bank_notice": "Bank's notice of {day}",
    },
}

# The roles of files, as their names begin.
ROLES: dict[str, dict[str, str]] = {
    "fr": {
        "invoice": "facture", "reminder": "relance", "formal": "mise en demeure", "letter": "lettre",
        "smtp": "reponse du serveur", "reply": "reponse du client", "bounce": "non-remise",
        "absence": "reponse automatique", "bank_notice": "avis de banque",
    },
    "en": {
        "invoice": "invoice", "reminder": "reminder", "formal": "formal notice", "letter": "letter",
        "smtp": "server answer", "reply": "client answer", "bounce": "non-delivery",
        "absence": "automatic answer", "bank_notice": "bank notice",
    },
}  # fmt: skip

SMTP: dict[str, dict[str, str]] = {
    "fr": {
        "head": "Remise du message au serveur d'envoi",
        "message_id": "Message-ID", "recipients": "Destinataires", "sent": "Accepté le",
        "attempts": "Tentatives", "status": "Issue", "answer": "Réponse du serveur", "sha": "SHA-256 du message",
        "note": "L'acceptation par le serveur d'envoi ne prouve ni la remise ni la lecture.",
        "unknown": "inconnue : la connexion s'est rompue avant la réponse",
    },
    "en": {
        "head": "Handing over of the message to the sending server",
        "message_id": "Message-ID", "recipients": "Recipients", "sent": "Accepted at",
        "attempts": "Attempts", "status": "Outcome", "answer": "Server's answer", "sha": "SHA-256 of the message",
        "note": "Acceptance by the sending server proves neither delivery nor reading.",
        "unknown": "unknown: the connection broke before the answer",
    },
}  # fmt: skip

# Why something is missing or kept back.
REASONS: dict[str, dict[str, str]] = {
    "fr": {
        "no_file": "la copie n'est pas dans les livres",
        "lost": "le fichier {file} manque dans les archives",
        "changed": "le fichier {file} ne correspond plus à son empreinte, il n'est pas joint",
        "lawyers": "message du {day} non joint : il peut relever de la correspondance confidentielle entre avocats",
        "bank_notice": "avis de banque du {day} non joint : il porte aussi sur d'autres opérations",
        "reminder_unsent": "relance du {day} : message non retrouvé parmi les envois",
    },
    "en": {
        "no_file": "the copy is not in the books",
        "lost": "the file {file} is missing from the archive",
        "changed": "the file {file} no longer has its digest, it is not enclosed",
        "lawyers": "message of {day} not enclosed: it may be confidential correspondence between lawyers",
        "bank_notice": "bank's notice of {day} not enclosed: it tells of other operations too",
        "reminder_unsent": "reminder of {day}: its message was not found among those handed over",
    },
}


def title(exhibit: Exhibit, language: str) -> str:
    """What an exhibit is, in a line."""
    return title_of(exhibit.found, language)


def title_of(found: Found, language: str) -> str:
    """The same before it has its number."""
    said = TITLES[known(language)][found.kind].format(
        subject=found.subject, day=sentences.day(found.on, language), detail=found.detail or "?"
    )
    return said[:1].upper() + said[1:]


def reason(key: str, values: Mapping[str, str], language: str) -> str:
    """Why something is missing or kept back."""
    return REASONS[known(language)][key].format_map(values)


def known(language: str) -> str:
    """`fr` or `en`."""
    return "fr" if language == "fr" else "en"
