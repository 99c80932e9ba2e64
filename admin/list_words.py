"""The words of long lists: their tabs, and what they are sorted by."""

from __future__ import annotations

from admin.language import mark

STATE = {
    "overdue": mark("en retard"),
    "not_reminded": mark("non relancées"),
    "reminded": mark("relancées"),
    "soon_due": mark("bientôt dues"),
    "held": mark("suspendues"),
    "open": mark("tout ce qui est ouvert"),
    "settled": mark("réglées"),
}

ORDER = {
    "due": mark("échéance"),
    "amount": mark("montant"),
    "client": mark("client"),
    "number": mark("numéro"),
    "level": mark("niveau"),
}

DEBTOR = {
    "owing": mark("tous ceux qui doivent"),
    "unpaid": mark("au moins une facture impayée"),
    "no_address": mark("sans adresse valable"),
}

DEBTOR_ORDER = {
    "overdue": mark("montant en retard"),
    "owed": mark("montant dû"),
    "name": mark("nom"),
    "oldest": mark("plus ancienne échéance"),
}
