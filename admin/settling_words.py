"""The words of what follows a debt that is not simply paid, and of whom one writes to."""

from __future__ import annotations

from admin.language import mark

PENALTY = {
    "open": mark("due"),
    "paid": mark("réglée"),
    "waived": mark("remise"),
    "superseded": mark("remplacée"),
    "withdrawn": mark("retirée"),
}

PENALTY_KIND = {
    "interest": mark("intérêts de retard"),
    "fixed": mark("indemnité forfaitaire"),
}

PROCEEDING = {
    "proposed": mark("proposée"),
    "prepared": mark("demande écrite"),
    "filed": mark("déposée"),
    "closed": mark("close"),
}

# What became of money that pays no invoice.
USE = {
    "refund": mark("rendu au client"),
    "gain": mark("gardé en produit"),
    "penalty": mark("pénalités"),
}

CONTACT_ROLE = {
    "billing": mark("facturation"),
    "contact": mark("contact"),
    "firm": mark("adresse générale"),
}
