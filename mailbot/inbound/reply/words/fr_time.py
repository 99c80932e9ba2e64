"""French: time is asked for, or several payments. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import rule

RULES = (
    rule(Intent.INSTALLMENT_REQUEST, "asks for time or for several payments", (
        (
            r"\blisser\b|\b(?:euros?|€|e) mensuels?\b|\bpayer la suite\b|\bun (?:mois|peu) de plus\b|"
            r"\bjusqu'au printemps\b"
        ),
        (
            r"\bechelonn\w+|\betal(?:er|ement|ee?s?|ons|ez)\b|\becheanciers?\b(?! (?:fournisseurs?|valide|"
            r"depasse|de paiement fournisseurs?))|\bmensualit\w+|\bmensualis\w+|\bfraction(?:ner|nement|ne)\w*|"
            r"\bmoratoire\b"
        ),
        (
            r"\b(?:en|par|sur) (?:\d{1,2}|deux|trois|quatre|cinq|six|huit|dix|douze|plusieurs|"
            r"quelques) (?:ou \w+ )?(?:fois|mois|versements?|echeances?|reglements?|cheques?|paiements?|"
            r"mensualites?)\b|\b(?:m'accorder|nous accorder|accorder) (?:\w+ )?jusqu|\bla moitie vous\b|"
            r"\bplusieurs fois\b|\ben \d{1,2} ?x\b"
        ),
        (
            r"(?:€|\beuros?|\beur|\d ?e?) ?(?:par|/|chaque) ?mois\b|\btous les mois\b|\bchaque mois\b|"
            r"\bpar mois\b|\bpetit a petit\b|\bau fur et a mesure\b|\bpar petits? (?:versements|montants|bouts)"
        ),
        (
            r"\b(?:un|d'un|des|quelques|petit|nouveau|tel|ce|du) (?:petit |court |bref |nouveau |leger |"
            r"dernier )?delais?\b(?! (?:legal|global|contractuel|de (?:prescription|recours|traitement|trente|"
            r"\d+ jours)))|\bdelais? (?:supplementaires?|de grace|plus long|jusqu)|\b(?:accord\w+|octroy\w+|"
            r"obtenir|demand\w+|solliciter?|laiss\w+|besoin d'?)(?:[- ]\w+){0,3} (?:un |des |quelques |de |"
            r"d'un |le )?(?:delais?|sursis|report|repit|peu de temps|temps)\b"
        ),
        (
            r"\b(?:le (?:reste|solde)|la suite) (?:plus tard|ensuite|apres|le mois)|\b(?:deux|trois|quatre|"
            r"cinq|six|\d) (?:versements|paiements|echeances|cheques|virements) (?:de|egaux|mensuels|"
            r"echelonnes)|\bplan (?:de|d') ?(?:reglement|paiement|remboursement|apurement|etalement)|\b(?:mois|"
            r"semaines|jours) (?:supplementaires?|de plus|de delai|de sursis)\b|\bne (?:me |nous |"
            r"lui )?permet(?:tent)? pas\b.{0,40}\b(?:payer|regler|honorer|verser|solder|paiement|reglement|"
            r"acquitter)"
        ),
        (
            r"\bfacilites? (?:de paiement|de caisse|de reglement)|\barrangement\b|\b(?:reporter|decaler|"
            r"repousser|differer) (?:le |la |l'|notre |mon |cette |son |ce )?(?:paiement|echeance|reglement|"
            r"facture|date)|\breport (?:d'echeance|de paiement|du paiement|de l'echeance|jusqu)"
        ),
        (
            r"\blaissez[- ](?:moi|nous) (?:jusqu|un peu|du temps|le temps|quelques|encore)|\b(?:patienter|"
            r"attendre|patience) (?:encore )?(?:un peu|jusqu|quelques|que je touche|la fin|le mois)|"
            r"\bvouloir (?:bien )?(?:patienter|attendre)\b|\bune partie (?:maintenant|tout de suite|aujourd|"
            r"ce mois|en)\b|\battendre (?:la vente|mon|ma|le versement|le deblocage|que (?:je|nous|mon|ma)|"
            r"l'arrivee|l'encaissement)|\bplus de temps\b|\bun peu de temps\b|\bdu temps pour\b"
        ),
        (
            r"\b(?:payer|regler|verser) (?:la moitie|une partie|un acompte|en partie|partiellement)\b|"
            r"\bla moitie (?:maintenant|tout de suite|ce mois|aujourd)|\b(?:ne (?:peux|pouvons|peut) pas|"
            r"impossible de|pas (?:possible|les moyens)) (?:de )?(?:tout )?(?:payer|regler|"
            r"solder).{0,20}(?:d'un (?:seul )?coup|en une (?:seule )?fois|tout de suite|la totalite|tout|"
            r"pour (?:le moment|l'instant)|actuellement|en ce moment)"
        ),
        (
            r"\bnous (?:vous )?proposons? (?:de |donc de |le |un |l').{0,60}(?:solder|regler|payer|versements?|"
            r"plan|calendrier|suivant)|\bproposition de (?:reglement|paiement|plan)"
        ),
    ), before=(
        r"\b(?:ne (?:demande|demandons|souhaite|souhaitons|veux|voulons|sollicite)|pas besoin|aucun|pas|sans|"
        r"respect|respecter|dans)\b(?: \w+){0,2} ?(?:d'|de |du |des |les |le |)$"
    )),
)  # fmt: skip
