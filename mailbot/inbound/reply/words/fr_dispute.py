"""French: it is contested or refused. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import Weight, rule

RULES = (
    rule(Intent.DISPUTE, "contests it", (
        r"\bcontest(?:e|es|ons|ez|ent|er|ant|ation|ations|ee|ees|ables?|erai|erons)\b|\blitig\w+",
        (
            r"\b(?:pas|nullement|absolument pas|jamais|plus) (?:du tout |tout a fait |vraiment )?d'accord\b|"
            r"\bdesaccord\b|\ben desaccord|\bpas d accord\b"
        ),
    )),
    rule(Intent.DISPUTE, "refuses to pay", (
        (
            r"(?<!me )(?<!vous )(?<!se )(?<!lui )\brefus(?:e|ons|ent|er|erai|erons|ant) (?:de |donc |"
            r"categoriquement |formellement |catégoriquement |purement |simplement |et |"
            r"absolument )*(?:vous )?(?:payer|regler|verser|m'acquitter|nous acquitter|honorer|"
            r"prendre en charge|cette|votre|la|le|les|ces|ce|tout)\b"
        ),
        (
            r"\b(?:ne|n') ?(?:vous |la |le |les |l'|en )*(?:paie|paye|payons|paierai|payerai|paierons|payerons|"
            r"paiera|reglerai|reglerons|reglera|verserai|verserons|solderai|solderons|regle|reglons)(?:rai|"
            r"rons)?(?: \w+){0,2}? (?:pas|rien|jamais|aucun\w*|plus|que (?:la|le|les|ce|ma|notre|"
            r"mon))\b(?! (?:avant|tout de suite|aujourd'hui|cette semaine|ce mois|d'un coup|en une))"
        ),
        (
            r"\b(?:paierai|payerai|paierons|reglerai|reglerons|paye|paie|verserai) (?:pas|rien|que dalle|"
            r"jamais|que (?:la|le|les|ce))\b(?! (?:avant|tout de suite|aujourd'hui|cette semaine))|"
            r"\bpas un (?:centime|euro|sou|kopeck|radis)\b"
        ),
        (
            r"\b(?:hors de question|pas question|il n'est pas question|inenvisageable|inadmissible|"
            r"inacceptable|scandaleux|scandale|honteux|abusif|abusive|abusives|illegal\w*|illegitime|"
            r"escroquerie|escroc|escrocs|arnaque|arnaqueurs?|vol pur|du vol|malhonnete\w*)\b"
        ),
        (
            r"\baucun (?:reglement|paiement|versement) (?:ne |n')(?:interviendra|sera|aura)|\b(?:suspend\w*|"
            r"bloqu\w*|gel\w*|retien\w*|retenons) (?:le |notre |tout |donc |mon |ce |les |votre )*(?:paiement|"
            r"reglement|virement)s?"
        ),
        (
            r"\b(?:ne (?:vous )?(?:dois|doit|devons|devrions) (?:rien|pas|aucun\w*|que)\b|\b(?:vous )?(?:dois|"
            r"doit|devons) rien\b)|\b(?:ne (?:suis|sommes|serons|saurions etre) pas|n'est pas|"
            r"ne sont pas) (?:redevables?|tenue?s?|concernee?s?|debiteurs?|debitrice|responsables?)\b"
        ),
        (
            r"\bpas (?:a (?:payer|regler|supporter|assumer)|due?s?\b|exigibles?|justifiee?s?|fondee?s?|"
            r"prise? en charge|de mon ressort|imputables?)|\bindu(?:e|es|s|ment)?\b(?!strie)|\binjustifi\w+|"
            r"\bsans (?:aucun )?fondement|\bvous (?:y )?autorise pas|\bn'y avez pas droit|\bdechargeons? de"
        ),
        (
            r"\brefus(?:e|ee|ees|es|ons|ent) (?:la|cette|votre|ces|les|le|par (?:notre|nos|la|le)) (?:facture|"
            r"note|penalites?|frais|majoration|indemnite|relance|supplement|augmentation|montant|service|"
            r"direction|comptabilite|technique|client)|\b(?:facture|note)\b.{0,15}\b(?:est|a ete) refusee\b|"
            r"\b(?:oppose|opposons|opposition) (?:au|a (?:votre|cette|la|ce|tout)) (?:paiement|reglement|"
            r"demande|facture|somme|reclamation|prelevement)|\b(?:ne pas avoir|n'avoir pas|n'ai pas|"
            r"n'avons pas|pas) a (?:payer|regler|supporter|assumer|prendre en charge)\b|\bpas normal\w*|"
            r"\banormal\w*|\bne comptez pas (?:sur|que)|\brien ne sera (?:paye|regle|vire|verse)|"
            r"\bappliqu(?:ons|erons|e) (?:les|des|donc les|une) (?:penalites?|retenue)"
        ),
    ), unless=(
        r"\b(?:pas avant|tant que (?:je|mon|ma))\b.{0,40}\b(?:salaire|retraite|virement|tresorerie|le \d|"
        r"janvier|fevrier)"
    ), inside=(
        r"\bplus du\b|\bn'est (?:donc )?plus du?e?s?\b|\bpas due?s? a\b|\bavions refuse"
    )),
    rule(Intent.DISPUTE, "says that something about the bill or the service is not so", (
        (
            r"\b(?:prestations?|travail|travaux|heures|diligences|honoraires|montants?|tva|frais|penalites?|"
            r"interets|taux|tarif|somme|devis|decompte|livraison|marchandise|commande|facture|dette|creance|"
            r"calcul|consultation|rendez-vous|service)s?\b.{0,40}?\b(?:n'a|n'ont|n'est|ne sont|n'etait|"
            r"n'etaient|ne (?:devait|devrait|doit)) (?:jamais|pas|nullement|absolument pas|"
            r"aucunement)\b(?! (?:encore |toujours |bien |ete )*(?:recu|parvenu|joint|paye|regle|vire|attach|"
            r"arriv|en retard|a jour|pret|perdu|valide|echu|en ma possession|dans))"
        ),
        (
            r"\b(?:surpris|surprise|etonne|etonnee|stupefait|choque|scandalise|deception|decu|furieux|outre|"
            r"mecontent)\w*\b.{0,60}\b(?:facture|montant|somme|honoraires|note|tarif|prix|relance)|"
            r"\b(?:je ne comprends pas|incomprehension|nous ne comprenons pas)\b.{0,60}\b(?:cette facture|"
            r"ce montant|cette somme|pourquoi|ces frais)"
        ),
    ), unless=r"\bsurpris\w*\b.{0,40}\b(?:relance|rappel)\b.{0,80}\b(?:paye|regle|vire)", weight=Weight.WEAK),
)  # fmt: skip
