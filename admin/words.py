"""The words for what the books keep as codes. They are translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from admin import alert_words, history_words, list_words, settling_words
from admin.language import gettext, mark

ROLES = {
    "viewer": mark("lecture seule"),
    "assistant": mark("assistant"),
    "partner": mark("associé"),
    "admin": mark("administrateur"),
}

REMINDER = {
    "proposed": mark("à décider"),
    "approved": mark("approuvée"),
    "rejected": mark("refusée"),
    "expired": mark("expirée"),
    "fell_out": mark("retirée"),
    "released": mark("en cours d'envoi"),
    "sent": mark("envoyée"),
    "failed": mark("non délivrée"),
    "unknown": mark("envoi incertain"),
    "bounced": mark("revenue"),
    "withdrawn": mark("notée par erreur"),
}

# How a person reminded by hand.
BY_HAND = {
    "phone": mark("par téléphone"),
    "post": mark("par courrier"),
    "in_person": mark("de vive voix"),
}

CONTACT_OUTCOME = {
    "reached": mark("joint"),
    "voicemail": mark("message laissé"),
    "promise": mark("règlement promis"),
    "dispute": mark("contesté"),
    "refused": mark("refus de payer"),
    "wrong_number": mark("mauvais numéro"),
    "no_answer": mark("pas de réponse"),
}

# Several reminders of one state, after their number.
REMINDERS = {
    "approved": mark("approuvées"),
    "rejected": mark("refusées"),
    "expired": mark("expirées"),
    "fell_out": mark("retirées"),
    "sent": mark("envoyées"),
    "failed": mark("non délivrées"),
    "unknown": mark("envois incertains"),
    "bounced": mark("revenues"),
    "withdrawn": mark("notées par erreur"),
}

INVOICE_KIND = {
    "invoice": mark("facture"),
    "credit_note": mark("avoir"),
    "quote": mark("devis"),
}

CLIENT_KIND = {
    "professional": mark("professionnel"),
    "consumer": mark("particulier"),
    "public": mark("personne publique"),
}

ALLOCATION = {
    "opening": mark("réglé avant Mailbot"),
    "payment": mark("règlement"),
    "credit": mark("avoir"),
    "write_off": mark("passé en perte"),
    "accepted": mark("devis accepté"),
    "lost": mark("devis sans suite"),
    "waived": mark("abandonné"),
}

HOLD = {
    "hold": mark("suspension"),
    "dispute": mark("litige"),
    "promise": mark("promesse de règlement"),
    "instalments": mark("échéancier"),
    "insolvent": mark("procédure collective"),
    "deceased": mark("client décédé"),
    "excluded": mark("exclusion des relances"),
    "absent": mark("absence"),
    "conversation": mark("échange en cours"),
}

HOLD_OUTCOME = {
    "kept": mark("tenue"),
    "kept_late": mark("tenue en retard"),
    "broken": mark("non tenue"),
    "missed": mark("manquée"),
    "replaced": mark("remplacée"),
    "lifted": mark("levée"),
    "running": mark("en cours"),
}

MESSAGE = {
    "bank_notification": mark("avis de banque"),
    "client_reply": mark("réponse d'un client"),
    "bounce": mark("message non remis"),
    "auto_reply": mark("réponse automatique"),
    "approval": mark("réponse à un lot"),
    "command": mark("ordre du cabinet"),
    "invoice": mark("facture"),
    "own": mark("message du cabinet"),
    "other": mark("autre message"),
    "": mark("pas encore lu"),
}

INTENT = {
    "already_paid": mark("dit avoir payé"),
    "promise_to_pay": mark("promet de payer"),
    "installment_request": mark("demande un échéancier"),
    "dispute": mark("conteste"),
    "document_request": mark("demande une pièce"),
    "contact_change": mark("signale un changement de contact"),
    "insolvency": mark("annonce une procédure collective"),
    "deceased": mark("annonce un décès"),
    "acknowledgement": mark("accuse réception"),
    "question": mark("pose une question"),
    "opt_out": mark("ne veut plus être relancé"),
    "other": mark("autre chose"),
}

LINK = {
    "token": mark("par l'adresse de réponse"),
    "message-id": mark("par le fil du message"),
    "number in the subject": mark("par le numéro dans l'objet"),
    "number in the text": mark("par le numéro dans le texte"),
    "sender": mark("par l'adresse de l'expéditeur"),
    "learned address": mark("par une adresse retenue d'une décision"),
    "sender's domain": mark("par le domaine de l'expéditeur"),
    "person": mark("rattaché à la main"),
}

ANSWER = {
    "proposed": mark("attend un OK"),
    "approved": mark("accepté par"),
    "dropped": mark("écarté par"),
    "undone": mark("repris par"),
}

PAYMENT = {
    "counted": mark("compté"),
    "unverified": mark("non vérifié"),
    "reversed": mark("annulé"),
}

JOB = {
    "poll": mark("lecture de la boîte"),
    "match": mark("rapprochement"),
    "housekeeping": mark("entretien"),
    "plan": mark("préparation des relances"),
    "digest": mark("récapitulatifs"),
    "send": mark("envois"),
    "runs": mark("relances en nombre"),
    "alerts": mark("alertes"),
    "urgent": mark("alertes urgentes"),
    "weekly": mark("rapport de la semaine"),
    "webhooks": mark("annonces aux programmes"),
}

RUN = {
    "queued": mark("en attente"),
    "running": mark("en cours"),
    "done": mark("terminé"),
    "cancelled": mark("arrêté"),
    "failed": mark("interrompu"),
}

# The reminders of a run that stand in one place: one of them, several.
RUN_PARTS = {
    "sent": (mark("relance envoyée"), mark("relances envoyées")),
    "leaving": (mark("relance en cours d'envoi"), mark("relances en cours d'envoi")),
    "waiting": (mark("relance approuvée, en attente"), mark("relances approuvées, en attente")),
    "doubtful": (mark("envoi incertain"), mark("envois incertains")),
    "undelivered": (mark("relance non délivrée"), mark("relances non délivrées")),
    "withdrawn": (mark("relance retirée"), mark("relances retirées")),
}

CHANNEL = {
    "mail": mark("mail"),
    "mail+letter": mark("mail et lettre jointe"),
    "mail+word": mark("mail et lettre jointe en Word"),
    "letter": mark("courrier"),
}

BUCKET = {
    "not_due": mark("non échu"),
    "1-30": mark("1 à 30 j"),
    "31-60": mark("31 à 60 j"),
    "61-90": mark("61 à 90 j"),
    ">90": mark("plus de 90 j"),
}

TABLES: dict[str, Mapping[str, str]] = {
    "role": ROLES,
    "reminder": REMINDER,
    "by_hand": BY_HAND,
    "contact_outcome": CONTACT_OUTCOME,
    "invoice_kind": INVOICE_KIND,
    "client_kind": CLIENT_KIND,
    "allocation": ALLOCATION,
    "hold": HOLD,
    "hold_outcome": HOLD_OUTCOME,
    "message": MESSAGE,
    "intent": INTENT,
    "link": LINK,
    "answer": ANSWER,
    "payment": PAYMENT,
    "job": JOB,
    "erased": {"asked": mark("à sa demande"), "mistake": mark("saisi par erreur"), "time_over": mark("durée écoulée")},
    "run": RUN,
    "channel": CHANNEL,
    "state": list_words.STATE,
    "order": list_words.ORDER,
    "debtor": list_words.DEBTOR,
    "debtor_order": list_words.DEBTOR_ORDER,
    "bucket": BUCKET,
    "event": history_words.EVENT,
    "way": history_words.WAY,
    "penalty": settling_words.PENALTY,
    "penalty_kind": settling_words.PENALTY_KIND,
    "proceeding": settling_words.PROCEEDING,
    "use": settling_words.USE,
    "contact_role": settling_words.CONTACT_ROLE,
    "alert": alert_words.ALERT,
    "alert_order": alert_words.ORDER,
}


def word(code: str, table: str) -> str:
    """The word for a code; a code without one is shown as it is."""
    found = TABLES[table].get(code)
    return gettext(found) if found is not None else code


def words(status: str, count: int) -> str:
    """The word for so many reminders of one state."""
    return gettext(REMINDERS[status]) if count > 1 and status in REMINDERS else word(status, "reminder")


def run_words(part: str, count: int) -> str:
    """The word for so many reminders of a run that stand in one place."""
    one, several = RUN_PARTS[part]
    return gettext(several if count > 1 else one)


def event_word(kind: str) -> str:
    """What a line of the history is about."""
    first, _, rest = kind.partition("_")
    if first == "hold" and rest in HOLD:
        return word(rest, "hold")
    return word(first, "event") if first in history_words.EVENT else ""


def furnish(app: Flask) -> None:
    """Let templates use these words."""
    app.jinja_env.filters["word"] = word
    app.jinja_env.filters["words"] = words
    app.jinja_env.filters["run_words"] = run_words
    app.jinja_env.filters["event_word"] = event_word
    app.jinja_env.globals["deed"] = history_words.deed
