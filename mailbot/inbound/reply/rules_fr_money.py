"""French: it was paid. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.understood import Intent
from mailbot.inbound.reply.rules import rule

# paye, payee, payes … after folding.
PAID = r"(?:paye|regle|vire|verse|solde|acquitte|rembourse|honore|mandate|debourse)(?:e?s?)"
_MISSPELT = r"(?:paye[rz]|regle[rz])"
_DONE = r"(?:effectue|fait|emis|envoye|expedie|adresse|poste|depose|transmis|donne|passe|realise|execute|remis|transfere|lance|opere|initie|saisi|valide|ordonne|procede|signe|mis)(?:e?s?)"
MONEY = r"(?:virements?|paiements?|payements?|reglements?|cheques?|versements?|transferts?|prelevements?|mandats?|mandatements?|ordres? de virement|telereglements?|mensualites?|echeances?|acomptes?|sommes?|montants?|soldes?|provisions?|vrt|vir|transactions?|argent|fonds)"
_ADV = r"(?: (?:deja|bien|bel et bien|effectivement|pourtant|tout|toute|totalement|integralement|entierement|moi-meme|nous-memes|donc|aussi|egalement|enfin|aujourd'hui|hier|hier soir|avant-hier|ce jour|ce matin|ce soir|immediatement|quant a (?:moi|nous)|en (?:effet|fait|totalite|temps et en heure)|meme|depuis (?:longtemps|belle lurette)|toujours|justement|par (?:virement|cheque|carte|cb)|cette semaine|la semaine derniere|en principe|vraisemblablement|recemment|dument|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|normalement|a nouveau|entre-temps|entretemps|de suite|tout de suite|a temps|comme convenu))*"
# "a payer" is folded "à payer": only after a first person is an infinitive a misspelt participle.
_I_HAVE = r"(?:\bj'ai|\bj ai|\bjai|\bg|\bnous avons|\bns avons|\bon a)"
_HAVE = r"(?:\bj'ai|\bj ai|\bjai|\bg|\bnous avons|\bns avons|\bon a|\bnous l'avons|\bnous les avons|\bje l'ai|\bje les ai|\bon l'a|\bon les a|\bje vous (?:l'|les )?ai|\b(?:nous|on) vous (?:l'|les )?(?:avons|a)|\bavons|\bai|\bavoir|\ba|\bont|\bavait|\bayant|\bl'a|\bvous a|\bme suis|\bnous (?:nous )?sommes|\bs'est|\btu as)"
_JUST = r"\b(?:viens|venons|vient|viennent) (?:juste |tout juste |a l'instant )?(?:de |d')(?:vous |le |la |les |l'|tout )*"
_BEEN = r"\b(?:a|ont|avait|avaient|avoir)" + _ADV + r" ete" + _ADV + r"(?: \w+(?: et|,)(?: \w+)?)?"
_THOUGHT = r"\b(?:croyais?|pensais?|croyions|pensions|supposais|imaginais)\b"
_BEFORE_PAID = (
    _THOUGHT,
    r"\b(?:des|lorsqu?e?|quand|une fois|apres|avant|si|pour|afin|tant)(?: \w+)? (?:que |qu'|d'|de )?\S*\s?(?:\w+ ){0,2}$",
    r"\b(?:pas|jamais|sans|non|aucun\w*|ni|doit|devrait|devait|pourra|reste|restent|aurais|aurait|aurions|auriez|auraient)\b(?: \w+){0,2} ?$",
    r"\bn'(?: ?\w+)? ?$",
)
_INSIDE_PAID = r"\b(?:pas|jamais|point|aucun\w*|guere|rien|sera|seront|serait|serai|doit|devrait|devait|pourra|pourrait|va etre|vont etre|reste|restent|prevue?|prochain\w*|ne|n'\w+)\b"
# A transfer that came back was none.
_RETURNED = (
    r"\b(?:revenue?s?|rejete\w*|retournee?s?|refusee?s?|annulee?s?|bloquee?s?|echoue\w*) ?(?:par|hier|ce|pour|motif|,|\.|:|\(|faute|car|$)",
    r"\b(?:nous|m'|lui|vous) ?est revenu|\b(?:a|avait|ont) ete (?:rejete|refuse|retourne|annule|bloque)",
)

RULES = (
    rule(Intent.ALREADY_PAID, "says that it was paid", (
        _I_HAVE + _ADV + r" " + _MISSPELT + r"\b",
        _HAVE + _ADV + r" " + PAID + r"\b(?! (?:le prix|cher|assez|avec mes|des consequences|la parole|d'aller))",
        _JUST + r"(?:payer|regler|virer|solder|verser|m'acquitter|nous acquitter)\b",
        _BEEN + r" " + PAID + r"\b",
        r"\b(?:est|sont|etait|etaient|c'est|c est|c|cest|s'est|etant|soit)" + _ADV + r" (?:deja |bien )" + PAID + r"\b",
        r"\b(?:est|sont|c'est|c est|c|cest)" + _ADV + r" (?:payee?s?|reglee?s?|viree?s?|versee?s?|soldee?s?|acquittee?s?)\b(?! (?:a \d+ jours|a (?:trente|soixante|quarante)|a reception|sous|d'ici|demain|fin|en fin|avant|au plus|lundi|mardi|mercredi|jeudi|vendredi|la semaine prochaine|le mois prochain|dans|par (?:la|notre) (?:direction|service)))",
        r"\bdeja (?:ete )?(?:payee?s?|reglee?s?|viree?s?|versee?s?|soldee?s?|acquittee?s?|encaissee?s?|mandatee?s?|rembourse\w*)\b",
        r"(?:^|[,;:.!(-] ?)(?:facture |note |tout |\S*\d+ )?(?:payee?s?|reglee?s?|viree?s?|soldee?s?|versee?s?|acquittee?s?) (?:ce jour|ce matin|hier|aujourd'hui|par |en (?:totalite|integralite|aout|juillet|juin|mai|avril|mars|septembre|octobre|novembre|decembre)|depuis|le \d|la semaine derniere|le mois dernier|via|lundi dernier|mardi dernier|il y a|cette semaine|integralement|ce midi|avant-hier)",
        r"\b(?:payee?s?|reglee?s?|soldee?s?|viree?s?) (?:depuis|il y a)\b",
        r"\b(?:mis|mise)s? en paiement (?:le|depuis|hier|effectuee?|faite|realisee)\b|\ba ete (?:mis|mise)s? en paiement\b",
    ), unless=(*_RETURNED, r"\b(?:par|pour) (?:un |notre |mon |l')?autre (?:client|avocat|cabinet)\b", r"\b(?:avez|a)[ -](?:vous|t[ -]elle|t[ -]il) (?:ete )?(?:paye|regle)e?s?\b.{0,60}\?"), before=_BEFORE_PAID, inside=_INSIDE_PAID),
    rule(Intent.ALREADY_PAID, "says that the money was sent", (
        _HAVE + _ADV + r" " + _DONE + r"\b.{0,60}?\b" + MONEY + r"\b",
        _HAVE + _ADV + r" (?:fait|effectue|donne) (?:le|un|notre|mon|ce|cet|l'|votre|du)? ?(?:virement|reglement|paiement|cheque|versement|necessaire|ordre)",
        _JUST + r"(?:effectuer|faire|envoyer|poster|proceder|passer|donner|emettre|lancer|valider|deposer)\b.{0,50}?\b(?:" + MONEY[3:-1] + r"|necessaire)\b",
        r"\b" + MONEY + r"\b.{0,70}?\b(?:a|ont|avait|avaient)" + _ADV + r" ete" + _ADV + r" " + _DONE.replace("fait", "fait|debite|encaisse|credite|vire|verse|mandate|preleve|recu") + r"\b",
        r"\b" + MONEY + r"\b.{0,50}?\b(?:est|sont|etait)" + _ADV + r" (?:partie?s?|intervenue?s?|passee?s?|execute\w*|effectue\w*|emise?s?|envoyee?s?|debitee?s?|encaissee?s?|faite?s?|postee?s?|en route|en cours d'acheminement|arrivee?s?)\b",
        r"(?:^|[,;:.!(-] ?)(?:le |notre |mon |un |ordre de |un ordre de |votre )?" + MONEY + r" (?:bancaire |sepa |instantane |du solde |de la totalite |de \d[\d .,]*(?:€|euros?|eur)? ?)?(?:de (?:la|cette) (?:facture|somme) )?(?:du \d[\d/.]* )?(?:effectue|fait|emis|parti|envoye|execute|poste|depose|encaisse|debite|passe|realise|ordonne|donne|transmis|adresse|lance|opere)e?s?\b",
        r"\b(?:c'est|c est) parti\b|\b(?:est|sont) (?:deja )?parti(?:e|s|es)? (?:hier|ce matin|ce jour|aujourd'hui|lundi|mardi|mercredi|jeudi|vendredi|samedi|le \d|la semaine|depuis|il y a)",
        r"\b(?:nous|je|on) (?:vous )?(?:virons|vire|payons|paie|reglons|regle|versons|verse|envoyons|soldons|effectuons|effectue|faisons|fais|procedons|procede)\b.{0,50}\b(?:ce jour|aujourd'?hui|ce matin|a l'instant|immediatement|des ce jour)\b",
        r"\bcheque (?:n[°o ]*\d+|numero|joint|ci-joint|en recommande|au courrier|dans votre boite)",
        r"\b(?:le )?necessaire (?:a|est|avait) (?:deja |bien |ete |donc )*(?:ete )?fait\b|\b(?:j'ai|nous avons|on a)" + _ADV + r" fait le necessaire\b",
        r"\b(?:compte (?:a ete |bien )?debite|debitee? (?:de mon compte|sur mon compte|le \d)|(?:sorti|parti|quitte) (?:de )?(?:mon|notre) compte|preleve\w* (?:sur|de) (?:mon|notre) compte|apparait (?:bien )?(?:sur|au debit))",
        r"\bfait l'objet d'un (?:mandatement|virement|reglement|paiement|versement|prelevement)\b",
    ), unless=(*_RETURNED, r"\b(?:pouvez|pourriez|merci de|veuillez)[ -]?(?:vous )?(?:bien vouloir )?(?:m'|me |nous )?(?:envoyer|adresser|transmettre|communiquer) (?:le|un|votre|l')"), before=_BEFORE_PAID, inside=_INSIDE_PAID),
    rule(Intent.ALREADY_PAID, "says that you have the money", (
        r"\bvous (?:avez|l'avez|les avez)(?: (?:deja|bien|donc|du|pourtant|en effet|effectivement))* (?:recu|encaisse|touche|percu|ete (?:paye|regle|rembourse|credite))\b(?! (?:mon|notre|ma) (?:courrier|mail|message|lettre|dossier|reponse|contestation))",
        r"\bavez[- ]vous (?:bien |pas |deja )*(?:recu|encaisse) (?:mon|notre|le|ce) (?:virement|cheque|reglement|paiement)",
        r"\b(?:votre|vos|cette|la|ce|le|les|nos) (?:relances?|rappels?|courriers?|lettres?|mails?|messages?|e-?mails?|envois?|correspondances?) (?:a|ont|s'est|se sont|aura|auront|doit|doivent)? ?(?:sans doute |probablement |surement |certainement |donc |du |avoir |s'etre )*(?:se )?croise",
        r"\b(?:paiement|reglement|virement|cheque)s? (?:s'est|se sont|ont|a|doit|aura)\b.{0,20}\bcroise",
        r"\bcroise(?:e|es|s|r)? (?:avec )?(?:notre|mon|le|votre|nos) (?:paiement|reglement|virement|cheque|envoi|relance|courrier|mail)",
        r"\b(?:preuve|justificatif|avis|ordre|confirmation|attestation|copie|bordereau|recepisse|releve|capture|recu|trace|accuse)s? (?:\w+ ){0,3}?(?:de |du |d')?(?:virement|paiement|reglement|versement|l'operation|operation|execution|cheque|debit|ordre)\b.{0,60}\b(?:joint|jointe|ci-joint|pj|piece|annexe|attache|ci-dessous|dessous|attest\w+)",
        r"\b(?:ci-joint|ci joint|en pj|en piece jointe|je (?:vous )?(?:joins|transmets|mets)|nous (?:vous )?(?:joignons|transmettons)|vous trouverez|trouver|voici|joins)\b.{0,60}\b(?:preuve|justificatif|avis|ordre|confirmation|copie|recu|bordereau|releve|capture)s? (?:\w+ ){0,3}?(?:de |du |d')?(?:virement|paiement|reglement|versement|l'operation|operation|execution|cheque|debit|banque)",
        r"\b(?:ne (?:vous )?(?:dois|doit|devons|devrions|devrais|reste)|n'est) plus (?:rien|aucune somme|redevable|du)\b|\bplus rien (?:a (?:payer|regler)|ne (?:vous )?(?:est|reste))",
        r"\bla preuve que c'est paye|\bpreuve (?:que|qu').{0,30}(?:paye|regle)",
        r"\ba jour de (?:mes|nos|ses|vos|toutes|tous) ?(?:mes |nos )?(?:paiements?|reglements?|factures?|cotisations?|honoraires?|honoraire)|\b(?:je suis|nous sommes) a jour\b",
        r"\bmandats? (?:de paiement )?(?:\S+ ){0,4}?(?:a ete |ont ete |est |sont )?(?:emis|transmis|pris en charge|mis en paiement|signe|vise)|\bmandate[e]?s? (?:le|depuis|en|par|ce)|\bmandatement (?:a ete )?(?:effectue|realise|emis|du \d)",
        r"\b(?:facture|note|dossier|somme|montant|honoraires) (?:\S+ ){0,3}(?:est |sont |apparait |figure |parait )(?:bien |deja |donc )*(?:comme )?(?:payee?s?|soldee?s?|reglee?s?|lettree?s?|acquittee?s?)\b(?! (?:a \d|sous|d'ici|par le|fin|le \d))",
    ), unless=(*_RETURNED, r"\b(?:pouvez|pourriez|merci de|veuillez|faut|besoin)[ -]?(?:vous )?(?:bien vouloir )?(?:m'|me |nous )?(?:envoyer|adresser|transmettre|communiquer|fournir|faire parvenir|un|une)?.{0,20}\b(?:justificatif|preuve|copie|releve)"), before=(_THOUGHT, r"\b(?:pas|jamais|des|quand|lorsque|une fois|si|qu'une fois)\b(?: \w+){0,2} ?$"), inside=r"\b(?:n'est pas|pas (?:encore|payee?|regle|emis|mandate)|sera|seront)\b"),
)  # fmt: skip
