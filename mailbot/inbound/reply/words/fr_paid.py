"""French: it was paid. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.fr_money import (
    ADV,
    BEEN,
    BEFORE_PAID,
    HAVE,
    I_HAVE,
    INSIDE_PAID,
    JUST,
    MISSPELT,
    PAID,
    RETURNED,
)
from mailbot.inbound.reply.words.rule import rule

RULES = (
    rule(Intent.ALREADY_PAID, "says that it was paid", (
        I_HAVE + ADV + r" " + MISSPELT + r"\b",
        HAVE + ADV + r" " + PAID + r"\b(?! (?:le prix|cher|assez|avec mes|des consequences|la parole|d'aller))",
        HAVE + r"(?: \w+){0,5} et " + PAID + r"\b",
        r"^(?:c'est |deja )?(?:paye|regle|vire|solde|fait|verse)e?s?(?: merci| svp)?\W*$|\bcompensee?s? (?:avec|par)\b",
        JUST + r"(?:payer|regler|virer|solder|verser|m'acquitter|nous acquitter)\b",
        BEEN + r" " + PAID + r"\b",
        r"\b(?:est|sont|etait|etaient|c'est|c est|c|cest|s'est|etant|soit)" + ADV + r" (?:deja |bien )" + PAID + r"\b",
        r"\b(?:est|sont|c'est|c est|c|cest)" + ADV + (
            r" (?:payee?s?|reglee?s?|viree?s?|versee?s?|soldee?s?|acquittee?s?)\b(?! (?:a \d+ jours|"
            r"a (?:trente|soixante|quarante)|a reception|sous|d'ici|demain|fin|en fin|avant|au plus|lundi|"
            r"mardi|mercredi|jeudi|vendredi|la semaine prochaine|le mois prochain|dans|par (?:la|"
            r"notre) (?:direction|service)))"
        ),
        (
            r"\bdeja (?:ete )?(?:payee?s?|reglee?s?|viree?s?|versee?s?|soldee?s?|acquittee?s?|encaissee?s?|"
            r"mandatee?s?|rembourse\w*)\b"
        ),
        (
            r"(?:^|[,;:.!(-] ?)(?:facture |note |tout |\S*\d+ )?(?:payee?s?|reglee?s?|viree?s?|soldee?s?|"
            r"versee?s?|acquittee?s?) (?:ce jour|ce matin|hier|aujourd'hui|par |en (?:totalite|integralite|"
            r"aout|juillet|juin|mai|avril|mars|septembre|octobre|novembre|decembre)|depuis|le \d|"
            r"la semaine derniere|le mois dernier|via|lundi dernier|mardi dernier|il y a|cette semaine|"
            r"integralement|ce midi|avant-hier)"
        ),
        r"\b(?:payee?s?|reglee?s?|soldee?s?|viree?s?) (?:depuis|il y a)\b",
        (
            r"\b(?:mis|mise)s? en paiement (?:le|depuis|hier|effectuee?|faite|realisee)\b|\ba ete (?:mis|"
            r"mise)s? en paiement\b"
        ),
    ), unless=(*RETURNED, (
        r"\b(?:par|pour) (?:un |notre |mon |l')?autre (?:client|avocat|cabinet)\b"
    ), (
        r"\b(?:avez|a)[ -](?:vous|t[ -]elle|t[ -]il) (?:ete )?(?:paye|regle)e?s?\b.{0,60}\?"
    )), before=BEFORE_PAID, inside=INSIDE_PAID),
)  # fmt: skip
