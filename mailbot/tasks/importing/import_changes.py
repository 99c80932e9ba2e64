"""What an import changed, in words: for the report, and for the history of the client or the invoice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mailbot.tasks.importing.import_report import ImportReport

_WORDS = {
    "name": "nom", "email": "adresse", "cc": "copies", "contact": "interlocuteur", "language": "langue",
    "phone": "téléphone", "address": "rue", "postcode": "code postal", "city": "ville", "country": "pays",
    "vat_number": "n° de TVA", "payment_mode": "mode de paiement", "ladder": "barème", "partner": "associé",
    "due_on": "échéance", "matter": "dossier", "kind": "type", "file_name": "fichier",
    "sent_on": "envoyée le", "vat_minor": "TVA en centimes", "mission_ended_on": "fin de mission",
}  # fmt: skip
_UNSAID = frozenset({"file_sha"})


def changes_of(row: Any, told: Mapping[str, Any]) -> str:
    """`échéance 2026-11-10 → 2026-11-30, dossier (vide) → D-12`."""
    parts = [
        f"{_WORDS.get(name, name)} {_shown(getattr(row, name))} → {_shown(value)}"
        for name, value in told.items()
        if name not in _UNSAID
    ]
    return ", ".join(parts) or "fichier remplacé"


def said(key: str, changes: str, report: ImportReport) -> str:
    """The sentence of the history, which is told in the report too."""
    report.changes.append(f"{key}: {changes}")
    return f"{key} : {changes} (import de {report.file})"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "(vide)"
    if value is None:
        return "(vide)"
    return value.isoformat() if isinstance(value, date) else str(value) or "(vide)"
