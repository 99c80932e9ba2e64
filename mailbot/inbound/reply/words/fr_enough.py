"""French: no more mail. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import Weight, rule

RULES = (
    rule(Intent.OPT_OUT, "wants no more mail", (
        (
            r"^(?:stop|desinscription|desabonnement|unsubscribe|remove|stop mail|stop mails|stop sms)\W*$|"
            r"\bstop(?:pez)? (?:aux?|les|vos|ces|tout|merci|svp|immediatement|ca|maintenant|avec) ?(?:vos |"
            r"ces |les |aux )?(?:mails?|relances?|messages?|e-?mails?|envois?|courriels?|spams?)?\b"
        ),
        r"\b(?:desinscri\w+|desabonn\w+)\b",
        (
            r"\b(?:ne (?:veux|souhaite|souhaitons|desire|desirons|voulons) plus|(?:cess|arret|"
            r"stopp)\w+(?: \w+)? (?:de |d')|merci de (?:bien vouloir )?ne plus|ne plus|priere de ne plus|"
            r"vous (?:prie|demande|demandons|prions|somme|interdis|interdisons) (?:donc |"
            r"formellement )?(?:de ne plus|de cesser|de (?:m'|nous |me )))\b.{0,30}?\b(?:recevoir|ecrire|"
            r"contacter|envoyer|solliciter|relancer|importuner|harceler|deranger|etre (?:contactee?|relancee?|"
            r"sollicitee?)|appeler|m'adresser|nous adresser|spammer)\b"
        ),
        (
            r"\b(?:n'ecrivez plus|ne m'(?:ecrivez|envoyez|appelez|adressez|importunez) plus|ne me (?:contactez|"
            r"relancez|derangez|sollicitez) plus|ne nous (?:ecrivez|contactez|relancez|envoyez|"
            r"sollicitez) plus|plus (?:jamais )?(?:de|aucun|un seul) (?:mails?|messages?|courriers?|courriels?|"
            r"relances?|e-?mails?|appels?)\b)"
        ),
        (
            r"\b(?:retir(?:er|ez)|supprim(?:er|ez)|enlev(?:er|ez)|efface[rz]|ray(?:er|ez)|sort(?:ir|"
            r"ez))[- ](?:moi|nous|mon (?:adresse|mail|nom|e-?mail|contact|numero)|notre (?:adresse|mail)|"
            r"mes (?:donnees|coordonnees|infos|informations)|nos (?:donnees|coordonnees))\b|\b(?:me|"
            r"nous) (?:retirer|supprimer|enlever|effacer|radier|rayer|desinscrire) (?:de (?:vos|votre|la|cette|"
            r"ces|toute)|sans)"
        ),
        (
            r"\b(?:droit (?:d'opposition|a l'effacement|a l'oubli)|m'oppose (?:au|a (?:l'|tout|la reception|"
            r"ce que))|nous opposons (?:au|a) (?:l'envoi|tout)|opposition (?:au|a) (?:traitement|l'envoi|"
            r"la reception))\b|\brgpd\b|\bcnil\b|\brefuse de (?:recevoir|continuer a recevoir)\b"
        ),
        (
            r"\b(?:laissez|foutez|fichez|lachez)[- ](?:moi|nous)\b(?! (?:jusqu|le temps|un|du temps|quelques|"
            r"encore|vous|savoir|le soin|deux|trois|\d))|\bharcel\w+|\b(?:assez|marre|"
            r"ras[- ]le[- ]bol) de vos (?:relances|mails|messages|courriers|e-?mails)|\bfoutre la paix|"
            r"\bla paix !|\bm'importun\w+"
        ),
        (
            r"\b(?:cess\w+|arret\w+|stopp\w+) (?:immediatement |definitivement |tout de suite |"
            r"des maintenant )?(?:tout|toute|toutes|tous|vos|ces) (?:nouvel |nouvelle |ces |vos )?(?:envois?|"
            r"mails?|messages?|contacts?|correspondances?|communications?|sollicitations?|e-?mails?|spams?)"
        ),
    ), unless=(
        r"\bcess\w* toute relance (?:a ce titre|pour|sur|concernant|relative)|\bne plus (?:utiliser|payer|"
        r"facturer|accepter|avoir a|attendre|tarder|etre en|pouvoir|recevoir (?:de factures? )?(?:papier|"
        r"vos factures)|passer par)\b|\b(?:ne plus|plus) m'ecrire (?:a|sur) cette adresse|\b(?:de ne pas|"
        r"ne pas) (?:m'|me |nous )?(?:envoyer|adresser) (?:de|d')(?: \w+){0,2} (?:sans|avant)"
    ), inside=(
        r"\barret\w* de (?:travail|maladie)|\b(?:penalites?|interets)\b"
    )),
    rule(Intent.OPT_OUT, "asks for an end of reminders", (
        r"\b(?:mails?|messages?|relances?|courriels?)\b.{0,60}\b(?:stoppez|arretez|cessez)[- ]les\b",
        (
            r"\b(?:cess\w+|arret\w+|stopp\w+|suspend\w+|bloqu\w+|interromp\w+|"
            r"mettre fin)\b.{0,30}\b(?:relances?|rappels?|courriers?|mails?|e-?mails?|messages?|envois?)\b|"
            r"\bne plus (?:m'|me |nous |lui )(?:envoyer|adresser) de relances?\b|\b(?:demande|"
            r"machine).{0,20}de cesser\b"
        ),
    ), weight=Weight.WEAK),
)  # fmt: skip
