"""What clients write, by what they mean and in their language. `{...}` is filled in by whoever writes."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

_GREETINGS = {"fr": ("Bonjour,", "Bonjour Maître,", "Madame, Monsieur,"), "en": ("Hello,", "Dear Sirs,")}
_CLOSINGS = {"fr": ("Cordialement,", "Bien à vous,", "Salutations,"), "en": ("Kind regards,", "Best regards,")}
# Said without greeting and closing, as people do who are in a hurry.
_BARE = frozenset({"unclear"})

_FR: Mapping[str, tuple[str, ...]] = {
    "promise": (
        "Nous avons bien reçu votre relance. Nous réglerons la facture {number} le {day}.",
        "C'est noté, le virement de la facture {number} partira le {day}.",
        "Veuillez nous excuser de ce retard. Le paiement de {amount} sera effectué le {day}.",
    ),
    "dispute": (
        "Nous contestons la facture {number} : les heures facturées ne correspondent pas à la convention d'honoraires.",
        "Cette facture {number} comprend une prestation que nous n'avons pas commandée. Nous la contestons.",
    ),
    "paid": (
        "Sauf erreur de ma part la facture {number} a déjà été réglée par virement du {day}. Merci de vérifier.",
        "Déjà payé : virement de {amount} effectué le {day}.",
    ),
    "question": (
        "Pouvez-vous me dire à quel dossier correspond la facture {number} ?",
        "La TVA de la facture {number} est-elle bien celle du taux normal ?",
    ),
    "copy": (
        "Nous ne retrouvons pas la facture {number}. Pourriez-vous nous en renvoyer une copie ?",
        "Merci de nous adresser un duplicata de la facture {number}, elle n'est pas dans notre comptabilité.",
    ),
    "insolvent": (
        "Par jugement du tribunal de commerce du {day}, notre société a été placée en redressement judiciaire.",
    ),
    "unclear": (
        "C'est la même chose que pour la toiture, voyez avec Gérard.",
        "Bonjour, le dossier est chez Gérard depuis le salon, il y a eu le dégât des eaux entre temps.",
    ),
    "contact": ("Je ne m'occupe plus de la comptabilité. Merci d'écrire désormais à {address} pour vos factures.",),
    "dies": ("Mon père, à qui vous écrivez, est décédé le {day}. La succession est chez le notaire.",),
    "stops": ("Je souhaite ne plus recevoir de messages de votre part. Merci de cesser vos relances.",),
    "spreads": (
        "Nous ne pouvons pas régler la facture {number} en une fois. Pouvez-vous nous accorder un échéancier ?",
    ),
    "admits": ("Nous paierons la facture {number} dès que notre trésorerie le permettra.",),
    "accepts": ("Votre devis {number} nous convient, merci.",),
    "away": ("Je suis absent(e) du bureau jusqu'au {day} inclus et ne consulte pas mes messages.",),
}

_EN: Mapping[str, tuple[str, ...]] = {
    "promise": (
        "Thank you for your reminder. We will pay invoice {number} on {day}.",
        "Apologies for the delay. Payment of {amount} will be made on {day}.",
    ),
    "dispute": ("We dispute invoice {number}: the hours charged do not match the fee agreement.",),
    "paid": ("Invoice {number} has already been paid by bank transfer on {day}. Please check your records.",),
    "question": ("Could you tell me which matter invoice {number} relates to?",),
    "copy": ("We cannot find invoice {number}. Could you please send us a copy?",),
    "insolvent": ("The company entered administration on {day}. Please send any claim to the administrators.",),
    "unclear": ("Same story as with the roof, ask Gerald.",),
    "contact": ("I no longer deal with accounts. Please write to {address} about invoices from now on.",),
    "accepts": ("We are happy with your quote {number}: please go ahead.",),
    "away": ("I am out of the office until {day} and have no access to my e-mail.",),
}


def phrase(meaning: str, language: str, rng: Random, **facts: str) -> str:
    """One of the ways to say it, with greeting and closing."""
    said = rng.choice((_FR if language == "fr" else _EN)[meaning]).format(**facts)
    if meaning in _BARE:
        return said
    return f"{rng.choice(_GREETINGS[language])}\n\n{said}\n\n{rng.choice(_CLOSINGS[language])}"
