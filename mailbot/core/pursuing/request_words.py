"""The words of alerts about what a client asks for, in French and English: what is wanted, what to do about it."""

from __future__ import annotations

TITLES: dict[str, dict[str, str]] = {
    "fr": {
        "client_request": "{name} demande une pièce",
        "client_request_copy": "{name} demande une copie ({numbers}) : la réponse attend votre OK",
        "client_request_no_file": "{name} demande une copie, mais le PDF manque ({numbers})",
        "client_request_which": "{name} demande une copie, sans dire de quelle facture",
        "client_request_contact": "{name} demande d'écrire désormais à {new}",
        "client_request_order": "{name} veut un numéro de commande sur sa facture",
        "client_request_portal": "{name} veut sa facture sur un portail",
    },
    "en": {
        "client_request": "{name} asks for a document",
        "client_request_copy": "{name} asks for a copy ({numbers}): the answer waits for your OK",
        "client_request_no_file": "{name} asks for a copy, but the PDF is missing ({numbers})",
        "client_request_which": "{name} asks for a copy, without saying of which invoice",
        "client_request_contact": "{name} asks to be written to at {new} from now on",
        "client_request_order": "{name} wants an order number on the invoice",
        "client_request_portal": "{name} wants the invoice on a portal",
    },
}

ADVICE: dict[str, dict[str, str]] = {
    "fr": {
        "client_request": "{said}Lisez le message, puis répondez : les relances de ce client attendent quelques jours.",
        "client_request_copy": (
            "{said}Lisez la réponse préparée, puis envoyez-la : mailbot answers approve {answer} (ou sur la page du"
            " message). Sans vous, rien ne part."
        ),
        "client_request_no_file": (
            "{said}Rattachez le PDF à la facture (mailbot import, colonne file) et préparez la réponse à nouveau, ou"
            " répondez vous-même."
        ),
        "client_request_which": "{said}Demandez-lui de quelle facture il s'agit, ou envoyez-lui la copie vous-même.",
        "client_request_contact": (
            "{said}Vérifiez par un autre moyen que ce changement vient bien de lui, puis appliquez-le : mailbot answers"
            " approve {answer} (ou sur la page du message)."
        ),
        "client_request_order": (
            "{said}Obtenez le numéro auprès de votre interlocuteur, puis renvoyez la facture complétée : sans lui,"
            " elle ne sera pas payée."
        ),
        "client_request_portal": (
            "{said}Déposez-y la facture avec les références demandées (SIRET, code service, engagement) : d'ici là,"
            " elle peut passer pour non reçue."
        ),
    },
    "en": {
        "client_request": "{said}Read the message, then answer: this client's reminders wait for a few days.",
        "client_request_copy": (
            "{said}Read the answer prepared, then send it: mailbot answers approve {answer} (or on the message's page)."
            " Without you nothing leaves."
        ),
        "client_request_no_file": (
            "{said}Give the invoice its PDF (mailbot import, column file) and have the answer prepared again, or answer"
            " yourself."
        ),
        "client_request_which": "{said}Ask which invoice is meant, or send the copy yourself.",
        "client_request_contact": (
            "{said}Make sure by another way that the change comes from them, then apply it: mailbot answers approve"
            " {answer} (or on the message's page)."
        ),
        "client_request_order": (
            "{said}Get the number from the person you deal with, then send the completed invoice again: without it,"
            " it will not be paid."
        ),
        "client_request_portal": (
            "{said}Upload the invoice there with the references asked for (SIRET, service code, commitment): until then"
            " it may count as not received."
        ),
    },
}
