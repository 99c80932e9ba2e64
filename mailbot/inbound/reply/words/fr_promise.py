"""French: it will be paid. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.fr_money import MONEY
from mailbot.inbound.reply.words.rule import Weight, rule

# What the firm must do first makes it a condition; what the writer waits for himself does not.
_CONDITION = (
    (
        r"\bdes (?:que|qu')(?: (?:nous|vous|j|je|on|l))?[ ']?(?:l'aur|m'aur|nous aur|aur|avons re|recev|recu|"
        r"recept|aurez|avez|disposer|ai re|l'avoir|m'av)"
    ),
    (
        r"\b(?:des|a|apres|contre) (?:la )?reception (?:d'|de (?:la |l'|votre |cette |cet |vos |ces |"
        r"ce )?(?:facture|avoir|rib|document|justificatif|detail|piece|reponse|convention|releve|attestation|"
        r"dossier|jugement|decision))"
    ),
    r"\b(?:sous reserve|a (?:la )?condition|a moins|pour autant|encore faut-il|uniquement si|seulement si|que si)\b",
    (
        r"\bsi (?:vous|l'avoir|la facture|cela (?:vous )?(?:convient|va)|c'est bien le cas|c'est le cas|vos|"
        r"votre|tel est)\b"
    ),
    (
        r"\b(?:refaites|corrigez|envoyez|renvoyez|transmettez|dites|annulez|rectifiez|faites|adressez|donnez|"
        r"fournissez|etablissez|emettez|communiquez|deduisez)\b.{0,90}\b(?:et|je|nous|on)\b"
    ),
    r"\bune fois (?:que )?(?:l'avoir|la facture|le litige|le point|cette|ce |l'erreur|tout cela|le detail|vous)",
    r"\b(?:tant que|jusqu'a ce que|en l'absence|faute de|sans (?:cet|cette|ces|l'|reponse|le|la|ce)|sinon)\b",
    r"\b(?:avant (?:tout|de|d'effectuer|de proceder au?)) ?(?:reglement|paiement|payer|regler|virement)\b",
    (
        r"\b(?:facture (?:conforme|corrigee|rectifi\w+)|apres (?:correction|regularisation|rectification|"
        r"verification|emission|deduction|obtention|accord))\b"
    ),
)
_HOPE = (
    r"\b(?:j'espere|nous esperons|on espere|en esperant|esperant|espere (?:pouvoir|etre)|j'essaie|j'essaye|"
    r"j'essaierai|je vais essayer|essayer de|essaierons|tenterai|tacherai|peut-etre|probablement|sans doute|"
    r"eventuellement|si possible je|je verrai|on verra|verrons|aimerais|voudrais|souhaiterais|pourrais|"
    r"pourrions|pourrait|rien (?:vous )?(?:garantir|promettre)|sans garantie)\b"
)
_REFUSE = (
    (
        r"\b(?:ne|n') ?(?:vous )?(?:la |le |les |l'|en )?(?:paierai|payerai|paierons|payerons|reglerai|"
        r"reglerons|virerai|virerons|verserai|verserons|solderai|solderons|interviendra|interviendront|aura|"
        r"fera|partira|paye|paie|payons|regle|reglons)\w*\b(?! (?:qu|que) )"
    ),
    (
        r"\baucun (?:reglement|paiement|virement|versement)|\brien ne sera|\brefus\w+ de (?:payer|regler|"
        r"verser)|\bsuspend\w*|\bgel(?:er|ons|e)\b"
    ),
    (
        r"\b(?:il|elle|cela|ca|votre cliente?|votre client|vous) (?:devez|deviez|devriez) (?:nous )?(?:payer|"
        r"regler|rembourser)"
    ),
    (
        r"\bne (?:pourrons|pourrai|pouvons|peux|peut|sera|serons) pas (?:vous )?(?:payer|regler|"
        r"honorer)\b(?!.{0,80}\bavant\b)"
    ),
    (
        r"\b(?:factures?|toutes? (?:les )?factures?|reglements?) (?:\w+ ){0,6}(?:sont|est|seront) (?:payee?s?|"
        r"reglee?s?|effectuee?s?) (?:a |sous )?(?:\d+ jours|trente|soixante|quarante|reception)"
    ),
    r"\bdelai (?:global|legal|moyen) de paiement (?:est|de)\b|\b\d+ jours fin de mois\b",
)
_DAY = (
    r"(?:semaine \d\d|s\d\d|vers le|attendue? |demain|apres-demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"ce soir|cette semaine|la semaine prochaine|semaine prochaine|le mois prochain|fin|debut|mi|le \d|au \d|sous|"
    r"d'ici|dans|avant|au plus tard|au prochain|a la fin|en fin|courant|des (?:lundi|mardi|mercredi|jeudi|"
    r"vendredi|demain)|sans faute|cet? apres-midi|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|"
    r"septembre|octobre|novembre|decembre)|ce week)"
)
_SOON = (
    r"(?:rapidement|au plus vite|au plus tot|des que possible|tres vite|vite|incessamment|sans tarder|"
    r"dans les (?:meilleurs delais|prochains jours|jours qui)|prochainement|sous peu|immediatement|"
    r"tout de suite|de suite|dans la (?:journee|foulee)|dans les plus brefs|sans delai)"
)
_WILL = (
    r"(?:paierai|payerai|paierons|payerons|paiera|payera|reglerai|reglerons|reglera|virerai|virerons|virera|"
    r"verserai|verserons|versera|solderai|solderons|soldera|acquitterai|acquitterons|honorerai|honorerons|"
    r"mandaterons|rembourserai|rembourserons|paieront|regleront)(?! (?:pas|rien|jamais|que))"
)
_WILL_DO = (
    r"(?:ferai|ferons|fera|effectuerai|effectuerons|effectuera|enverrai|enverrons|enverra|posterai|posterons|"
    r"adresserai|adresserons|procederai|procederons|procedera|emettrai|emettrons|lancerai|lancerons|passerai|"
    r"passerons|deposerai|deposerons|transmettrai|transmettrons|mettrai|mettrons|ordonnerai|programmerai|"
    r"programmerons)"
)
_NOW = (
    r"(?:paie|paye|payons|regle|reglons|vire|virons|verse|versons|solde|soldons|poste|postons|envoie|envoyons|"
    r"depose|deposons|fais|faisons|effectue|effectuons|procede|procedons|passe|apporte|lance|lancons)"
)

RULES = (
    rule(Intent.PROMISE_TO_PAY, "says that it will be paid", (
        r"\bs'occupera (?:du|de votre|de ce|de la) (?:reglement|paiement|virement|facture)|\bje m'y mets\b",
        (
            r"\b(?:paierai|payerai|paierons|payerons|reglerai|reglerons|virerai|virerons|verserai|verserons|"
            r"solderai|solderons|acquitterai|acquitterons|honorerai|honorerons|mandaterons|rembourserai|"
            r"rembourserons)\b(?! (?:pas|rien|jamais|que))"
        ),
        (
            r"\b(?:je|j'|nous|on|qui|il|elle|ils|elles|mon comptable|ma femme|mon mari|le siege|"
            r"la comptabilite|notre comptable|notre comptabilite|mon associe|ma fille|mon fils)\b.{0,25}?\b"
        ) + _WILL + r"\b",
        r"\b(?:je|j'|nous|on|il|elle)\b.{0,20}?\b" + _WILL_DO + r"\b.{0,50}?\b" + MONEY + r"\b",
        (
            r"\b(?:sera|seront|serez|va etre|vont etre|devra etre)(?: (?!pas\b)\w+){0,3}? (?:paye|regle|vire|"
            r"verse|solde|acquitte|honore|mandate|rembourse|debite|preleve|credite|mis en paiement|"
            r"mise en paiement)(?:e?s?)\b"
        ),
        r"\b" + MONEY + (
            r"\b.{0,60}?\b(?:partira|partiront|interviendra|interviendront|suivra|arrivera|arriveront|"
            r"parviendra|parviendront|aura lieu|auront lieu|sera (?:\w+ ){0,2}?(?:fait|effectue|emis|envoye|"
            r"execute|lance|poste|depose|realise|adresse|passe|programme|transmis|valide|sur votre compte)|"
            r"va (?:partir|suivre|arriver|etre)|est (?:prevu|programme|planifie|inscrit|cale|fixe|"
            r"ordonnance)e?s?|sont (?:prevu|programme|planifie)e?s?|part (?!pas)\w)"
        ),
        (
            r"\b(?:je|nous|on) (?:vous )?(?:vais|allons|va|compte|comptons|prevois|prevoyons|m'engage a|"
            r"nous engageons a|m'engage|nous engageons) (?:donc |bien |vous |le |la |les |l'|tout |y |"
            r"en )*(?:payer|regler|virer|verser|solder|rembourser|faire (?:le|un|votre|ce) (?:virement|"
            r"reglement|paiement|cheque)|effectuer (?:le|un)|envoyer (?:le|un)|proceder au (?:paiement|"
            r"reglement|virement)|mettre en paiement|le reglement|un reglement)"
        ),
        (
            r"\b(?:je|nous|on) (?:vous )?(?:le |la |les |l'|en )?(?:"
        ) + _NOW[3:-1] + (
            r")(?: (?:ca|cela|tout|le tout|la somme|le reste|le virement|le cheque|le reglement|un virement|"
            r"un cheque|votre facture|cette facture))? "
        ) + _SOON,
        (
            r"\b(?:necessaire|cela|ca|ce) sera (?:fait|regle|paye|vire|solde)\b.{0,40}?(?:"
        ) + _DAY + r"|" + _SOON + (
            r")|\bsera (?:regle|paye|vire|solde)e?\b|\ble (?:sera|seront) "
        ) + _DAY,
        (
            r"\bvous (?:aurez|recevrez|toucherez) (?:donc |bien )?(?:votre|le|la|un|l'|vos|les|mon|"
            r"notre) ?(?:argent|reglement|paiement|virement|cheque|du|somme|montant|reste|solde|sous|fonds|"
            r"honoraires|"
        ) + MONEY[3:-1] + (
            r")|\bvous (?:aurez|recevrez) (?:vos|les|donc|bien|mes|la) ?\d|\bm'en acquitte\b|"
            r"\bordre a (?:notre|ma) banque de\b|\bvous serez (?:paye|regle|creditee?|credite)e?s?\b"
        ),
        (
            r"\b(?:nous|je|on) (?:vous )?(?:virons|vire|payons|paie|reglons|regle|versons|verse|soldons|"
            r"effectuons|effectue|faisons|fais|procedons|procede)\b.{0,50}\b(?:ce jour|aujourd'?hui|ce matin|"
            r"des ce jour)\b"
        ),
        (
            r"\bcomptez sur (?:un|le|notre|mon|moi)\b|\bje m'(?:y )?engage\b|\bengagement (?:de|a) (?:payer|"
            r"regler|vous)\b|\bc'est promis\b|(?<!aviez )(?<!avez )(?<!avait )(?<!ete )(?<!etait )(?<!etais "
            r")(?<!comme )\bpromis\b(?! (?:de|que|un|une|la|le|par))|\bparole d|\bje vous (?:le )?promets\b|"
            r"\bsans faute\b"
        ),
        (
            r"\b(?:facture|note|elle|honoraires|somme|montant|\d{4}|cela|ca|la totalite|le solde|le reste|"
            r"le tout|tout)\b.{0,40}\b(?:partira|partiront|est programmee?|sont programmee?s|est planifiee?|"
            r"est prevue? (?:en|au|pour|le|dans)|passera|passe (?:en paiement|au paiement|en reglement|"
            r"dans la prochaine)|est (?:bonne?|bon) a payer|inscrite? au (?:prochain )?(?:mandat|bordereau|"
            r"mandatement|paiement|echeancier)|bonne a payer|est dans (?:le|notre) (?:prochain|planning))"
        ),
        (
            r"\b(?:reglement|paiement|virement)s? (?:a venir|en preparation|a suivre|imminent)\b|"
            r"\bprochain(?:e)? (?:campagne|echeance|vague|train|lot|traitement) de (?:paiement|reglement|"
            r"virement)s?"
        ),
    ), unless=(*_CONDITION, _HOPE, *_REFUSE), before=(
        r"\b(?:si|est-ce que|comment|quand|ne|n') ?(?:\w+ )?$"
    ), inside=(
        r"\b(?:pas|jamais|aucun\w*|rien)\b(?! (?:faute|oubli))"
    )),
    rule(Intent.PROMISE_TO_PAY, "names a day of payment", (
        r"\b" + MONEY + r"\b.{0,40}?\b(?:part|prevue?s?|programmee?s?|planifiee?s?|arrive|aura|sera)\b",
        r"\b(?:virement|paiement|reglement|cheque|versement|mandatement)s?\b.{0,40}?" + _DAY,
        r"\b(?:je|j'|nous|on)\b.{0,30}?\b" + _NOW + r"\b",
        (
            r"\bvous (?:l'|les |le |la )(?:aurez|recevrez)\b|^\W*(?:ok|d'accord|oui|entendu|c'est bon) (?:pour|"
            r"pr) (?:le )?"
        ),
        (
            r"\b(?:c'est|tout est|sera|seront) (?:paye|regle|vire|solde|bon|fait)e?s?\b|\b(?:facture|note|"
            r"elle)\b.{0,40}\bpart\b|\bmise en paiement\b|\b(?:payable|exigible) le\b"
        ),
    ), unless=(*_CONDITION, _HOPE, *_REFUSE, r"\bbilan\b"), before=r"\b(?:que|quand|lorsque|si|comment) ?$", inside=(
        r"\b(?:pas|jamais|aucun\w*|rien|a (?:ete|bien|deja)|ai|avons|ont|ete|refuse)\b"
    ), weight=Weight.DATED),
)  # fmt: skip
