"""French: it will be paid, or time is asked for. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.understood import Intent
from mailbot.inbound.reply.rules import Weight, rule
from mailbot.inbound.reply.rules_fr_money import MONEY, PAID

# What the firm must do first makes it a condition; what the writer waits for himself does not.
_CONDITION = (
    r"\bdes (?:que|qu')(?: (?:nous|vous|j|je|on|l))?[ ']?(?:l'aur|m'aur|nous aur|aur|avons re|recev|recu|recept|aurez|avez|disposer|ai re|l'avoir|m'av)",
    r"\b(?:des|a|apres|contre) (?:la )?reception (?:d'|de (?:la |l'|votre |cette |cet |vos |ces |ce )?(?:facture|avoir|rib|document|justificatif|detail|piece|reponse|convention|releve|attestation|dossier|jugement|decision))",
    r"\b(?:sous reserve|a (?:la )?condition|a moins|pour autant|encore faut-il|uniquement si|seulement si|que si)\b",
    r"\bsi (?:vous|l'avoir|la facture|cela (?:vous )?(?:convient|va)|c'est bien le cas|c'est le cas|vos|votre|tel est)\b",
    r"\b(?:refaites|corrigez|envoyez|renvoyez|transmettez|dites|annulez|rectifiez|faites|adressez|donnez|fournissez|etablissez|emettez|communiquez|deduisez)\b.{0,90}\b(?:et|je|nous|on)\b",
    r"\bune fois (?:que )?(?:l'avoir|la facture|le litige|le point|cette|ce |l'erreur|tout cela|le detail|vous)",
    r"\b(?:tant que|jusqu'a ce que|en l'absence|faute de|sans (?:cet|cette|ces|l'|reponse|le|la|ce)|sinon)\b",
    r"\b(?:avant (?:tout|de|d'effectuer|de proceder au?)) ?(?:reglement|paiement|payer|regler|virement)\b",
    r"\b(?:facture (?:conforme|corrigee|rectifi\w+)|apres (?:correction|regularisation|rectification|verification|emission|deduction|obtention|accord))\b",
)
_HOPE = r"\b(?:j'espere|nous esperons|on espere|en esperant|esperant|espere (?:pouvoir|etre)|j'essaie|j'essaye|j'essaierai|je vais essayer|essayer de|essaierons|tenterai|tacherai|peut-etre|probablement|sans doute|eventuellement|si possible je|je verrai|on verra|verrons|aimerais|voudrais|souhaiterais|pourrais|pourrions|pourrait|rien (?:vous )?(?:garantir|promettre)|sans garantie)\b"
_REFUSE = (
    r"\b(?:ne|n') ?(?:vous )?(?:la |le |les |l'|en )?(?:paierai|payerai|paierons|payerons|reglerai|reglerons|virerai|virerons|verserai|verserons|solderai|solderons|interviendra|interviendront|aura|fera|partira|paye|paie|payons|regle|reglons)\w*\b(?! (?:qu|que) )",
    r"\baucun (?:reglement|paiement|virement|versement)|\brien ne sera|\brefus\w+ de (?:payer|regler|verser)|\bsuspend\w*|\bgel(?:er|ons|e)\b",
    r"\b(?:il|elle|cela|ca|votre cliente?|votre client|vous) (?:devez|deviez|devriez) (?:nous )?(?:payer|regler|rembourser)",
    r"\bne (?:pourrons|pourrai|pouvons|peux|peut|sera|serons) pas (?:vous )?(?:payer|regler|honorer)\b(?!.{0,80}\bavant\b)",
    r"\b(?:factures?|toutes? (?:les )?factures?|reglements?) (?:\w+ ){0,6}(?:sont|est|seront) (?:payee?s?|reglee?s?|effectuee?s?) (?:a |sous )?(?:\d+ jours|trente|soixante|quarante|reception)",
    r"\bdelai (?:global|legal|moyen) de paiement (?:est|de)\b|\b\d+ jours fin de mois\b",
)
_DAY = r"(?:demain|apres-demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ce soir|cette semaine|la semaine prochaine|semaine prochaine|le mois prochain|fin|debut|mi|le \d|au \d|sous|d'ici|dans|avant|au plus tard|au prochain|a la fin|en fin|courant|des (?:lundi|mardi|mercredi|jeudi|vendredi|demain)|sans faute|cet? apres-midi|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|ce week)"
_SOON = r"(?:rapidement|au plus vite|au plus tot|des que possible|tres vite|vite|incessamment|sans tarder|dans les (?:meilleurs delais|prochains jours|jours qui)|prochainement|sous peu|immediatement|tout de suite|de suite|dans la (?:journee|foulee)|dans les plus brefs|sans delai)"
_WILL = r"(?:paierai|payerai|paierons|payerons|paiera|payera|reglerai|reglerons|reglera|virerai|virerons|virera|verserai|verserons|versera|solderai|solderons|soldera|acquitterai|acquitterons|honorerai|honorerons|mandaterons|rembourserai|rembourserons|paieront|regleront)"
_WILL_DO = r"(?:ferai|ferons|fera|effectuerai|effectuerons|effectuera|enverrai|enverrons|enverra|posterai|posterons|adresserai|adresserons|procederai|procederons|procedera|emettrai|emettrons|lancerai|lancerons|passerai|passerons|deposerai|deposerons|transmettrai|transmettrons|mettrai|mettrons|ordonnerai|programmerai|programmerons)"
_NOW = r"(?:paie|paye|payons|regle|reglons|vire|virons|verse|versons|solde|soldons|poste|postons|envoie|envoyons|depose|deposons|fais|faisons|effectue|effectuons|procede|procedons|passe|apporte|lance|lancons)"

RULES = (
    rule(Intent.PROMISE_TO_PAY, "says that it will be paid", (
        r"\b(?:je|j'|nous|on|qui|il|elle|ils|elles|mon comptable|ma femme|mon mari|le siege|la comptabilite|notre comptable|notre comptabilite|mon associe|ma fille|mon fils)\b.{0,25}?\b" + _WILL + r"\b",
        r"\b(?:je|j'|nous|on|il|elle)\b.{0,20}?\b" + _WILL_DO + r"\b.{0,50}?\b" + MONEY + r"\b",
        r"\b(?:sera|seront|serez|va etre|vont etre|devra etre)(?: (?!pas\b)\w+){0,3}? (?:paye|regle|vire|verse|solde|acquitte|honore|mandate|rembourse|debite|preleve|credite|mis en paiement|mise en paiement)(?:e?s?)\b",
        r"\b" + MONEY + r"\b.{0,60}?\b(?:partira|partiront|interviendra|interviendront|suivra|arrivera|arriveront|parviendra|parviendront|aura lieu|auront lieu|sera (?:\w+ ){0,2}?(?:fait|effectue|emis|envoye|execute|lance|poste|depose|realise|adresse|passe|programme|transmis|valide|sur votre compte)|va (?:partir|suivre|arriver|etre)|est (?:prevu|programme|planifie|inscrit|cale|fixe|ordonnance)e?s?|sont (?:prevu|programme|planifie)e?s?|part (?!pas)\w)",
        r"\b(?:je|nous|on) (?:vous )?(?:vais|allons|va|compte|comptons|prevois|prevoyons|m'engage a|nous engageons a|m'engage|nous engageons) (?:donc |bien |vous |le |la |les |l'|tout |y |en )*(?:payer|regler|virer|verser|solder|rembourser|faire (?:le|un|votre|ce) (?:virement|reglement|paiement|cheque)|effectuer (?:le|un)|envoyer (?:le|un)|proceder au (?:paiement|reglement|virement)|mettre en paiement|le reglement|un reglement)",
        r"\b(?:je|nous|on) (?:vous )?(?:le |la |les |l'|en )?(?:" + _NOW[3:-1] + r")(?: (?:ca|cela|tout|le tout|la somme|le reste|votre facture|cette facture))? " + _SOON,
        r"\b(?:necessaire|cela|ca|ce) sera (?:fait|regle|paye|vire|solde)\b.{0,40}?(?:" + _DAY + r"|" + _SOON + r")|\bsera (?:regle|paye|vire|solde)e?\b|\ble (?:sera|seront) " + _DAY,
        r"\bvous (?:l'|les |le |la )?(?:aurez|recevrez|toucherez|serez (?:paye|regle|creditee?|credite)e?s?)\b.{0,70}?(?:argent|reglement|paiement|virement|cheque|du|somme|montant|du reste|votre|" + _DAY + r")",
        r"\bcomptez sur (?:un|le|notre|mon|moi)\b|\bje m'(?:y )?engage\b|\bengagement (?:de|a) (?:payer|regler|vous)\b|\bc'est promis\b|\bpromis\b|\bparole d|\bje vous (?:le )?promets\b|\bsans faute\b",
        r"\b(?:facture|note|elle|honoraires|somme|montant|\d{4}|cela|ca|la totalite|le solde|le reste|le tout|tout)\b.{0,40}\b(?:partira|partiront|est programmee?|sont programmee?s|est planifiee?|est prevue? (?:en|au|pour|le|dans)|passera|passe (?:en paiement|au paiement|en reglement|dans la prochaine)|est (?:bonne?|bon) a payer|inscrite? au (?:prochain )?(?:mandat|bordereau|mandatement|paiement|echeancier)|bonne a payer|est dans (?:le|notre) (?:prochain|planning))",
        r"\b(?:reglement|paiement|virement)s? (?:a venir|en preparation|a suivre|imminent)\b|\bprochain(?:e)? (?:campagne|echeance|vague|train|lot|traitement) de (?:paiement|reglement|virement)s?",
    ), unless=(*_CONDITION, _HOPE, *_REFUSE), before=r"\b(?:si|est-ce que|comment|quand) (?:\w+ )?$", inside=r"\b(?:pas|jamais|aucun\w*|rien)\b(?! (?:faute|oubli))"),
    rule(Intent.PROMISE_TO_PAY, "names a day of payment", (
        r"\b" + MONEY + r"\b.{0,40}?\b(?:part|prevue?s?|programmee?s?|planifiee?s?|arrive|aura|sera)\b",
        r"\b(?:virement|paiement|reglement|cheque|versement|mandatement)s?\b.{0,40}?" + _DAY,
        r"\b(?:je|j'|nous|on)\b.{0,30}?\b" + _NOW + r"\b",
        r"\b(?:c'est|tout est|sera|seront) (?:paye|regle|vire|solde|bon|fait)e?s?\b|\b(?:facture|note|elle)\b.{0,40}\bpart\b|\bmise en paiement\b|\b(?:payable|exigible) le\b",
    ), unless=(*_CONDITION, _HOPE, *_REFUSE), inside=r"\b(?:pas|jamais|aucun\w*|rien|a|ai|avons|ont|ete|refuse)\b", weight=Weight.DATED),
    rule(Intent.INSTALLMENT_REQUEST, "asks for time or for several payments", (
        r"\bechelonn\w+|\betal(?:er|ement|ee?s?|ons|ez)\b|\becheanciers?\b|\bmensualit\w+|\bmensualis\w+|\bfraction(?:ner|nement|ne)\w*|\bmoratoire\b",
        r"\b(?:en|par|sur) (?:\d{1,2}|deux|trois|quatre|cinq|six|huit|dix|douze|plusieurs|quelques) (?:ou \w+ )?(?:fois|mois|versements?|echeances?|reglements?|cheques?|paiements?|mensualites?)\b|\bplusieurs fois\b|\ben \d{1,2} ?x\b",
        r"(?:€|\beuros?|\beur|\d ?e?) ?(?:par|/|chaque) ?mois\b|\btous les mois\b|\bchaque mois\b|\bpar mois\b|\bpetit a petit\b|\bau fur et a mesure\b|\bpar petits? (?:versements|montants|bouts)",
        r"\b(?:un|d'un|des|quelques|petit|nouveau|tel|ce|du) (?:petit |court |bref |nouveau |leger |dernier )?delais?\b(?! (?:legal|global|contractuel|de (?:prescription|recours|traitement|trente|\d+ jours)))|\bdelais? (?:supplementaires?|de grace|plus long|jusqu)|\b(?:accord\w+|octroy\w+|obtenir|demand\w+|solliciter?|laiss\w+|besoin d'?)(?:[- ]\w+){0,3} (?:un |des |quelques |de |d'un |le )?(?:delais?|sursis|report|repit|peu de temps|temps)\b",
        r"\bfacilites? (?:de paiement|de caisse|de reglement)|\barrangement\b|\b(?:reporter|decaler|repousser|differer) (?:le |la |l'|notre |mon |cette |son |ce )?(?:paiement|echeance|reglement|facture|date)|\breport (?:d'echeance|de paiement|du paiement|de l'echeance|jusqu)",
        r"\blaissez[- ](?:moi|nous) (?:jusqu|un peu|du temps|le temps|quelques|encore)|\b(?:patienter|attendre|patience) (?:encore )?(?:un peu|jusqu|quelques|que je touche|la fin|le mois)|\bplus de temps\b|\bun peu de temps\b|\bdu temps pour\b",
        r"\b(?:payer|regler|verser) (?:la moitie|une partie|un acompte|en partie|partiellement)\b|\bla moitie (?:maintenant|tout de suite|ce mois|aujourd)|\b(?:ne (?:peux|pouvons|peut) pas|impossible de|pas (?:possible|les moyens)) (?:de )?(?:tout )?(?:payer|regler|solder).{0,20}(?:d'un (?:seul )?coup|en une (?:seule )?fois|tout de suite|la totalite|tout|pour (?:le moment|l'instant)|actuellement|en ce moment)",
        r"\bnous (?:vous )?proposons? (?:de |donc de |le |un |l').{0,60}(?:solder|regler|payer|versements?|plan|calendrier|suivant)|\bproposition de (?:reglement|paiement|plan)",
    ), before=r"\b(?:ne (?:demande|demandons|souhaite|souhaitons|veux|voulons|sollicite)|pas besoin|aucun|pas|sans|respect|respecter|dans)\b(?: \w+){0,2} ?(?:d'|de |du |des |les |le |)$", inside=r"\bechean\w+ (?:fournisseurs?|valide|depassee|initiale)"),
)  # fmt: skip
