"""What a bank's mail tells: money came, money left, nothing yet, or nothing at all."""

from __future__ import annotations

import re
from enum import StrEnum


class Story(StrEnum):
    """CREDIT and DEBIT are booked; PAYOUT moves the firm's own money; NOTHING is booked; UNKNOWN says neither."""

    CREDIT = "credit"
    DEBIT = "debit"
    PAYOUT = "payout"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


# Not booked, or no money of ours: announced, pending, failed, asked for, offered, codes, balances.
_NOTHING = re.compile(
    r"\b(?:en attente|a recevoir|en cours de (?:traitement|verification|validation)|bloquee?s?\b|debloquer|suspendue?|n'a pas (?:pu|ete)|n'ont pas pu|pas encore|sera (?:credite|debite|disponible|effectue|verse)e?|seront (?:credites?|verses?)|devrait (?:etre|arriver)|vous annonce|nous annonce|est annonce|annonces?\b|prevue? le|programmee?s?|planifiee?|a echoue|echec (?:du|de votre|de la) (?:virement|paiement|transaction)|echouee?|a ete (?:refuse|abandonne|annule)e? ?(?:par|\.|,|$|faute|car)|en instance|expirera|a valider|a confirmer|confirmez|veuillez (?:valider|confirmer))\b"
    r"|\b(?:demande de (?:paiement|[\d ]+,\d\d)|votre demande (?:de paiement|a (?:bien )?ete|d'argent)|lien de paiement (?:envoye|cree)|facture envoyee|request(?:ed)? (?:a )?payment|payment request|code (?:de )?(?:connexion|securite|verification|confirmation|unique|validation)|mot de passe|one-time|verification code|votre code|nouvelle connexion|nouvel appareil|login|sign-in|connexion (?:depuis|a votre))\b"
    r"|\b(?:pending|on hold|will be (?:credited|paid|available|processed)|scheduled|upcoming|expected (?:on|by)|has (?:been )?failed|was declined|has been declined|could not be|awaiting|held|under review|vorgemerkt|ausstehend|fehlgeschlagen|abgelehnt|angekundigt|wird (?:am|gutgeschrieben)|pendiente|en espera|in attesa|rifiutato|in behandeling)\b"
)
# An alert about the balance, not about what moved it.
_BALANCE = re.compile(
    r"^[^\n]{0,30}\b(?:alerte solde|solde (?:de votre|du|bas|insuffisant)|low balance|balance alert|kontostandsalarm)\b"
    r"|\bsolde (?:de votre compte |du compte |actuel )?[^\n.]{0,40}(?:s'etablit|s'eleve|est (?:de|passe|inferieur|descendu|negatif)|passe sous|atteint|a franchi)"
    r"|\b(?:your balance is|balance (?:has )?(?:fallen|dropped|is below))\b"
)
_ADVERT = re.compile(r"\b(?:offre (?:soumise|speciale|reservee|valable)|offerts?\b|desabonn\w+|desinscri\w+|unsubscribe|newsletter|profitez|parrain\w+|decouvrez|beneficiez|jusqu'au \d+[/ ].{0,30}(?:ouvrez|recevez)|gagnez|sans frais ce mois|les commercants qui|en moyenne|promo\w*|cashback|bon plan|jeu concours|avantages? exclusif|invitation !|nouveaute|webinaire|taux promotionnel)\b")
_PAYOUT = re.compile(
    r"\b(?:versement (?:de [^.]{0,30})?(?:vers|sur) votre compte|avons envoye un versement|envoye un versement|vous a verse|venons de vous verser|vous verser|votre versement|versement (?:est )?(?:en route|effectue|initie|programme)|has paid you|payout|auszahlung|virement de vos (?:encaissements|fonds)|transfert vers votre (?:compte|banque)|vers votre compte bancaire|retrait vers|pago a su cuenta|uitbetaling|net verse|reversement|accredito sul suo conto)\b"
)
_DEBIT = re.compile(
    r"\b(?:a ete debitee?|est debitee?|debite de|au debit\b|debit de|avis de debit|operation(?:s)? debitrice|vous avez (?:envoye|paye|effectue|emis|transfere|retire|rembourse)|virement (?:emis|envoye|sortant|effectue|vers)|paiement (?:par carte|carte|effectue|emis|envoye)|achat\b|retrait\b|prelevement (?:de|sur|sepa|emis par|vient|a ete)|rejet\w*|rejete\w*|impaye\w*|revenu impaye|sans provision|contre-?pass\w+|extourn\w+|annulation d'|conteste\w*|contestation|chargeback|opposition|retour (?:de|d'un) (?:prelevement|virement|cheque)|avons preleve|remboursement (?:effectue|emis|envoye|a )|rembourse a|frais de tenue|cotisation"
    r"|you(?:'ve| have)? (?:sent|paid|made a payment|spent|transferred)|debited|card payment|withdrawal|direct debit|refunded|returned|reversed|dispute\w*|lastschrift|belastung|abbuchung|abgebucht|rucklastschrift|kartenzahlung|uberweisung (?:an|ausgefuhrt)|adeudo|cargo en|pago con tarjeta|addebito|pagamento con carta|afgeschreven|betaling aan)\b"
)
_REVERSED = re.compile(r"\b(?:rejet\w*|rejete\w*|impaye\w*|contre-?pass\w+|extourn\w+|conteste\w*|chargeback|rucklastschrift|reversed|returned unpaid|returned|storn\w+|retour de prelevement)\b")
_CREDIT = re.compile(
    r"\b(?:a ete creditee?|vient d'etre creditee?|est creditee?|au credit\b|credit de|avis de credit|operation\w* (?:au credit|creditrice\w*)|creditee?s? en valeur|portee? au credit|virements? (?:\w+ )?(?:recus?|entrant|arrive|en votre faveur)|virement est arrive|vous avez recu|avez recu|argent recu|paiement recu|paiements recus|vous a (?:envoye|paye|vire|fait un virement|transfere|adresse)|vient de (?:payer|vous payer|regler)|en votre faveur|encaisse\w*|remises? (?:de |d'un )?cheques?|votre remise|bien recu|somme creditee|recu le|recue le"
    r"|you(?:'ve| have)? (?:received|got|been paid)|sent you|paid you|has been credited|was credited|credited to|credit advice|payment received|money (?:in|received)|incoming (?:payment|transfer)|has landed|landed in|deposit|gutschrift|gutgeschrieben|eingegangen|geldeingang|zahlungseingang|erhalten von|haben .{0,40} erhalten|umsatz gebucht|abono|ha recibido|transferencia recibida|ingreso|accredito|accreditat\w+|bonifico ricevuto|ha ricevuto|bijgeschreven|ontvangen|bijschrijving|recu un)\b"
)
_OPERATIONS = re.compile(r"\b(?:operations?|mouvements?|transactions?|umsatz\w*|movimientos|movimenti|recap\w*|releve d'operations|nouvelle operation|operation suivante)\b")


