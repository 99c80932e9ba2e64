"""What clients write, by what they mean and in their language. `{...}` is filled in by whoever writes."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

_FR: Mapping[str, tuple[str, ...]] = {
    "promise": (
        "Bonjour,\n\nNous avons bien reçu votre relance. Nous réglerons la facture {number} le {day}.\n\nCordialement,",
        "Bonjour,\n\nC'est noté, le virement de la facture {number} partira le {day}.\n\nBien à vous,",
        "Bonjour Maître,\n\nVeuillez nous excuser de ce retard. Le paiement de {amount} sera effectué le {day}.\n\nCordialement,",
    ),
    "dispute": (
        "Bonjour,\n\nNous contestons la facture {number} : les heures facturées ne correspondent pas à la convention"
        " d'honoraires. Nous ne réglerons pas avant d'avoir reçu vos explications.\n\nSalutations,",
        "Madame, Monsieur,\n\nCette facture {number} comprend une prestation que nous n'avons jamais commandée. Nous la"
        " contestons formellement.\n\nCordialement,",
    ),
    "paid": (
        "Bonjour,\n\nSauf erreur de ma part la facture {number} a déjà été réglée par virement du {day}. Merci de vérifier.\n\nCordialement,",
        "Bonjour,\n\nDéjà payé : virement de {amount} effectué le {day}.\n\nBonne journée,",
    ),
    "question": (
        "Bonjour,\n\nPouvez-vous me dire à quel dossier correspond la facture {number} ?\n\nMerci d'avance,",
        "Bonjour,\n\nLa TVA de la facture {number} est-elle bien celle du taux normal ?\n\nCordialement,",
    ),
    "copy": (
        "Bonjour,\n\nNous ne retrouvons pas la facture {number}. Pourriez-vous nous en renvoyer une copie ?\n\nCordialement,",
        "Bonjour,\n\nMerci de nous adresser un duplicata de la facture {number}, elle ne figure pas dans notre comptabilité.\n\nCordialement,",
    ),
    "insolvent": (
        "Madame, Monsieur,\n\nPar jugement du tribunal de commerce du {day}, notre société a été placée en redressement"
        " judiciaire. Votre créance est à déclarer auprès du mandataire judiciaire.\n\nSalutations distinguées,",
    ),
    "unclear": (
        "Ok je vois ça avec Gérard et on en reparle après le salon.",
        "Bonjour, oui oui, ça suit son cours de notre côté, c'est un peu la course avec la saison.",
    ),
    "contact": (
        "Bonjour,\n\nJe ne m'occupe plus de la comptabilité. Merci d'écrire désormais à {address} pour vos factures.\n\nCordialement,",
    ),
    "away": (
        "Bonjour,\n\nJe suis absent(e) du bureau jusqu'au {day} inclus et ne consulte pas mes messages. En cas d'urgence,"
        " merci d'appeler le standard.\n\nCordialement,",
    ),
}  # fmt: skip

_EN: Mapping[str, tuple[str, ...]] = {
    "promise": (
        "Hello,\n\nThank you for your reminder. We will pay invoice {number} on {day}.\n\nKind regards,",
        "Dear Sirs,\n\nApologies for the delay. Payment of {amount} will be made on {day}.\n\nBest regards,",
    ),
    "dispute": (
        "Hello,\n\nWe dispute invoice {number}: the hours charged do not match the fee agreement. We will not pay until"
        " this is clarified.\n\nKind regards,",
    ),
    "paid": (
        "Hello,\n\nInvoice {number} has already been paid by bank transfer on {day}. Please check your records.\n\nRegards,",
    ),
    "question": ("Hello,\n\nCould you tell me which matter invoice {number} relates to?\n\nMany thanks,",),
    "copy": ("Hello,\n\nWe cannot find invoice {number}. Could you please send us a copy?\n\nKind regards,",),
    "insolvent": (
        "Dear Sirs,\n\nThe company entered administration on {day}. Please send any claim to the administrators.\n\nYours faithfully,",
    ),
    "unclear": ("Ok, will talk to Gerald about it once the fair is over.",),
    "contact": (
        "Hello,\n\nI no longer deal with accounts. Please write to {address} about invoices from now on.\n\nKind regards,",
    ),
    "away": (
        "Hello,\n\nI am out of the office until {day} and have no access to my e-mail. For urgent matters please call the"
        " switchboard.\n\nKind regards,",
    ),
}  # fmt: skip


def phrase(meaning: str, language: str, rng: Random, **facts: str) -> str:
    """One of the ways to say it."""
    return rng.choice((_FR if language == "fr" else _EN)[meaning]).format(**facts)
