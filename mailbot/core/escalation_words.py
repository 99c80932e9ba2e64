"""The words of alerts, in French and English: a title that says what happened, an advice that says what to do."""

from __future__ import annotations

TITLES: dict[str, dict[str, str]] = {
    "fr": {
        "handover": "{name} : {number} reste impayée ({open}) après le délai du {deadline}",
        "promise_broken": "{name} : promesse du {day} non tenue, il reste {open}",
        "bounce": "{name} : la relance n'est pas arrivée à {recipient}{status}",
        "dispute": "{name} conteste",
        "insolvency": "{name} : procédure collective ou surendettement annoncé",
        "deceased": "{name} : décès annoncé",
        "opt_out": "{name} ne veut plus recevoir de messages",
        "payment_unmatched": "Règlement non rapproché : {amount} de {payer}, le {day}",
        "bank_silent": "{account} : plus de nouvelles de la banque depuis le {day}",
    },
    "en": {
        "handover": "{name}: {number} is still unpaid ({open}) after the deadline of {deadline}",
        "promise_broken": "{name}: the promise for {day} was not kept, {open} is open",
        "bounce": "{name}: the reminder did not reach {recipient}{status}",
        "dispute": "{name} disputes",
        "insolvency": "{name}: insolvency announced",
        "deceased": "{name}: death announced",
        "opt_out": "{name} wants no more messages",
        "payment_unmatched": "Payment not matched: {amount} from {payer}, {day}",
        "bank_silent": "{account}: no news from the bank since {day}",
    },
}

ADVICE: dict[str, dict[str, str]] = {
    "fr": {
        "handover_lawyer": (
            "Choisir la suite : saisir le bâtonnier d'une demande de fixation des honoraires (décret n° 91-1197,"
            " art. 174), ou passer la créance en douteux."
        ),
        "handover_public": (
            "Choisir la suite : demander le mandatement d'office au préfet, ou relancer le comptable public."
        ),
        "handover_small": (
            "Choisir la suite : procédure simplifiée par commissaire de justice (jusqu'à 5 000 €), injonction de payer,"
            " ou passer la créance en douteux."
        ),
        "handover_order": (
            "Choisir la suite : injonction de payer devant le tribunal du débiteur, ou passer la créance en douteux."
        ),
        "promise_broken": "La relance reprend à son niveau. Appeler le client si le montant le mérite.",
        "bounce": "Corriger l'adresse ou écrire par courrier ; le niveau n'est pas compté.",
        "dispute": "« {sentence} » Répondre sur le fond ; les relances sont suspendues.",
        "insolvency": (
            "« {sentence} » Vérifier la publication au BODACC et déclarer la créance au mandataire dans les deux mois"
            " de celle-ci : le {claim_by} au plus tard, plus tôt si elle précède ce message. Toute relance est arrêtée."
        ),
        "deceased": "« {sentence} » Identifier le notaire chargé de la succession ; toute relance est arrêtée.",
        "opt_out": "« {sentence} » Décider du canal à employer désormais ; les relances sont suspendues.",
        "payment_unmatched": "Libellé : {label}. Rattacher ce règlement à un client avant la prochaine relance.",
        "bank_silent": "Vérifier l'envoi des avis ; aucun lot ne part sur des soldes périmés.",
    },
    "en": {
        "handover_lawyer": (
            "Choose what follows: ask the bâtonnier to assess the fees (décret n° 91-1197, art. 174), or book the debt"
            " as doubtful."
        ),
        "handover_public": "Choose what follows: ask the prefect for payment by order, or chase the public accountant.",
        "handover_small": (
            "Choose what follows: simplified recovery by a commissaire de justice (up to 5,000 €), an order for"
            " payment, or book the debt as doubtful."
        ),
        "handover_order": (
            "Choose what follows: an order for payment from the debtor's court, or book the debt as doubtful."
        ),
        "promise_broken": "Reminders go on from their level. Call the client if the amount is worth it.",
        "bounce": "Correct the address or write by post; the level is not counted.",
        "dispute": "“{sentence}” Answer on the merits; reminders are suspended.",
        "insolvency": (
            "“{sentence}” Check the publication in the BODACC and declare the claim within two months of it: by"
            " {claim_by}, earlier if it was published before this message. All reminders have stopped."
        ),
        "deceased": "“{sentence}” Find the notary in charge of the estate; all reminders have stopped.",
        "opt_out": "“{sentence}” Decide which channel to use from now on; reminders are suspended.",
        "payment_unmatched": "Label: {label}. Assign this payment to a client before the next reminder.",
        "bank_silent": "Check that notices are sent; no batch leaves on stale balances.",
    },
}
