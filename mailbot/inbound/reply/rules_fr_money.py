"""French: paid, will pay, asks for time. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.understood import Intent
from mailbot.inbound.reply.rules import rule

# paye, payee, payes … after folding; also the infinitive people write for it ("j'ai payer").
_PAID = r"(?:paye|regle|vire|verse|solde|acquitte|rembourse|honore|mandate|debourse)(?:e?s?)"
_MISSPELT = r"(?:paye[rz]|regle[rz])"
_DONE = r"(?:effectue|fait|emis|envoye|expedie|adresse|poste|depose|transmis|donne|passe|realise|execute|remis|transfere|lance|opere|programme et passe|initie|saisi|valide|ordonne|procede)(?:e?s?)"
_MONEY = r"(?:virements?|paiements?|payements?|reglements?|cheques?|versements?|transferts?|prelevements?|mandats?|mandatements?|ordres? de virement|telereglements?|mensualites?|echeances?|acomptes?|sommes?|montants?|soldes?|provisions?|vrt|vir|transactions?)"
_ADV = r"(?: (?:deja|bien|bel et bien|effectivement|pourtant|tout|toute|totalement|integralement|entierement|moi-meme|donc|aussi|egalement|enfin|aujourd'hui|hier|hier soir|avant-hier|ce jour|ce matin|ce soir|immediatement|sauf erreur|quant a (?:moi|nous)|en (?:effet|fait|totalite|temps et en heure)|meme|depuis (?:longtemps|belle lurette)|toujours|justement|par (?:virement|cheque|carte|cb)|cette semaine|la semaine derniere|en principe|vraisemblablement|recemment|dument|lundi|mardi|mercredi|jeudi|vendredi))*"
# "a payer" is folded "à payer": only after a first person is an infinitive a misspelt participle.
_I_HAVE = r"(?:\bj'ai|\bj ai|\bjai|\bg|\bnous avons|\bns avons|\bon a)"
_HAVE = r"(?:\bj'ai|\bj ai|\bjai|\bg|\bnous avons|\bns avons|\bon a|\bnous l'avons|\bnous les avons|\bje l'ai|\bje les ai|\bon l'a|\bon les a|\bje vous (?:l'|les )?ai|\b(?:nous|on) vous (?:l'|les )?(?:avons|a)|\bavons|\bai|\bavoir|\ba|\bont|\bavait|\bayant)"
_BEEN = r"\b(?:a|ont|avait|avaient|avoir)" + _ADV + r" ete" + _ADV
_NOT = r"\b(?:pas|jamais|point|aucun\w*|guere|rien|sera|seront|serait|serai|doit|devrait|devait|pourra|pourrait|va etre|vont etre|reste|restent)\b"
_UNTRUE = (
    r"\b(?:croyais?|pensais?|croyions|pensions|supposais|imaginais)\b (?:que |qu')",
    r"\b(?:revenue?s?|rejete\w*|retournee?s?|refusee?s?|annulee?s?|bloquee?s?|echoue\w*|impaye) ?(?:par|hier|ce|pour|motif|,|\.|:|\(|faute|car|$)",
    r"\bnous est revenu|\b(?:a|avait) ete (?:rejete|refuse|retourne|annule|bloque)",
    r"\b(?:des|lorsqu?e?|quand|une fois|apres|avant|si|pour) (?:que |qu'|avoir |l'avoir |tout |vous )?(?:nous |vous |l'|on )?(?:avoir|aurons|aurai|aurez|aura|avez|ayons|ayez)\b",
    r"\b(?:aurais|aurait|aurions|auriez|auraient|aurez|aurons|aurai) (?:deja )?(?:paye|regle|vire|solde|verse)",
    r"\bje n'ai (?:pas|jamais|rien)|\bnous n'avons (?:pas|jamais|rien|toujours pas)|\bpas (?:encore )?(?:ete )?(?:paye|regle|vire|solde|verse)",
    r"\bj'ai deja (?:paye|donne|verse) assez",
)
_CONDITION = (
    r"\bdes (?:que|qu')(?: (?:nous|vous|j|je|on|l))?[ ']?(?:l'aur|aur|avons re|recev|recu|recept|aurez|avez|disposer|ai re|l'avoir)",
    r"\b(?:des|a|apres|contre) (?:la )?reception (?:d'|de (?:la |l'|votre |cette |cet |vos )?(?:facture|avoir|rib|document|justificatif|detail|piece|reponse|convention|releve|attestation|dossier|jugement|decision))",
    r"\b(?:sous reserve|a (?:la )?condition|a moins|pour autant|encore faut-il|uniquement si|seulement si|que si)\b",
    r"\bsi (?:vous|l'avoir|la facture|cela (?:vous )?(?:convient|va)|c'est bien le cas|c'est le cas|vos|votre|tel est)\b",
    r"\b(?:refaites|corrigez|envoyez|renvoyez|transmettez|dites|annulez|rectifiez|faites|adressez|donnez|fournissez|etablissez|emettez|communiquez|deduisez)\b.{0,90}\b(?:et|je|nous|on)\b",
    r"\bune fois (?:que )?(?:l'avoir|la facture|le litige|le point|cette|ce |l'erreur|tout cela|le detail|vous)",
    r"\b(?:tant que|jusqu'a ce que|en l'absence|faute de|sans (?:cet|cette|ces|l'|reponse|le|la|ce)|sinon)\b",
    r"\b(?:avant (?:tout|de|d'effectuer|de proceder au?)) ?(?:reglement|paiement|payer|regler|virement)\b",
    r"\b(?:facture (?:conforme|corrigee|rectifi\w+)|apres (?:correction|regularisation|rectification|verification|emission|deduction|obtention|accord))\b",
)
_HOPE = (
    r"\b(?:j'espere|nous esperons|on espere|en esperant|esperant|espere (?:pouvoir|etre)|j'essaie|j'essaye|j'essaierai|je vais essayer|essayer de|essaierons|tenterai|tacherai|peut-etre|probablement|sans doute|eventuellement|si possible je|je verrai|on verra|verrons|aimerais|voudrais|souhaiterais|pourrais|pourrions|pourrait|rien (?:vous )?(?:garantir|promettre)|sans garantie|sauf imprevu pas)\b",
)
_REFUSE = (
    r"\b(?:ne|n') ?(?:vous )?(?:la |le |les |l'|en )?(?:paierai|payerai|paierons|payerons|reglerai|reglerons|virerai|virerons|verserai|verserons|solderai|solderons|sera|seront|interviendra|interviendront|aura|fera|partira|paye|paie|payons|regle|reglons)\w*\b(?! (?:qu|que) )",
    r"\baucun (?:reglement|paiement|virement|versement)|\brien ne sera|\brefus\w+ de (?:payer|regler|verser)",
    r"\b(?:il|elle|cela|ca|votre cliente?|votre client|vous) (?:devez|deviez|devriez|nous) (?:payer|regler|rembourser)",
)
_DAY_AHEAD = r"(?:demain|apres-demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ce soir|cette semaine|la semaine prochaine|semaine prochaine|le mois prochain|fin|debut|mi|le \d|au \d|sous|d'ici|dans|avant|au plus tard|au prochain|a la fin|en fin|courant|des (?:lundi|mardi|mercredi|jeudi|vendredi|demain)|sans faute|cet? apres-midi|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre))"
_WILL = r"(?:paierai|payerai|paierons|payerons|paiera|payera|reglerai|reglerons|reglera|virerai|virerons|virera|verserai|verserons|versera|solderai|solderons|soldera|acquitterai|acquitterons|honorerai|honorerons|mandaterons|rembourserai|rembourserons)"
_WILL_DO = r"(?:ferai|ferons|fera|effectuerai|effectuerons|effectuera|enverrai|enverrons|enverra|posterai|posterons|adresserai|adresserons|procederai|procederons|procedera|emettrai|emettrons|lancerai|lancerons|passerai|passerons|deposerai|deposerons|transmettrai|transmettrons|mettrai|mettrons|ordonnerai|programmerai|programmerons)"

RULES = (
    rule(Intent.ALREADY_PAID, "says that it was paid", (
        _I_HAVE + _ADV + r" " + _MISSPELT + r"\b",
        _HAVE + _ADV + r" " + _PAID + r"\b(?! (?:le prix|cher|assez|avec mes|des consequences))",
        _BEEN + r" " + _PAID + r"\b",
        r"\b(?:est|sont|etait|etaient|c'est|c est|c|cest|s'est|etant|soit)" + _ADV + r" (?:deja |bien )" + _PAID + r"\b",
        r"\b(?:est|sont|c'est|c est|c|cest)" + _ADV + r" (?:payee?s?|reglee?s?|viree?s?|versee?s?|soldee?s?|acquittee?s?)\b(?! (?:a \d+ jours|a reception|sous|d'ici|demain|fin|en fin|avant|au plus|lundi|mardi|mercredi|jeudi|vendredi|la semaine prochaine|le mois prochain|dans|par (?:la|notre) (?:direction|service)))",
        r"\bdeja (?:ete )?(?:payee?s?|reglee?s?|viree?s?|versee?s?|soldee?s?|acquittee?s?|encaissee?s?|mandatee?s?|rembourse\w*)\b",
        r"(?:^|[,;:.!(-] ?)(?:facture |note |tout )?(?:payee?s?|reglee?s?|viree?s?|soldee?s?|versee?s?|acquittee?s?) (?:ce jour|ce matin|hier|aujourd'hui|par |en (?:totalite|integralite|aout|juillet|juin|mai|avril|mars|septembre|octobre|novembre|decembre)|depuis|le \d|la semaine derniere|le mois dernier|via|lundi dernier|mardi dernier|il y a|cette semaine|intégralement|integralement)",
        r"\b(?:payee?s?|reglee?s?|soldee?s?|viree?s?) (?:depuis|il y a)\b",
        r"\ba ete (?:mis|mise)s? en paiement\b|\bmise? en paiement (?:effectuee|faite|realisee|le \d+[/ ]\d* ?dernier)",
    ), (*_UNTRUE, r"\b(?:n'est|ne sont|n'etait|n'a|n'ont|n'ai|n'avons) (?:\w+ )?(?:pas|jamais|toujours pas|point)\b(?!.{0,60}\bmais\b)", r"\bpour (?:etre|que)\b.{0,30}(?:paye|regle)", r"\b(?:par|pour) (?:un |notre |mon |l')?autre (?:client|avocat|cabinet)\b", r"\b(?:avez|a)[ -](?:vous|t[ -]elle|t[ -]il) (?:ete )?(?:paye|regle)e?s?\b.{0,60}\?")),
    rule(Intent.ALREADY_PAID, "says that the money was sent", (
        _HAVE + _ADV + r" " + _DONE + r"\b.{0,60}?\b" + _MONEY + r"\b",
        _HAVE + _ADV + r" (?:fait|effectue|donne) (?:le|un|notre|mon|ce|cet|l'|votre|du)? ?(?:virement|reglement|paiement|cheque|versement|necessaire|ordre)",
        r"\b" + _MONEY + r"\b.{0,70}?\b(?:a|ont|avait|avaient)" + _ADV + r" ete" + _ADV + r" " + _DONE.replace("fait", "fait|debite|encaisse|credite|vire|verse|mandate|preleve") + r"\b",
        r"\b" + _MONEY + r"\b.{0,50}?\b(?:est|sont|etait)" + _ADV + r" (?:partie?s?|intervenue?s?|passee?s?|execute\w*|effectue\w*|emise?s?|envoyee?s?|debitee?s?|encaissee?s?|faite?s?|postee?s?|en route|en cours d'acheminement|arrivee?s?)\b",
        r"(?:^|[,;:.!(-] ?)(?:le |notre |mon |un |ordre de |un ordre de |votre )?" + _MONEY + r" (?:bancaire |sepa |instantane |du solde |de la totalite |de \d[\d .,]*(?:€|euros?|eur)? ?)?(?:de (?:la|cette) (?:facture|somme) )?(?:du \d[\d/.]* )?(?:effectue|fait|emis|parti|envoye|execute|poste|depose|encaisse|debite|passe|realise|ordonne|donne|transmis|adresse|lance|opere|fait)e?s?\b",
        r"\b(?:c'est|c est|c) parti\b|\b(?:est|sont) (?:deja )?parti(?:e|s|es)? (?:hier|ce matin|ce jour|aujourd'hui|lundi|mardi|mercredi|jeudi|vendredi|samedi|le \d|la semaine|depuis|il y a)",
        r"\b(?:nous|je|on) (?:vous )?(?:virons|vire|payons|paie|reglons|regle|versons|verse|envoyons|soldons)\b.{0,50}\b(?:ce jour|aujourd'?hui|ce matin|a l'instant|immediatement|des ce jour)\b",
        r"\bcheque (?:n[°o ]*\d+|numero|joint|ci-joint|en recommande|poste|au courrier|dans votre boite)",
        r"\b(?:le )?necessaire (?:a|est|avait) (?:deja |bien |ete |donc )*(?:ete )?fait\b|\b(?:j'ai|nous avons|on a)" + _ADV + r" fait le necessaire\b",
        r"\b(?:compte (?:a ete |bien )?debite|debitee? (?:de mon compte|sur mon compte|le \d)|sorti de (?:mon|notre) compte|parti de (?:mon|notre) compte|apparait (?:bien )?(?:sur|au debit))",
    ), (*_UNTRUE, _NOT, r"\b(?:sera|seront|partira|va|vais|allons)\b", r"\b(?:pouvez|pourriez|merci de|veuillez)[ -]?(?:vous )?(?:bien vouloir )?(?:m'|me |nous )?(?:envoyer|adresser|transmettre|communiquer)")),
    rule(Intent.ALREADY_PAID, "says that you have the money", (
        r"\bvous (?:avez|l'avez|les avez)(?: (?:deja|bien|donc|du|pourtant|en effet|effectivement))* (?:recu|encaisse|touche|percu|ete (?:paye|regle|rembourse|credite))",
        r"\bavez[- ]vous (?:bien |pas |deja )*(?:recu|encaisse) (?:mon|notre|le|ce) (?:virement|cheque|reglement|paiement)",
        r"\b(?:votre|vos|cette|la|ce|le|les|nos) (?:relances?|rappels?|courriers?|lettres?|mails?|messages?|e-?mails?|envois?|correspondances?) (?:a|ont|s'est|se sont|aura|auront)? ?(?:sans doute |probablement |surement |certainement |donc |du )*(?:se )?croise",
        r"\b(?:paiement|reglement|virement|cheque)s? (?:s'est|se sont|ont|a) (?:\w+ )?croise",
        r"\bcroise(?:e|es|s)? (?:avec )?(?:notre|mon|le|votre|nos) (?:paiement|reglement|virement|cheque|envoi|relance|courrier|mail)",
        r"\b(?:preuve|justificatif|avis|ordre|confirmation|attestation|copie|bordereau|recepisse|releve|capture|recu|trace|accuse)s? (?:\w+ ){0,3}?(?:de |du |d')?(?:virement|paiement|reglement|versement|l'operation|execution|cheque|debit|ordre).{0,60}\b(?:joint|jointe|ci-joint|pj|piece|annexe|attache|ci-dessous|dessous)",
        r"\b(?:ci-joint|ci joint|en pj|en piece jointe|je (?:vous )?(?:joins|transmets|mets)|nous (?:vous )?(?:joignons|transmettons)|vous trouverez|voici|joins)\b.{0,60}\b(?:preuve|justificatif|avis|ordre|confirmation|copie|recu|bordereau|releve|capture)s? (?:\w+ ){0,3}?(?:de |du |d')?(?:virement|paiement|reglement|versement|l'operation|execution|cheque|debit|banque)",
        r"\b(?:ne (?:vous )?(?:dois|doit|devons|devrions|devrais|reste)|n'est) plus (?:rien|aucune somme|redevable|du)\b|\bplus rien (?:a (?:payer|regler)|ne (?:vous )?(?:est|reste))",
        r"\b(?:voici|c'est) la preuve que c'est paye|\bpreuve (?:que|qu').{0,30}(?:paye|regle)",
        r"\ba jour de (?:mes|nos|ses|vos|toutes|tous) ?(?:mes |nos )?(?:paiements?|reglements?|factures?|cotisations?|honoraires?|honoraire)|\b(?:je suis|nous sommes) a jour\b",
        r"\bmandats? (?:de paiement )?(?:\w+ ){0,4}?(?:a ete |ont ete |est |sont )?(?:emis|transmis|pris en charge|mis en paiement|signe|vise)|\bmandate[e]?s? (?:le|depuis|en|par|ce)|\bmandatement (?:a ete )?(?:effectue|realise|emis|du \d)",
        r"\b(?:facture|note|dossier|somme|montant|honoraires) (?:\S+ ){0,3}(?:est |sont |apparait |figure |parait )(?:bien |deja |donc )*(?:comme )?(?:payee?s?|soldee?s?|reglee?s?|lettree?s?|acquittee?s?)\b(?! (?:a \d|sous|d'ici|par le|fin|le \d))",
    ), (*_UNTRUE, r"\b(?:pouvez|pourriez|merci de|veuillez|faut|besoin)[ -]?(?:vous )?(?:bien vouloir )?(?:m'|me |nous )?(?:envoyer|adresser|transmettre|communiquer|fournir|faire parvenir|un|une)?.{0,20}\b(?:justificatif|preuve|copie|releve)", r"\bn'est pas (?:\w+ )?(?:payee?|soldee?|reglee?)|\bpas (?:encore )?(?:emis|mandate)")),
    rule(Intent.PROMISE_TO_PAY, "says that it will be paid", (
        r"\b(?:je|j'|nous|on|qui|il|elle|ils|elles|mon comptable|ma femme|mon mari|le siege|la comptabilite|notre comptable|notre comptabilite|mon associe)\b.{0,25}?\b" + _WILL + r"\b",
        r"\b(?:je|j'|nous|on|il|elle)\b.{0,20}?\b" + _WILL_DO + r"\b.{0,50}?\b" + _MONEY + r"\b",
        r"\b(?:sera|seront|serez|serait donc|va etre|vont etre|devra etre)(?: \w+){0,3}? (?:paye|regle|vire|verse|solde|acquitte|honore|mandate|debite|preleve|credite|mis en paiement|mise en paiement|rembourse)(?:e?s?)\b",
        r"\b" + _MONEY + r"\b.{0,60}?\b(?:partira|partiront|interviendra|interviendront|suivra|arrivera|arriveront|parviendra|parviendront|aura lieu|auront lieu|sera (?:\w+ ){0,2}?(?:fait|effectue|emis|envoye|execute|lance|poste|depose|realise|adresse|passe|programme|transmis|valide|sur votre compte)|va (?:partir|suivre|arriver|etre)|est (?:prevu|programme|planifie|inscrit|calé|cale|fixe|valide|ordonnance)e?s?|sont (?:prevu|programme|planifie)e?s?)",
        r"\b" + _MONEY + r"\b.{0,40}?\b(?:part|prevue?s?|programmee?s?|planifiee?s?|arrive|aura|sera) ?(?:pour )?" + _DAY_AHEAD,
        r"\b(?:virement|paiement|reglement|cheque|versement)s? (?:\w+ ){0,2}?(?:de [\d .,]+ ?(?:€|euros?|eur) ?)?" + _DAY_AHEAD,
        r"\b(?:je|nous|on) (?:vous )?(?:vais|allons|va|compte|comptons|prevois|prevoyons|m'engage a|nous engageons a|m'engage|nous engageons) (?:donc |bien |vous |le |la |les |l'|tout |y |en )*(?:payer|regler|virer|verser|solder|rembourser|faire (?:le|un|votre|ce) (?:virement|necessaire|reglement|paiement|cheque)|effectuer (?:le|un)|envoyer (?:le|un)|proceder au (?:paiement|reglement|virement)|mettre en paiement|le reglement|un reglement)",
        r"\b(?:je|nous|on) (?:vous )?(?:le |la |les |l'|en )?(?:paie|paye|payons|regle|reglons|vire|virons|verse|versons|solde|soldons|poste|envoie|envoyons|depose|fais (?:le|un) (?:virement|cheque)|passe (?:le|au|vous|regler|payer))\b.{0,60}\b" + _DAY_AHEAD,
        r"\b(?:ce sera|ca sera|sera) (?:fait|regle|paye|vire|solde|bon)\b|\b(?:c'est|tout est) (?:paye|regle|vire|solde)e? " + _DAY_AHEAD,
        r"\bvous (?:l'|les |le |la )?(?:aurez|recevrez|toucherez|serez (?:paye|regle|creditee?|credite)e?s?)\b.{0,70}?(?:argent|reglement|paiement|virement|cheque|du|somme|montant|du reste|votre|" + _DAY_AHEAD + r")",
        r"\bcomptez sur (?:un|le|notre|mon|moi)\b|\bje m'(?:y )?engage\b|\bc'est promis\b|\bpromis\b|\bparole d|\bje vous (?:le )?promets\b|\bsans faute\b",
        r"\b(?:facture|note|elle|honoraires|somme|montant|\d{4}|cela|ca|la totalite|le solde|le reste|le tout|tout)\b.{0,40}\b(?:part|partira|partiront|est programmee?|sont programmee?s|est planifiee?|est prevue? (?:en|au|pour|le|dans)|passera|passe (?:en paiement|au paiement|en reglement|dans la prochaine)|est (?:bonne?|bon) a payer|inscrite? au (?:prochain )?(?:mandat|bordereau|mandatement|paiement|echeancier)|bonne a payer|est dans (?:le|notre) (?:prochain|planning))",
        r"\b(?:mise en paiement|mandatement|prochain(?:e)? (?:campagne|echeance|vague|train|lot|traitement) de (?:paiement|reglement|virement)s?|campagne de paiement)\b.{0,60}\b(?:le \d|du \d|au \d|prevue?|" + _DAY_AHEAD + r"|interviendra|est inscrit)",
    ), (*_CONDITION, *_HOPE, *_REFUSE, r"\bne (?:pourrons|pourrai|pouvons|peux|peut|sera|serons) pas (?:vous )?(?:payer|regler|honorer)\b(?!.{0,80}\bavant\b)", r"\b(?:factures?|toutes? (?:les )?factures?) (?:\w+ ){0,6}(?:sont|est|seront) (?:payee?s|reglee?s) a (?:\d+|trente|soixante|quarante|reception)", r"\bdelai (?:global|legal|moyen) de paiement (?:est|de)\b")),
    rule(Intent.INSTALLMENT_REQUEST, "asks for time or for several payments", (
        r"\bechelonn\w+|\betal(?:er|ement|ee?s?|ons|ez)\b|\bechancier|\becheanciers?\b|\bmensualit\w+|\bmensualis\w+|\bfraction(?:ner|nement|ne)\w*|\bmoratoire\b",
        r"\b(?:en|par|sur) (?:\d{1,2}|deux|trois|quatre|cinq|six|huit|dix|douze|plusieurs|quelques) (?:ou \w+ )?(?:fois|mois|versements?|echeances?|reglements?|cheques?|paiements?|mensualites?)\b|\bplusieurs fois\b|\b\d{1,2} ?x\b(?! \d)(?= (?:sans|le|par|si)|$)",
        r"(?:€|\beuros?|\beur|\d ?e?) ?(?:par|/|chaque) ?mois\b|\btous les mois\b|\bchaque mois\b|\bpar mois\b|\bpetit a petit\b|\bau fur et a mesure\b|\bpar petits? (?:versements|montants|bouts)",
        r"\b(?:un|d'un|des|quelques|petit|nouveau|tel|ce|du) (?:petit |court |bref |nouveau |leger |dernier )?delais?\b(?! (?:legal|global|contractuel|de (?:prescription|recours|traitement)))|\bdelais? (?:supplementaires?|de grace|plus long|jusqu)|\b(?:accord\w+|octroy\w+|obtenir|demand\w+|solliciter?|laiss\w+|besoin d'?)(?:[- ]\w+){0,3} (?:un |des |quelques |de |d'un |le )?(?:delais?|sursis|report|repit|peu de temps|temps)\b",
        r"\bfacilites? (?:de paiement|de caisse|de reglement)|\barrangement\b|\b(?:reporter|decaler|repousser|differer) (?:le |la |l'|notre |mon |cette |son |ce )?(?:paiement|echeance|reglement|facture|date)|\breport (?:d'echeance|de paiement|du paiement|de l'echeance|jusqu)",
        r"\blaissez[- ](?:moi|nous) (?:jusqu|un peu|du temps|le temps|quelques|encore)|\b(?:patienter|attendre|patience) (?:encore )?(?:un peu|jusqu|quelques|que je touche|la fin|le mois)|\bplus de temps\b|\bun peu de temps\b",
        r"\b(?:payer|regler|verser) (?:la moitie|une partie|un acompte|en partie|partiellement)\b|\bla moitie (?:maintenant|tout de suite|ce mois|aujourd)|\b(?:ne (?:peux|pouvons|peut) pas|impossible de|pas (?:possible|les moyens)) (?:de )?(?:tout )?(?:payer|regler|solder).{0,20}(?:d'un (?:seul )?coup|en une (?:seule )?fois|tout de suite|la totalite|tout)",
        r"\bnous (?:vous )?proposons? (?:de |donc de |le |un |l').{0,60}(?:solder|regler|payer|versements?|plan|calendrier|suivant)|\bproposition de (?:reglement|paiement|plan)",
    ), (r"\bne (?:demande|demandons|souhaite|souhaitons|veux|voulons|sollicite) (?:pas|aucun)|\bpas d'echeancier|\bechean\w+ (?:fournisseurs?|valide|depassee|est passee|initiale)|\bsans (?:delai|attendre|echeancier)|\bdelai (?:global|legal|contractuel|de (?:prescription|recours|traitement|deux mois|\d+ jours (?:ouvres|de reception)))|\b(?:respect|dans) (?:du|des|le) delais? (?:legal|legaux|global|imparti)",)),
)  # fmt: skip
