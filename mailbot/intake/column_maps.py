"""Ready-made column maps for exports of French programs: their header to our name.

`documented` headers are those of the program's own published material: its source, its manual, the description of its
tables. `guessed` ones are the words of the trade and of its screens; docs/guide/importing.md says which are which.
A header that no map knows is left out and told; `import.columns` of the configuration wins over all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """How one program calls the columns of one kind of file."""

    name: str
    kind: str
    documented: Mapping[str, str] = field(default_factory=dict)
    guessed: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> Mapping[str, str]:
        """Their header to our name."""
        return {**self.guessed, **self.documented}


# The export assistant of Dolibarr, under its French labels.
_DOLIBARR_INVOICES = ColumnMap(
    name="Dolibarr",
    kind="invoices",
    documented={
        "Ref. facture": "number", "Réf facture": "number", "Date facturation": "issued_on",
        "Date limite règlement": "due_on", "Date échéance": "due_on", "Reste à payer": "open_amount",
        "Reste à encaisser": "open_amount", "Mode règlement": "payment_mode",
    },
    guessed={
        "Code client": "client", "Raison sociale": "client_name", "Nom de la société": "client_name",
        "Tiers": "client_name", "Date facture": "issued_on", "Montant TTC": "total", "Total TTC": "total",
        "Créance": "open_amount", "Réf. projet": "matter", "Devise": "currency",
    },
)  # fmt: skip

_DOLIBARR_CLIENTS = ColumnMap(
    name="Dolibarr",
    kind="clients",
    guessed={
        "Code client": "code", "Raison sociale": "name", "Nom de la société": "name", "Nom du tiers": "name",
        "Adresse": "address", "Code postal": "postcode", "Ville": "city", "Code pays": "country", "Pays": "country",
        "Téléphone": "phone", "Tél.": "phone", "Email": "email", "Adresse e-mail": "email",
        "Id. prof. 1 (SIREN)": "siren", "SIREN": "siren", "SIRET": "siren", "Numéro de TVA": "vat_number",
        "Code langue": "language",
    },
)  # fmt: skip

# The fields of documents, named as EBP's own import and export of documents names them.
_EBP_INVOICES = ColumnMap(
    name="EBP",
    kind="invoices",
    documented={
        "Document - Numéro du document": "number", "Document - Code client": "client",
        "Document - Nom du client": "client_name", "Document - Date": "issued_on", "Document - Total TTC": "total",
        "Document - E-mail (facturation)": "contact",
    },
    guessed={
        "Document - Date d'échéance": "due_on", "Échéance - Date d'échéance": "due_on",
        "Document - Solde dû": "open_amount", "Document - Montant réglé": "paid_amount",
        "Document - Code affaire": "matter", "Document - Code mode de paiement": "payment_mode",
    },
)  # fmt: skip

_EBP_CLIENTS = ColumnMap(
    name="EBP",
    kind="clients",
    guessed={
        "Client - Code": "code", "Client - Nom": "name", "Client - E-mail (facturation)": "email",
        "Client - Adresse 1 (facturation)": "address", "Client - Code postal (facturation)": "postcode",
        "Client - Ville (facturation)": "city", "Client - Code Pays (facturation)": "country",
        "Client - Téléphone fixe (facturation)": "phone", "Client - SIREN": "siren", "Client - SIRET": "siren",
        "Client - Numéro de TVA intracommunautaire": "vat_number",
    },
)  # fmt: skip

# The tables F_DOCENTETE and F_COMPTET as Sage 100 describes them, as a query or an export of the tables gives them.
_SAGE_INVOICES = ColumnMap(
    name="Sage 100",
    kind="invoices",
    documented={
        "DO_Piece": "number", "DO_Tiers": "client", "CT_Num": "client", "CT_Intitule": "client_name",
        "DO_Date": "issued_on", "DO_NetAPayer": "total", "DO_TotalTTC": "total", "DO_MontantRegle": "paid_amount",
    },
    guessed={
        "DR_Date": "due_on", "CA_Num": "matter", "N° pièce": "number", "N° tiers": "client",
        "N° compte tiers": "client",
        "Intitulé": "client_name", "Intitulé tiers": "client_name", "Date pièce": "issued_on", "Échéance": "due_on",
        "Date échéance": "due_on", "Net à payer": "total", "Solde": "open_amount", "Montant réglé": "paid_amount",
    },
)  # fmt: skip

_SAGE_CLIENTS = ColumnMap(
    name="Sage 100",
    kind="clients",
    documented={
        "CT_Num": "code", "CT_Intitule": "name", "CT_EMail": "email", "CT_Contact": "contact",
        "CT_Telephone": "phone", "CT_Adresse": "address", "CT_CodePostal": "postcode", "CT_Ville": "city",
        "CT_Pays": "country", "CT_Siret": "siren", "CT_Identifiant": "vat_number",
    },
    guessed={"N° compte": "code", "N° tiers": "code", "Intitulé": "name"},
)  # fmt: skip

# The fields of Pennylane's programming interface; the headers of its French exports are guessed.
_PENNYLANE_INVOICES = ColumnMap(
    name="Pennylane",
    kind="invoices",
    documented={"invoice_number": "number", "date": "issued_on", "deadline": "due_on", "currency": "currency"},
    guessed={
        "customer_name": "client_name", "customer": "client_name", "amount": "total",
        "remaining_amount": "open_amount", "Numéro de facture": "number", "Client": "client_name",
        "Identifiant client": "client", "Date de facture": "issued_on", "Date d'émission": "issued_on",
        "Date d'échéance": "due_on", "Montant TTC": "total", "Reste à payer": "open_amount",
        "Restant dû": "open_amount", "Devise": "currency",
    },
)  # fmt: skip

_PENNYLANE_CLIENTS = ColumnMap(
    name="Pennylane",
    kind="clients",
    guessed={
        "Identifiant": "code", "Identifiant client": "code", "source_id": "code", "Raison sociale": "name",
        "Nom du client": "name", "Email": "email", "E-mail": "email", "Adresse de facturation": "address",
        "Adresse": "address", "Code postal": "postcode", "Ville": "city", "Pays": "country", "SIREN": "siren",
        "SIREN/SIRET": "siren", "N° de TVA": "vat_number", "Numéro de TVA": "vat_number", "IBAN": "iban",
        "Téléphone": "phone",
    },
)  # fmt: skip

# The words of a law firm's software: the fee note, its matter and its partner.
_THEMISIA_INVOICES = ColumnMap(
    name="Themisia",
    kind="invoices",
    guessed={
        "N° facture": "number", "Numéro": "number", "N° de facture": "number", "Facture": "number",
        "Code client": "client", "N° client": "client", "Client": "client_name", "Nom client": "client_name",
        "Type": "kind", "Date facture": "issued_on", "Date": "issued_on", "Échéance": "due_on",
        "Date échéance": "due_on", "Date d'échéance": "due_on", "Total TTC": "total", "Montant TTC": "total",
        "Solde": "open_amount", "Solde dû": "open_amount", "Reste dû": "open_amount", "Réglé": "paid_amount",
        "Dossier": "matter", "N° dossier": "matter", "Associé": "partner", "Responsable": "partner",
        "Mode de paiement": "payment_mode",
    },
)  # fmt: skip

_THEMISIA_CLIENTS = ColumnMap(
    name="Themisia",
    kind="clients",
    guessed={
        "Code": "code", "Code client": "code", "N° client": "code", "Nom": "name", "Nom client": "name",
        "Client": "name", "Raison sociale": "name", "Type": "kind", "E-mail": "email", "Email": "email",
        "Courriel": "email", "Interlocuteur": "contact", "Téléphone": "phone", "Adresse": "address", "CP": "postcode",
        "Code postal": "postcode", "Ville": "city", "Pays": "country", "SIREN": "siren", "SIRET": "siren",
        "TVA intracommunautaire": "vat_number", "IBAN": "iban", "Associé": "partner",
    },
)  # fmt: skip

# Tried in this order; the one that knows most of a file's columns is taken, of two that know as many the first.
READY: tuple[ColumnMap, ...] = (
    _DOLIBARR_INVOICES, _DOLIBARR_CLIENTS, _EBP_INVOICES, _EBP_CLIENTS, _SAGE_INVOICES, _SAGE_CLIENTS,
    _PENNYLANE_INVOICES, _PENNYLANE_CLIENTS, _THEMISIA_INVOICES, _THEMISIA_CLIENTS,
)  # fmt: skip
