"""The words of alerts in French: what happened, what to do about it, why it is over."""

from __future__ import annotations

from mailbot.core.pursuing import request_words

TITLES: dict[str, str] = {
    **request_words.TITLES["fr"],
    "next_level": "{name} : {level} à décider pour {numbers} ({total})",
    "handover": "{name} : {number} reste impayée ({open}) après le délai du {deadline}",
    "promise_broken": "{name} : promesse du {day} non tenue, il reste {open}",
    "instalment_missed": "{name} : échéance du {day} non réglée ({amount}), il reste {open}",
    "bounce": "{name} : la relance n'est pas arrivée à {recipient}{status}",
    "dispute": "{name} conteste{about}",
    "insolvency": "{name} : procédure collective ou surendettement",
    "deceased": "{name} : décès annoncé",
    "opt_out": "{name} ne veut plus recevoir de messages",
    "payment_unmatched": "Règlement non rapproché : {amount} de {payer}, le {day}",
    "payment_unmatched_unnamed": "Règlement non rapproché : {amount} d'un payeur inconnu, le {day}",
    "bank_silent": "{account} : plus de nouvelles de la banque depuis le {day}",
    "bank_silent_never": "{account} : la banque n'a encore rien envoyé",
    "bank_unverified": "Avis bancaire non vérifié ({bank})",
    "bank_unverified_unnamed": "Avis bancaire non vérifié (banque inconnue)",
    "limitation": "{name} : {number} ({open}) se prescrit dans moins de {months} mois",
    "limitation_past": "{name} : {number} ({open}) est peut-être prescrite depuis le {act_by}",
    "delivery_refused": "{name} : la relance n'est pas partie, {recipients} est refusé",
    "delivery_refused_formal": "{name} : la mise en demeure n'est pas partie, {recipients} est refusé",
    "delivery_refused_copy": "{name} : la relance est partie, mais pas sa copie à {recipients}",
    "delivery_refused_office": "Un message du cabinet n'est pas arrivé à {recipients}",
    "delivery_unknown": "{name} : on ne sait pas si la relance est partie ({recipients})",
    "delivery_unknown_formal": "{name} : on ne sait pas si la mise en demeure est partie ({recipients})",
    "delivery_unknown_office": "On ne sait pas si un message du cabinet est parti ({recipients})",
    "message_quarantined": "Un message n'a pas pu être lu",
    "approval_refused": "Réponse au lot sans effet : {why}",
    "run_failed": "Les relances demandées le {day} se sont arrêtées en route",
}

