"""French: a document is asked for. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import rule

_SEND = (
    r"(?:r?envoy\w*|(?:re)?transmet\w*|(?:re)?transmis|adress\w*|communiqu\w*|faire parvenir|faites[- ](?:moi|"
    r"nous) parvenir|fourni\w*|joindre|re-?joindre|recevoir|obtenir|avoir|disposer|retourn\w*|remettre|"
    r"redonner|donner|rappeler|preciser|detailler|justifier|produire|passer|mettre a disposition|scanner|faxer|"
    r"imprimer|editer|reediter|etablir|fais\w* suivre|faire suivre|avoir acces|demander)"
)
_PAPERS = (
    r"factures?|copies?|duplicatas?|doubles?|ribs?|r\.i\.b|iban|bic|coordonnees (?:bancaires|de paiement)|"
    r"references? bancaires?|details?|justificatifs?|releves?(?: de comptes?)?|decomptes?|"
    r"extraits?(?: de compte)?|conventions?|bons? de commande|pdf|attestations?|siret|siren|kbis|k-bis|devis|"
    r"pieces?|contrats?|time ?sheets?|feuilles? de temps|diligences|numeros? (?:de (?:tva|siret|bon|commande|"
    r"po|facture|dossier|compte)|d'engagement)|n° ?(?:de (?:tva|siret|bon|commande|po)|d'engagement)|"
    r"engagement juridique|lettre de mission|note d'honoraires|notes?(?! de credit)|tableau|recapitulatif|"
    r"historique|grand livre|situation(?: de compte)?|etat (?:des|de|detaille|recapitulatif)|document|"
    r"documents|original|originaux|exemplaire|facturette|mandat sepa|signature|proces-verbal|pv"
)
_PAPER = f"(?:{_PAPERS})"

RULES = (
    rule(Intent.DOCUMENT_REQUEST, "asks for a document", (
        (
            r"\b(?:pouvez|pourriez)[- ]vous (?:me|nous) (?:la|le|les) (?:re)?(?:transmettre|envoyer|adresser|"
            r"remettre|communiquer|donner)\b"
        ),
        (
            r"\bn'(?:ai|avons) plus (?:votre|le|la|ce|cette) (?:rib|facture|iban|note|document|mail)\b|"
            r"\boublie de (?:joindre|mettre|attacher)\b"
        ),
        (
            r"\b(?:pouvez|pourriez|pourrais|peux|pouvons|pourrait|voudriez|voulez|auriez)[- ]?(?:vous|tu|nous|"
            r"on|m'|je|l'obligeance|l'amabilite|la gentillesse)?\b.{0,60}\b"
        ) + _SEND + r".{0,60}\b" + _PAPER + r"\b",
        (
            r"\b(?:merci (?:de|d'|par avance de)|veuillez|priere de|prie de|prions de|demande de|demandons de|"
            r"remercie de|remercions de|remercierais de|saurais gre de|saurions gre de|invitons a|il (?:faut|"
            r"faudrait|conviendrait)|vous faut|je souhaite\w*|nous souhait\w+|je voudrais|nous voudrions|"
            r"j'aimerais|nous aimerions|je desire|attendons de|besoin (?:de|d'))\b.{0,60}\b"
        ) + _SEND + r".{0,60}\b" + _PAPER + r"\b",
        (
            r"\b(?:renvoyez|envoyez|transmettez|adressez|communiquez|fournissez|retournez|donnez|redonnez|"
            r"faites|passez)[- ](?:moi|nous|la|le)\b.{0,50}\b(?:"
        ) + _PAPERS + r"|svp)\b",
        (
            r"\b(?:il (?:me|nous) (?:faut|faudrait|manque)|il faut|manque|manquent|j'ai besoin|"
            r"nous avons besoin|on a besoin|ai besoin|avons besoin|besoin|en attente|dans l'attente|j'attends|"
            r"nous attendons|on attend|attends|reclame|demande|demandons|sollicite|exigeons|"
            r"exige) (?:toujours |encore |simplement |juste |imperativement |bien |absolument |donc )*(?:de |"
            r"d'|du |un |une |le |la |l'|les |des |votre |vos |copie |simplement |avoir )*(?:"
        ) + _PAPERS + r"|(?:numero|n°))\b",
        (
            r"\b(?:ne (?:retrouve|retrouvons|trouve|trouvons|vois|voyons|possede|possedons|dispose|disposons|"
            r"detiens|detenons)) (?:pas|plus|nulle part|aucune?)\b.{0,40}\b(?:factures?|notes?|trace|"
            r"documents?|copie|rib|original|pieces?|mail|pdf|elle|justificatif)\b|\bn'(?:ai|avons|a) (?:pas|"
            r"plus|jamais|aucune?|nulle)(?: encore)? (?:recu|eu (?:la|cette|votre|de|ces)|trouve|retrouve|"
            r"trace|copie|connaissance|en (?:ma|notre) possession)\b.{0,40}\b(?:factures?|notes?|documents?|"
            r"original|copie|pdf|honoraires|somme|trace)"
        ),
        (
            r"\bjamais (?:recu|eu|vu) (?:la|cette|votre|de|ces|les|vos|ladite|l'original|ni) ?(?:factures?|"
            r"notes?|original|document|copie)?|\b(?:facture|note)\b.{0,30}\b(?:jamais|pas) (?:ete )?(?:recue|"
            r"parvenue|arrivee)\b|\bl'(?:ai|avons) (?:jamais|pas) (?:recue|eue|vue)\b|\b(?:je |nous |"
            r"on )(?:retrouve|retrouvons|trouve|trouvons) (?:pas|plus)\b.{0,30}\b(?:factures?|notes?|rib|"
            r"mail)\b|\bn'etai(?:t|ent) pas (?:dans|avec|joint)|\b(?:iban|rib)\b.{0,60}\bquel est\b"
        ),
        (
            r"\b(?:facture|note|piece jointe|pj|pdf|document|fichier|lien|rib).{0,30}\b(?:introuvable|"
            r"illisible|manquante?|ne s'ouvre pas|est vide|absente?|n'etait pas (?:jointe?|attachee?)|"
            r"pas jointe?|non jointe?|pas attachee?|n'est pas jointe?|ne (?:nous |m')est (?:pas|"
            r"jamais) parvenue?)"
        ),
        (
            r"\b(?:duplicata|copie (?:de (?:la|cette|votre)|des) factures?)\b|\bchorus(?: pro)?\b|\b(?:deposer|"
            r"deposez|depot|saisir) (?:\w+ ){0,3}?(?:facture|factures|sur (?:le |notre )?portail)|"
            r"\bbon de commande\b.{0,40}\b(?:obligatoire|exige|manqu\w+|absent|ne mentionne|doit|requis)|"
            r"\b(?:ne mentionne|ne comporte|ne porte|sans|absence de|depourvue?) (?:pas |aucun |de |le |la |l'|"
            r"du )*(?:bon de commande|n° de (?:po|commande)|numero (?:de (?:commande|po|bon)|d'engagement)|"
            r"reference de commande)|\bnumero d'engagement\b"
        ),
        (
            r"\b(?:facture|note|elle)\b.{0,20}\b(?:doit|doivent|devra) (?:obligatoirement |imperativement |"
            r"toutefois |etre )*(?:comporter|mentionner|porter|indiquer|faire (?:figurer|apparaitre|mention)|"
            r"reprendre|contenir|accompagnee|adressee|deposee|libellee|transmise)|\bsans (?:le |la |un |votre |"
            r"ce |cette )?(?:rib|iban|facture|bon de commande|numero|n° |reference|justificatif|detail|"
            r"original|document)\b.{0,60}\b(?:ne|n'|impossible|pas)\b|\bil (?:me|nous) faut\b.{0,60}\b(?:"
        ) + _PAPERS + r"|reference)\b",
        (
            r"\bn'arrive (?:pas|plus) a (?:ouvrir|lire|telecharger|imprimer)\b|\bd'en (?:etablir|emettre|"
            r"envoyer) une\b|\bauriez[- ]vous (?:la|le|une|un|votre|encore)\b.{0,30}\b(?:"
        ) + _PAPERS + (
            r")\b|\b(?:de (?:nous|me) l'(?:envoyer|adresser|transmettre|renvoyer)|de (?:nous|"
            r"me) la (?:renvoyer|retourner|transmettre)|envoyez[- ]la|renvoyez[- ]la)\b|\bsur presentation de\b"
        ),
        (
            r"\b(?:quel(?:le)?s? (?:est|sont) (?:votre|vos|le|les)|a quel|sur quel|quel) (?:\w+ )?(?:rib|iban|"
            r"bic|coordonnees bancaires|compte|siret|numero de tva)\b|\bavez[- ]vous (?:un|une|le|"
            r"votre) (?:rib|iban|duplicata|copie|facture|justificatif|releve)"
        ),
        (
            r"\b(?:facture|nouvelle facture) (?:conforme|rectificative|rectifiee|au nom de|a l'ordre de|"
            r"libellee|mentionnant)\b.{0,40}|\b(?:nous|me|m') (?:en )?(?:renvoyer|adresser|etablir|envoyer|"
            r"transmettre|retourner) (?:une|la) (?:nouvelle )?facture\b"
        ),
        (
            r"\b(?:souhaite\w*|voudrais|voudrions|aimerais|veux|voulons) (?:\w+ )?(?:recevoir|obtenir|avoir|"
            r"consulter|voir|disposer)\b.{0,50}\b"
        ) + _PAPER + r"\b",
        (
            r"\b(?:detail|justification|justificatif|decompte|releve|explication)s? (?:de (?:vos|ces|ce|cette|"
            r"la|l')|des|du|d'heures|complet|precis).{0,40}(?:svp|s'il vous plait|merci|$|\?)"
        ),
    ), unless=((
        r"\bd'un (?:avoir|remboursement)\b(?!.*\bfacture)|\b(?:je vous (?:envoie|transmets|joins|adresse|"
        r"ai envoye|ai transmis)|nous vous (?:envoyons|transmettons|joignons|adressons)|vous trouverez)\b"
    ), (
        r"\b(?:adress|envoy|transmet)\w+ (?:\w+ )?(?:vos|les|toutes|nos|toute|futures?) (?:\w+ )?(?:factures?|"
        r"courriers|relances|demandes).{0,60}(?:@|\bdesormais\b|\bdorenavant\b|\ba l'avenir\b)"
    )), inside=(
        r"\bconfirmer (?:le lettrage|la bonne reception|reception|que|l'annulation|par)|\bpas besoin\b"
    )),
)  # fmt: skip