def story_of(folded: str) -> Story:
    """The story of a mail's folded subject and text.

    What is not booked silences everything; a rejection mentions the credit that it takes back, so it goes before.
    """
    if _ADVERT.search(folded) and not _DEBIT.search(folded[:200]):
        return Story.NOTHING
    credit, debit, payout = _CREDIT.search(folded), _DEBIT.search(folded), _PAYOUT.search(folded)
    if payout and (not credit or payout.start() < credit.start()):
        return Story.PAYOUT
    if _NOTHING.search(folded) or _BALANCE.search(folded):
        return Story.NOTHING
    if _REVERSED.search(folded):
        return Story.DEBIT
    if credit and debit:
        return Story.CREDIT if credit.start() <= debit.start() else Story.DEBIT
    if credit:
        return Story.CREDIT
    if debit:
        return Story.DEBIT
    return Story.UNKNOWN


def direction_of(text: str, default: str) -> str:
    """"credit" or "debit" for one line or cell, by its words; `default` when it has none."""
    if _REVERSED.search(text):
        return "debit"
    if re.search(r"\b(?:debit|debitrice|soll|prlv|prelevement|prelevt|cb\b|carte|retrait|frais|cotis|vir(?:ement)? (?:sepa )?emis|achat|commission|agios|virement pour|echeance pret|withdrawal|fee)\b", text):
        return "debit"
    if re.search(r"\b(?:credit|creditrice|haben|recus?|en votre faveur|faveur|remise|vir(?:ement)? (?:sepa |inst )?de|vir re\b|vir inst)\b", text):
        return "credit"
    return default