# A kind with several ways to go on has one advice for each, under its kind and the way.
ADVICE: dict[str, str] = {
    **request_words.ADVICE["fr"],
    "next_level": (
        "Lisez-la, puis répondez au récapitulatif (OK, ou NON et la raison) ou décidez sur sa page : sans vous, rien ne"
        " part."
    ),
    "next_level_formal": (
        "Lisez la lettre, puis répondez au récapitulatif (OK, ou NON et la raison) ou décidez sur sa page : sans vous,"
        " rien ne part. Après son délai s'ouvrent les voies de droit."
    ),
    "handover_lawyer": (
        "Choisissez la suite : saisir le bâtonnier d'une demande de fixation des honoraires (décret n° 91-1197 du 27"
        " novembre 1991, art. 174), ou passer la créance en douteux. Conditions et pièces : mailbot pursue propose"
        " --client {code}"
    ),
    "handover_public": (
        "Choisissez la suite : relancer le comptable public ou, pour une collectivité, demander au préfet le"
        " mandatement d'office (CGCT, art. L. 1612-16). Conditions et pièces : mailbot pursue propose --client {code}"
    ),
    "handover_small": (
        "Choisissez la suite : procédure simplifiée par commissaire de justice (jusqu'à 5 000 €, C. proc. civ. exéc."
        " art. L. 125-1), injonction de payer (C. proc. civ. art. 1405), ou passer la créance en douteux. Conditions et"
        " pièces : mailbot pursue propose --client {code}"
    ),
    "handover_order": (
        "Choisissez la suite : injonction de payer devant le tribunal du débiteur (C. proc. civ. art. 1405), ou passer"
        " la créance en douteux. Conditions et pièces : mailbot pursue propose --client {code}"
    ),
    "handover_abroad": (
        "Choisissez la suite avec un conseil du pays du débiteur, ou passez la créance en douteux. Ce que le dossier"
        " contient : mailbot pursue propose --client {code}"
    ),
    "promise_broken": (
        "Appelez le client : la relance reprend à son niveau. S'il donne un autre jour, inscrivez-le : mailbot promise"
        " --client {code} --date AAAA-MM-JJ"
    ),
    "instalment_missed": (
        "Appelez le client : son échéancier n'arrête plus les relances. Pour en convenir d'un autre : mailbot"
        " instalments make --client {code}"
    ),
    "bounce": (
        "Demandez la bonne adresse par téléphone et corrigez-la (mailbot import clients.csv), ou envoyez la lettre par"
        " la poste. Le niveau n'est pas compté, rien ne repart avant."
    ),
    "dispute": (
        "{said}Répondez sur le fond ; rien ne part d'ici là. Une fois le litige réglé : mailbot resume --client {code}"
    ),
    "insolvency_published": (
        "{said}Déclarez la créance au mandataire judiciaire le {act_by} au plus tard, deux mois après la publication au"
        " BODACC du {published} (C. com. art. R. 622-24). Toute relance est arrêtée. Déclaration et pièces : mailbot"
        " pursue propose --client {code}"
    ),
    "insolvency_news": (
        "{said}Cherchez la publication au BODACC : la créance se déclare dans les deux mois (C. com. art. R. 622-24)."
        " Sa date n'étant pas connue, comptez depuis la nouvelle : le {act_by} au plus tard, plus tôt si la publication"
        " l'a précédée. Inscrivez-la : mailbot hold --client {code} --kind insolvent --published-on AAAA-MM-JJ --why"
        " BODACC. Déclaration et pièces : mailbot pursue propose --client {code}. Toute relance est arrêtée."
    ),
    "insolvency_consumer": (
        "{said}La commission de surendettement (Banque de France) vous écrira : répondez-lui dans le délai de sa lettre"
        " en justifiant la créance. Toute relance est arrêtée."
    ),
    "insolvency_abroad": (
        "{said}La procédure suit le droit de son pays : cherchez l'administrateur et le délai pour déclarer la créance,"
        " souvent court, et notez-le. Toute relance est arrêtée."
    ),
    "deceased": (
        "{said}Demandez à la famille quel notaire règle la succession et adressez-lui le relevé. Toute relance est"
        " arrêtée."
    ),
    "opt_out": (
        "{said}Décidez du moyen à employer désormais (téléphone, poste). Les relances sont suspendues ; pour les"
        " reprendre : mailbot resume --client {code}"
    ),
    "payment_unmatched": (
        "Libellé : {label}. Rattachez-le à ses factures ou écartez-le : ce qu'il règle serait relancé à tort."
    ),
    "bank_silent": (
        "Aucune relance ne part sur des soldes périmés. Vérifiez que la banque envoie ses avis, ou importez un relevé :"
        " mailbot import RELEVÉ"
    ),
    "bank_unverified": (
        "Rien n'a été compté : {why}. Vérifiez sur le site de la banque, puis comptez ce règlement ou écartez-le."
    ),
    "limitation_lawyer": (
        "{sentence}. Une relance n'interrompt rien : obtenez une reconnaissance écrite de la dette (C. civ. art. 2240)"
        " ou saisissez le bâtonnier avant le {act_by}. Ce qui interrompt s'inscrit : mailbot acknowledge --invoice"
        " {number}"
    ),
    "limitation_public": (
        "{sentence}. Adressez une demande écrite de paiement, qui interrompt le délai (loi n° 68-1250, art. 2), avant"
        " le {act_by}, puis inscrivez-la : mailbot acknowledge --invoice {number} --kind written_request"
    ),
    "limitation_court": (
        "{sentence}. Une relance n'interrompt rien : obtenez une reconnaissance écrite de la dette (C. civ. art. 2240)"
        " ou saisissez le tribunal avant le {act_by}. Ce qui interrompt s'inscrit : mailbot acknowledge --invoice"
        " {number}"
    ),
    "limitation_past": (
        "{sentence}. Cherchez au dossier une reconnaissance de dette ou une demande en justice, et inscrivez-la :"
        " mailbot acknowledge --invoice {number}. À défaut, prenez conseil avant toute nouvelle démarche, ou passez la"
        " créance en perte."
    ),
    "delivery_refused": (
        "Réponse du serveur : {answer}. Le niveau n'est pas compté. Corrigez l'adresse du client (mailbot import"
        " clients.csv), ou écrivez par la poste."
    ),
    "delivery_refused_formal": (
        "Réponse du serveur : {answer}. Le niveau n'est pas compté et aucun délai ne court. Corrigez l'adresse (mailbot"
        " import clients.csv), ou imprimez la lettre sur sa page et envoyez-la en recommandé."
    ),
    "delivery_refused_copy": "Réponse du serveur : {answer}. Corrigez ou retirez cette adresse en copie.",
    "delivery_refused_office": (
        "Réponse du serveur : {answer}. Prévenez son destinataire et vérifiez son adresse (people, dans config.yaml)."
    ),
    "delivery_unknown": (
        "Cherchez le message dans « Envoyés », puis dites s'il est parti (mailbot delivery sent {delivery}) ou non"
        " (mailbot delivery not-sent {delivery}) : il ne sera jamais renvoyé sans vous."
    ),
    "message_quarantined": (
        "Il est gardé tel quel dans le dossier Quarantaine : lisez-le vous-même, puis marquez-le traité sur sa page."
    ),
    "approval_refused": "Rien n'a été décidé : décidez par le lien du récapitulatif ou sur les pages.",
    "run_failed": "{why}. Voyez ce qui est parti et ce qui manque (mailbot runs show {run}), puis relancez le reste.",
}

ENDED: dict[str, str] = {
    "paid": "soldé",
    "decided": "décidé ou retiré",
    "stopped": "le client est arrêté pour une autre raison",
    "pursued": "la suite est choisie",
    "changed": "la situation a changé",
    "agreed": "un nouvel accord court",
    "kept": "réglée entre-temps",
    "mended": "l'adresse est corrigée",
    "reminded": "une relance est partie depuis",
    "resumed": "la suspension est levée",
    "declared": "la créance est déclarée",
    "published": "la date de publication est connue",
    "placed": "placé ou écarté",
    "spoke": "la banque a donné des nouvelles",
    "interrupted": "le délai a changé",
    "nearer": "une échéance plus proche a pris sa place",
    "settled": "son sort est connu",
    "read": "le message est traité",
    "elsewhere": "traité directement",
}

HISTORY: dict[str, str] = {
    "done": "alerte traitée : {title}{why}",
    "reopened": "alerte rouverte : {title}",
    "closed": "alerte close : {title} ({why})",
    "deputy": "alertes de {person} transmises à {deputy} : {count}",
}

ABOUT = " ({number})"
QUOTED = "« {sentence} » "
NOTED = "Motif noté : {reason}. "
EURO = "{figure}\u00a0€"
