"""The readers' reasons, which are written in English, for people of a French firm."""

from __future__ import annotations

# How a reason begins → how it begins in French; what follows (a domain, a method) stays.
_FRENCH = {
    "no Authentication-Results header of a trusted server": "votre serveur n'a rien dit de l'expéditeur",
    "From is missing, double or ambiguous": "l'expéditeur affiché est absent, double ou ambigu",
    "a header field that a signature covers stands twice": "un champ d'en-tête signé figure deux fois",
    "dmarc=fail for ": "le domaine affiché désavoue ce message : ",
    "nothing passed that is aligned with ": "rien ne prouve le domaine affiché : ",
    "dkim=pass for ": "signature valable, vérifiée ici, pour ",
    "checked here: ": "vérifié ici : ",
    "no signature that is aligned with ": "aucune signature du domaine affiché : ",
    "its headers cannot be checked": "ses en-têtes ne se laissent pas vérifier",
    "the DNS does not answer": "le DNS ne répond pas",
    "the signature proves nothing: ": "la signature ne prouve rien : ",
    "it names no key": "elle ne nomme pas de clé",
    "it covers only the beginning of the text (l=)": "elle ne couvre que le début du texte (l=)",
    "it is not made with rsa-sha256": "elle n'est pas faite par rsa-sha256",
    "it does not cover ": "elle ne couvre pas ",
    "it does not fit the message": "elle ne correspond pas au message",
    "its key is not in the DNS": "sa clé n'est pas dans le DNS",
    "its key was withdrawn": "sa clé a été retirée",
    "its key is only being tried (t=y)": "sa clé n'est qu'à l'essai (t=y)",
    "its key is not for subdomains (t=s)": "sa clé ne vaut pas pour les sous-domaines (t=s)",
    "its key is not for mail (s=)": "sa clé n'est pas faite pour le courrier (s=)",
    "its key is not accepted": "sa clé n'est pas acceptable",
    "nothing recognised it": "aucun lecteur ne l'a reconnu",
    "it is not clear what this is": "on ne sait pas au juste ce que c'est",
    "money is told of here, and it was not understood": "de l'argent est annoncé ici et n'a pas été compris",
    ": the wording may be new": " : la banque a peut-être changé son texte",
    "nothing links it to us": "rien ne le rattache à un client",
}


def told(reason: str, language: str) -> str:
    """The reason in the firm's language, with the one that follows in it; what is not in the table stays as it is."""
    if language != "fr":
        return reason
    for english, french in _FRENCH.items():
        if reason.startswith(english):
            return french + told(reason.removeprefix(english), language)
    return reason
