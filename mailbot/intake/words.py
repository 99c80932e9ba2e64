"""Words that files use for kinds and roles, to ours."""

from __future__ import annotations

CLIENT_KINDS = {
    "": "professional",
    "professional": "professional",
    "professionnel": "professional",
    "company": "professional",
    "entreprise": "professional",
    "société": "professional",
    "societe": "professional",
    "consumer": "consumer",
    "particulier": "consumer",
    "person": "consumer",
    "public": "public",
    "organisme public": "public",
    "collectivité": "public",
}

INVOICE_KINDS = {
    "": "invoice",
    "invoice": "invoice",
    "facture": "invoice",
    "facture client": "invoice",
    "facture standard": "invoice",
    "facture d'acompte": "invoice",
    "facture de provision": "invoice",
    "provision": "invoice",
    "acompte": "invoice",
    "note d'honoraires": "invoice",
    "credit_note": "credit_note",
    "credit note": "credit_note",
    "avoir": "credit_note",
    "facture avoir": "credit_note",
    "facture d'avoir": "credit_note",
    "quote": "quote",
    "devis": "quote",
    "proposition": "quote",
}

ROLES = {
    "billing": "billing",
    "facturation": "billing",
    "comptabilité": "billing",
    "comptabilite": "billing",
    "contact": "contact",
    "interlocuteur": "contact",
    "firm": "firm",
    "société": "firm",
    "societe": "firm",
    "entreprise": "firm",
}
