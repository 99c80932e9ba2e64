"""French: the money was sent, or you have it. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.fr_money import (
    ADV,
    BEFORE_PAID,
    DONE,
    HAVE,
    INSIDE_PAID,
    JUST,
    MONEY,
    RETURNED,
    THOUGHT,
)
from mailbot.inbound.reply.words.rule import rule

RULES = (
    rule(Intent.ALREADY_PAID, "says that the money was sent", (
        r"\b" + MONEY + (
            r"\b.{0,20}?\b(?:etant )?(?:intervenue?s?|executee?s?|honoree?s?|effectuee?s?)\b(?! (?:demain|"
            r"vendredi|lundi|la semaine prochaine|sous|d'ici|a reception))"
        ),
        (
            r"\b(?:c'est|c est|tout est|cela est|ca a ete) (?:deja|bien|normalement deja) (?:fait|effectue|"
            r"parti|envoye)\b|\bfait partir (?:le|un|mon|notre) (?:reglement|virement|paiement|cheque)"
        ),
        HAVE + ADV + r" " + DONE + r"\b(?! son accord| mon accord| notre accord)[^:;]{0,60}?\b" + MONEY + r"\b",
        HAVE + ADV + (
            r" (?:fait|effectue|donne) (?:le|un|notre|mon|ce|cet|l'|votre|du)? ?(?:virement|reglement|paiement|"
            r"cheque|versement|necessaire|ordre)"
        ),
        r"\b" + MONEY + (
            r"\b.{0,30}?\b(?:vous (?:est|sont|etait) (?:bien )?parvenue?s?|vous a ete (?:bien )?(?:adresse|"
            r"envoye|remis|transmis|verse|vire|regle|credite)e?s?)\b|\b(?:votre compte|vous) (?:a|"
            r"avez) (?:bien )?ete credite"
        ),
        (
            r"\breferences? de (?:notre|mon|ce|votre) (?:paiement|virement|reglement)\b|\baccuse(?:e|"
            r"r)? (?:bonne )?reception de (?:mon|notre) (?:reglement|paiement|virement|cheque)|\b(?:ai|avons|a|"
            r"avais|ont)(?: \w+){0,2} (?:laisse|remis|donne|depose|glisse|apporte)\b.{0,60}\b(?:especes|"
            r"liquide|enveloppe|cheque)\b.{0,40}\b(?:accueil|cabinet|etude|secretaire|bureau|boite|assistante|"
            r"maitre|me [a-z]+|main)"
        ),
        (
            r"\b(?:operation|somme|argent|montant)\b.{0,20}?\b(?:est|a ete|sont) (?:bien )?(?:passee?|sortie?|"
            r"partie?|debitee?|prelevee?|creditee?)s?\b|\b(?:apparait|figure|ressort|est notee|"
            r"est indiquee)\b.{0,20}?\b(?:soldee?|payee?|reglee?|acquittee?)s?\b"
        ),
        (
            r"\b(?:virement|paiement|reglement|versement|cheque)s? (?:de [\d .,]+ ?(?:€|euros?|"
            r"eur)? ?)?(?:que j'ai |que nous avons )?(?:effectue|fait|emis|execute|passe|realise|envoye|remis|"
            r"verse)e?s? (?:en (?:especes|liquide|ligne|main)|le \d|hier|ce (?:jour|matin)|par)"
        ),
        (
            r"\b(?:du|des|le|un|ce|mon|notre|d'un) (?:virement|paiement|reglement|versement|"
            r"cheque)s? (?:bancaire )?(?:effectue|fait|emis|execute|passe|realise|envoye|parti|"
            r"poste)e?s? (?:ce|le|hier|par|lundi|mardi|mercredi|jeudi|vendredi|en|aujourd|la semaine|a votre|"
            r"de notre|sur)"
        ),
        (
            r"(?:^|[,;:.!(-] ?)(?:virement|paiement|reglement|cheque) (?:ok|fait|envoye|parti|effectue|valide|"
            r"bon)\b|\b(?:a|ont|avons|ai) (?:bien |deja )?(?:execute|passe|valide|donne|emis) (?:l'|le |notre |"
            r"un |mon )?(?:ordre|virement|paiement)"
        ),
        JUST + (
            r"(?:effectuer|faire|envoyer|poster|proceder|passer|donner|emettre|lancer|valider|"
            r"deposer)\b.{0,50}?\b(?:"
        ) + MONEY[3:-1] + r"|necessaire)\b",
        r"\b" + MONEY + r"\b.{0,70}?\b(?:a|ont|avait|avaient)" + ADV + r" ete" + ADV + r" " + DONE.replace("fait", (
            "fait|debite|encaisse|credite|vire|verse|mandate|preleve|recu"
        )) + r"\b",
        r"\b" + MONEY + r"\b.{0,50}?\b(?:est|sont|etait)" + ADV + (
            r" (?:partie?s?|intervenue?s?|passee?s?|execute\w*|effectue\w*|emise?s?|envoyee?s?|debitee?s?|"
            r"encaissee?s?|faite?s?|postee?s?|en route|en cours d'acheminement|arrivee?s?)\b"
        ),
        (
            r"(?:^|[,;:.!(-] ?)(?:le |notre |mon |un |ordre de |un ordre de |votre )?"
        ) + MONEY + (
            r" (?:bancaire |sepa |instantane |du solde |de la totalite |de \d[\d .,]*(?:€|euros?|"
            r"eur)? ?)?(?:de (?:la|cette) (?:facture|somme) )?(?:du \d[\d/.]* )?(?:effectue|fait|emis|parti|"
            r"envoye|execute|poste|depose|encaisse|debite|passe|realise|ordonne|donne|transmis|adresse|lance|"
            r"opere)e?s?\b"
        ),
        (
            r"\b(?:c'est|c est) parti\b|\b(?:est|sont) (?:deja )?parti(?:e|s|es)? (?:hier|ce matin|ce jour|"
            r"aujourd'hui|lundi|mardi|mercredi|jeudi|vendredi|samedi|le \d|la semaine|depuis|il y a)"
        ),
        (
            r"\b(?:nous|je|on) (?:vous )?(?:virons|vire|payons|paie|reglons|regle|versons|verse|envoyons|"
            r"soldons|effectuons|effectue|faisons|fais|procedons|procede)\b.{0,50}\b(?:ce jour|aujourd'?hui|"
            r"ce matin|a l'instant|immediatement|des ce jour)\b"
        ),
        r"\bcheque (?:n[°o ]*\d+|numero|joint|ci-joint|en recommande|au courrier|dans votre boite)",
        (
            r"\b(?:le )?necessaire (?:a|est|avait) (?:deja |bien |ete |donc )*(?:ete )?fait\b|\b(?:j'ai|"
            r"nous avons|on a)"
        ) + ADV + r" fait le necessaire\b",
        (
            r"\b(?:compte (?:a ete |bien )?debite|debitee? (?:de mon compte|sur mon compte|le \d)|(?:sorti|"
            r"parti|quitte) (?:de )?(?:mon|notre) compte|preleve\w* (?:sur|de) (?:mon|notre) compte|"
            r"apparait (?:bien )?(?:sur|au debit))"
        ),
        r"\bfait l'objet d'un (?:mandatement|virement|reglement|paiement|versement|prelevement)\b",
    ), unless=(*RETURNED, (
        r"\b(?:pouvez|pourriez|merci de|veuillez)[ -]?(?:vous )?(?:bien vouloir )?(?:m'|me |nous )?(?:envoyer|"
        r"adresser|transmettre|communiquer) (?:le |un |votre |l')(?:virement|paiement|reglement|cheque)"
    )), before=BEFORE_PAID, inside=INSIDE_PAID),
    rule(Intent.ALREADY_PAID, "says that you have the money", (
        (
            r"\bvous (?:avez|l'avez|les avez)(?: (?:deja|bien|donc|du|pourtant|en effet|"
            r"effectivement))* (?:recu|encaisse|touche|percu|ete (?:paye|regle|rembourse|credite))\b(?! (?:mon|"
            r"notre|ma) (?:courrier|mail|message|lettre|dossier|reponse|contestation))"
        ),
        (
            r"\bavez[- ]vous (?:bien |pas |deja )*(?:recu|encaisse) (?:mon|notre|le|ce) (?:virement|cheque|"
            r"reglement|paiement)"
        ),
        (
            r"\b(?:votre|vos|cette|la|ce|le|les|nos) (?:relances?|rappels?|courriers?|lettres?|mails?|"
            r"messages?|e-?mails?|envois?|correspondances?) (?:a|ont|s'est|se sont|aura|auront|doit|"
            r"doivent)? ?(?:sans doute |probablement |surement |certainement |donc |du |avoir |"
            r"s'etre )*(?:se )?croise"
        ),
        r"\b(?:paiement|reglement|virement|cheque)s? (?:s'est|se sont|ont|a|doit|aura)\b.{0,20}\bcroise",
        (
            r"\bcroise(?:e|es|s|r)? (?:avec )?(?:notre|mon|le|votre|nos) (?:paiement|reglement|virement|cheque|"
            r"envoi|relance|courrier|mail)"
        ),
        (
            r"\b(?:preuve|justificatif|avis|ordre|confirmation|attestation|copie|bordereau|recepisse|releve|"
            r"capture|recu|trace|accuse)s? (?:\w+ ){0,3}?(?:de |du |d')?(?:virement|paiement|reglement|"
            r"versement|l'operation|operation|execution|cheque|debit|ordre)\b.{0,60}\b(?:joint|jointe|ci-joint|"
            r"pj|piece|annexe|attache|ci-dessous|dessous|attest\w+)"
        ),
        (
            r"\b(?:ci-joint|ci joint|en pj|en piece jointe|je (?:vous )?(?:joins|transmets|mets)|"
            r"nous (?:vous )?(?:joignons|transmettons)|vous trouverez|trouver|voici|joins)\b.{0,60}\b(?:preuve|"
            r"justificatif|avis|ordre|confirmation|copie|recu|bordereau|releve|capture)s? (?:\w+ ){0,3}?(?:de |"
            r"du |d')?(?:virement|paiement|reglement|versement|l'operation|operation|execution|cheque|debit|"
            r"banque)"
        ),
        (
            r"\b(?:ne (?:vous )?(?:dois|doit|devons|devrions|devrais|reste)|n'est) plus (?:rien|aucune somme|"
            r"redevable|du)\b|\bplus rien (?:a (?:payer|regler)|ne (?:vous )?(?:est|reste))"
        ),
        r"\bla preuve que c'est paye|\bpreuve (?:que|qu').{0,30}(?:paye|regle)",
        (
            r"\ba jour (?:de|dans) (?:mes|nos|ses|vos|toutes|tous) ?(?:mes |nos )?(?:paiements?|reglements?|"
            r"factures?|cotisations?|honoraires?|honoraire)|\b(?:je suis|nous sommes) a jour\b"
        ),
        (
            r"\bmandats? (?:de paiement )?(?:\S+ ){0,4}?(?:a ete |ont ete |est |sont )?(?:emis|transmis|"
            r"pris en charge|mis en paiement|signe|vise)|\bmandate[e]?s? (?:le|depuis|en|par|ce)|"
            r"\bmandatement (?:a ete )?(?:effectue|realise|emis|du \d)"
        ),
        (
            r"\b(?:facture|note|dossier|somme|montant|honoraires) (?:\S+ ){0,3}(?:est |sont |apparait |figure |"
            r"parait )(?:bien |deja |donc )*(?:comme )?(?:payee?s?|soldee?s?|reglee?s?|lettree?s?|"
            r"acquittee?s?)\b(?! (?:a \d|sous|d'ici|par le|fin|le \d))"
        ),
    ), unless=(*RETURNED, (
        r"\b(?:pouvez|pourriez|merci de|veuillez|faut|besoin)[ -]?(?:vous )?(?:bien vouloir )?(?:m'|me |"
        r"nous )?(?:envoyer|adresser|transmettre|communiquer|fournir|faire parvenir|un|"
        r"une)?.{0,20}\b(?:justificatif|preuve|copie|releve)"
    )), before=(THOUGHT, (
        r"\b(?:pas|jamais|des|quand|lorsque|une fois|si|qu'une fois)\b(?: \w+){0,2} ?$"
    )), inside=(
        r"\b(?:n'est pas|pas (?:encore|payee?|regle|emis|mandate)|sera|seront)\b"
    )),
)  # fmt: skip
