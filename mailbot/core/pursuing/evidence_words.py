"""The words of the evidence's timeline, in French and English: what each kind of line of the history is called."""

from __future__ import annotations

# Steps of the machine that tell a reader nothing, and what the table of exhibits and the account say better.
SILENT = frozenset(
    {
        "reminder_drafted", "reminder_released", "digest_queued", "digest_sent", "alert_sent", "answer_sent",
        "payment_entered", "delivery_requeued", "proceeding_proposed", "call_planned", "call_dropped", "call_reopened",
        "first_asked", "letter_not_taken",
    }
)  # fmt: skip

_LABELS: dict[str, dict[str, str]] = {
    "fr": {
        "reminder_proposed": "Relance proposée", "reminder_approved": "Relance validée",
        "reminder_rejected": "Relance refusée", "reminder_expired": "Relance abandonnée",
        "reminder_postponed": "Relance reportée", "reminder_fell_out": "Relance retirée",
        "reminder_sent": "Relance envoyée", "reminder_failed": "Relance non délivrée",
        "reminder_unknown": "Envoi incertain", "reminder_bounced": "Relance revenue",
        "reminder_crossed": "Relance croisée avec un règlement", "reminder_by_hand": "Relance faite par une personne",
        "reminder_withdrawn": "Relance retirée avant l'envoi", "message_client_reply": "Message du client",
        "message_bounce": "Avis de non-remise", "message_auto_reply": "Réponse automatique",
        "hold_hold": "Relances suspendues", "hold_dispute": "Contestation", "hold_promise": "Promesse de règlement",
        "hold_instalments": "Échéancier", "hold_insolvent": "Procédure collective", "hold_deceased": "Décès",
        "hold_excluded": "Exclusion des relances", "hold_absent": "Absence", "hold_conversation": "Échange en cours",
        "hold_ended": "Suspension levée", "promise_kept": "Promesse tenue", "promise_broken": "Promesse non tenue",
        "payment_allocated": "Règlement imputé", "allocation_undone": "Imputation annulée",
        "credit_applied": "Avoir imputé", "written_off": "Solde abandonné", "level_changed": "Niveau changé",
        "invoice_changed": "Facture modifiée", "client_changed": "Client modifié", "mission_ended": "Fin de mission",
        "penalties_claimed": "Pénalités réclamées", "reminder_rewritten": "Texte de la relance récrit",
        "first_sent": "Premier envoi", "first_taken_back": "Premier envoi repris", "letter_printed": "Lettre postée",
        "letter_handed_over": "Lettre confiée au prestataire", "letter_numbered": "Recommandé numéroté",
        "letter_received": "Lettre reçue", "letter_returned": "Lettre revenue", "letter_withdrawn": "Lettre retirée",
    },
    "en": {
        "reminder_proposed": "Reminder proposed", "reminder_approved": "Reminder approved",
        "reminder_rejected": "Reminder rejected", "reminder_expired": "Reminder dropped",
        "reminder_postponed": "Reminder postponed", "reminder_fell_out": "Reminder taken back",
        "reminder_sent": "Reminder sent", "reminder_failed": "Reminder not delivered",
        "reminder_unknown": "Sending uncertain", "reminder_bounced": "Reminder returned",
        "reminder_crossed": "Reminder crossed a payment", "reminder_by_hand": "Reminder made by a person",
        "reminder_withdrawn": "Reminder withdrawn before sending", "message_client_reply": "Client's message",
        "message_bounce": "Notice of non-delivery", "message_auto_reply": "Automatic answer",
        "hold_hold": "Reminders on hold", "hold_dispute": "Dispute", "hold_promise": "Promise to pay",
        "hold_instalments": "Instalments", "hold_insolvent": "Insolvency", "hold_deceased": "Death",
        "hold_excluded": "Excluded from reminders", "hold_absent": "Absence",
        "hold_conversation": "Conversation under way", "hold_ended": "Hold ended", "promise_kept": "Promise kept",
        "promise_broken": "Promise broken", "payment_allocated": "Payment allocated",
        "allocation_undone": "Allocation undone", "credit_applied": "Credit applied",
        "written_off": "Balance written off", "level_changed": "Level changed", "invoice_changed": "Invoice changed",
        "client_changed": "Client changed", "mission_ended": "End of the mission",
        "penalties_claimed": "Penalties claimed", "reminder_rewritten": "Reminder rewritten",
        "first_sent": "First sending", "first_taken_back": "First sending taken back",
        "letter_printed": "Letter posted",
        "letter_handed_over": "Letter handed to the service", "letter_numbered": "Registered letter numbered",
        "letter_received": "Letter received", "letter_returned": "Letter returned",
        "letter_withdrawn": "Letter withdrawn",
    },
}  # fmt: skip

_FAMILIES: dict[str, dict[str, str]] = {
    "fr": {"proceeding": "Suite donnée", "doubtful": "Créance douteuse", "undoubtful": "Créance douteuse"},
    "en": {"proceeding": "What followed", "doubtful": "Doubtful debt", "undoubtful": "Doubtful debt"},
}


def silent(kind: str) -> bool:
    """Is it a step of the machine, or an alert to the firm's own people, that the timeline leaves out?"""
    return kind in SILENT or kind.startswith("alert_")


def label(kind: str, language: str) -> str:
    """What a line is called; a kind without a word of its own is its code in words."""
    known = "fr" if language == "fr" else "en"
    family = _FAMILIES[known].get(kind.partition("_")[0])
    return _LABELS[known].get(kind) or family or kind.replace("_", " ").capitalize()
