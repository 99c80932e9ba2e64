"""French: insolvency and death. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import Weight, rule

# Somebody else's insolvency: a reason to be late, no proceedings against the debtor.
_OF_ANOTHER = (
    r"\b(?:mon|notre|nos|mes|un de (?:mes|nos)|un|leur|l'un de nos|d'un|de notre|de mon) (?:(?:principal|"
    r"principaux|gros|plus gros|ancien|meilleur|plus grand) (?:clients?|donneurs? d'ordres?)|fournisseurs?|"
    r"locataires?|sous-traitants?|donneurs? d'ordres?|debiteurs?|concurrents?|partenaires?|(?:ex-?)?employeur|"
    r"voisin|acheteur|bailleur)\b|\b(?:partie adverse|l'adversaire|(?:societe|entreprise) adverse)\b|"
    r"\b(?:clients?) (?:a|ont|est|sont)\b.{0,60}\bnous (?:doit|devait|doivent|plante)|\b(?:un|de mes|"
    r"de nos) clients?\b"
)
_THREAT = (
    r"\b(?:sinon|sans quoi|autrement|faute de quoi|risqu\w*|menac\w+|au bord|eviter|evite|frol\w+|serai(?:s|"
    r"t)?|serions|finir|finirai|finirons|conduira|conduire|va droit|tout droit|si (?:vous|nous|ca|cela|on|je)|"
    r"avant|comme si|craign\w+|crains|peur|ou bien|ou c'est|pousse\w*|obligera|mettre|mettez|"
    r"bientot)\b(?: \S+){0,5} ?$|\b(?:pas(?: encore)?|plus|jamais|ni|non) (?:ete )?(?:places? |mis |"
    r"mise )?(?:en|de|d'|un|une|sous) ?$"
)
_RELATIVE = (
    r"(?:mere|pere|mari|femme|epouse|epoux|frere|soeur|fils|fille|grand-mere|grand-pere|oncle|tante|beau-pere|"
    r"belle-mere|parents?|conjoint|compagne|compagnon|associe|collegue|ami|amie|proche|neveu|niece|cousin|"
    r"cousine|bebe|enfant|parrain|marraine|gendre|beau-frere|belle-soeur|comptable|collaborateur|"
    r"collaboratrice|salarie)"
)

RULES = (
    rule(Intent.INSOLVENCY, "insolvency proceedings", (
        (
            r"\binsuffisance d'actif\b|\b(?:societe|entreprise|boite)\b.{0,25}\b(?:radiee|dissoute)\b|"
            r"\bprocedure de conciliation\b"
        ),
        (
            r"\b(?:redressement|liquidation)s? judiciaires?\b|\bliquidation (?:amiable|simplifiee|de (?:la|"
            r"notre|ma) (?:societe|entreprise|boite|sarl|sas))|\b(?:en|mise? en|placee?s? en|sous|"
            r"ouverture d'une?|prononce (?:la|une)) (?:procedure de )?(?:liquidation|"
            r"redressement)\b(?! (?:urssaf|fiscal|economique|de productivite|des comptes))"
        ),
        (
            r"\b(?:liquidateur|liquidatrice|mandataire judiciaire|administrat(?:eur|rice) judiciaire|"
            r"juge[- ]commissaire|commissaire a l'execution)\b"
        ),
        (
            r"\bprocedures? (?:collectives?|de sauvegarde|d'insolvabilite)|\bsauvegarde (?:judiciaire|"
            r"acceleree|financiere)|\b(?:en|sous|placee? sous|demande de|plan de) sauvegarde\b(?! de "
            r"(?:justice|donnees|fichiers))|\bplan de (?:continuation|redressement)"
        ),
        (
            r"\bcessation (?:de|des) paiements?|\bdep(?:ot|os)\w* (?:de |le |son |notre |mon |du )?bilan\b|"
            r"\b(?:fait|faire|en) faillite\b|\bfaillite personnelle|\b(?:boite|societe|entreprise|sarl|sas|"
            r"eurl|cabinet|affaire|commerce)\b.{0,20}\b(?:est |a ete |etait )?liquidee?\b|\bnous (?:avons ete|"
            r"sommes) (?:liquides|places)"
        ),
        (
            r"\bsurendettement\b|\bsurendett\w+|\bretablissement personnel\b|"
            r"\bbanque de france\b.{0,40}(?:dossier|recevab\w+|depose|plan|mesure)|"
            r"\bdossier.{0,30}banque de france"
        ),
        (
            r"\bdeclar\w+ (?:de )?(?:votre|vos|sa|la|leur|une|les|votre eventuelle)? ?creances?\b|\bbodacc\b|"
            r"\bpassif (?:de la|declare|anterieur)|\bcreances? anterieures?\b|\bpoursuites? individuelles?\b|"
            r"\binterdiction de payer|\bl\.? ?622-\d+"
        ),
    ), unless=(_OF_ANOTHER, (
        r"\bliquidation (?:de (?:la |l'|ses |leur )?(?:succession|communaute|astreinte|stocks?|droits|interets|"
        r"regime|indivision|pension)|des (?:droits|interets|stocks?|depens|biens)|du (?:regime|stock|"
        r"patrimoine)|totale)|\bsauvegarde de (?:justice|donnees)"
    ), (
        r"\b(?:sorti|sortie|sortis|sorties|sortons) (?:\w+ ){0,3}(?:du |de la |de )(?:redressement|procedure|"
        r"plan|sauvegarde)"
    ), (
        r"\bdossier (?:de|du|contre|relatif|dans)\b.{0,40}(?:liquidation|redressement)\b.*\b(?:avance|audience|"
        r"nouvelles|juge)\b"
    )), before=_THREAT, inside=r"\bredressement (?:urssaf|fiscal)"),
    rule(Intent.DECEASED, "the debtor has died", (
        (
            r"\brejoindre les anges\b|\bs'est (?:eteinte?|endormie? (?:dans|pour))\b|\brendu l'ame\b|"
            r"\bpartie? (?:trop tot|au ciel)\b"
        ),
        r"\b(?:monsieur|madame|papa|maman|il|elle) n'est plus\b(?= ?[,.!])",
        (
            r"\b(?:est|etait|soit|a ete|fut) (?:malheureusement |subitement |brutalement |helas )?(?:decede|"
            r"decedee|mort|morte|disparu|disparue)\b|\bdecede(?:e|s|es)? (?:le|en|depuis|subitement|a |au|"
            r"il y a|dans|ce|cet|la|brutalement)|\b(?:nous a|nous ont) (?:malheureusement |brutalement |"
            r"helas )?quittee?s?|\b(?:mari|epoux|femme|epouse|pere|mere|frere|soeur|compagnon|compagne|papa|"
            r"maman),? (?:disparue?|decedee?|morte?) (?:le|en|depuis|il y a|dans|ce|cet)|"
            r"\bn'est plus de ce monde|\bvient de (?:mourir|deceder|nous quitter)|\b(?:a perdu la vie)\b"
        ),
        (
            r"\b(?:deces|disparition) (?:de (?:m\.|mr|mme|monsieur|madame|votre|notre client|"
            r"[a-z]+ [a-z]+ ?(?:,|survenu))|du (?:titulaire|debiteur|client|gerant|dirigeant|locataire)|"
            r"survenue?)|\bjour du deces|\b(?:acte|certificat) de deces|\bsuite a son deces\b|\bson deces\b|"
            r"\bdefunte?\b|\bfeue? (?:m\.|mr|mme|monsieur|madame|mon|ma)\b|\bde cujus\b|\ben son vivant\b|"
            r"\bheritiers? de\b|\bses heritiers\b|\bsuccession de (?:m\.|mr|mme|monsieur|madame|feu|"
            r"notre client|votre client)|\b(?:charge|saisi|dossier)e?s? (?:du reglement |"
            r"de l'ouverture )?de (?:la|sa) succession (?:de|d')|\bsuccession (?:est )?(?:ouverte|"
            r"entre les mains|vacante)|\brefus\w* (?:de |la )?(?:l')?(?:succession|heritage)|"
            r"\brenonc\w+ a (?:la|sa) succession"
        ),
    ), before=((
        r"\b(?:mon|notre|ma|un|une|son|sa|mes|nos) (?:\w+ )?(?:grand-mere|grand-pere|oncle|tante|beau-pere|"
        r"belle-mere|associee?|collegue|amie?|proche|neveu|niece|cousine?|bebe|enfant|comptable|collaborat\w+|"
        r"salariee?|chien|chat|avocat|fils|fille)\b.{0,25}$"
    ), (
        r"\b(?:pas|jamais|point|ordinateur|telephone|portable|disque|batterie|voiture|moteur|serveur)\b.{0,16}$"
    )), unless=(
        r"\bmort de (?:rire|fatigue)|\bpoint mort\b|\bdossier de (?:la )?succession\b.*\b(?:pieces|notaire a|"
        r"avance|nouvelles)\b"
    )),
    rule(Intent.DECEASED, "somebody has died whose estate is meant", (
        (
            r"\b(?:deces|mort|disparition|perte) (?:brutale? |soudaine? |recente? |subite? )?de (?:ma|mon|mes|"
            r"sa|son|notre|leur) (?:\w+ )?"
        ) + _RELATIVE + r"\b|\b(?:mon|ma) (?:\w+ )?" + _RELATIVE + (
            r"\b.{0,25}\b(?:est (?:decede|mort)|vient de (?:mourir|deceder)|nous a quitte)"
        ),
    ), weight=Weight.WEAK),
)  # fmt: skip
