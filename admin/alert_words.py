"""The words for the kinds of alerts and the orders of their list."""

from __future__ import annotations

from admin.language import mark

ALERT = {
    "next_level": mark("niveau à décider"),
    "handover": mark("après la dernière relance"),
    "promise_broken": mark("promesse non tenue"),
    "instalment_missed": mark("échéance non réglée"),
    "bounce": mark("message non remis"),
    "dispute": mark("litige"),
    "insolvency": mark("procédure collective"),
    "deceased": mark("client décédé"),
    "opt_out": mark("refus de messages"),
    "payment_unmatched": mark("règlement à rapprocher"),
    "bank_silent": mark("banque silencieuse"),
    "bank_unverified": mark("avis de banque non vérifié"),
    "limitation": mark("prescription"),
    "delivery_refused": mark("envoi refusé"),
    "delivery_unknown": mark("envoi incertain"),
    "message_quarantined": mark("message illisible"),
    "approval_refused": mark("réponse à un lot sans effet"),
    "run_failed": mark("relances en nombre arrêtées"),
    "client_request": mark("pièce demandée"),
}

ORDER = {
    "urgency": mark("urgence"),
    "age": mark("ancienneté"),
    "kind": mark("sujet"),
}
