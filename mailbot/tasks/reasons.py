"""The readers' reasons, which are written in English, for people of a French firm."""

from __future__ import annotations

# How a reason begins → how it begins in French; what follows (a domain, a method) stays.
_FRENCH = {
    "no Authentication-Results header of a trusted server": "votre serveur n'a rien dit de l'expéditeur",
    "From is missing, double or ambiguous": "l'expéditeur affiché est absent, double ou ambigu",
    "a header field that a signature covers stands twice": "un champ d'en-tête signé figure deux fois",
    "dmarc=fail for ": "le domaine affiché désavoue ce message : ",
    "nothing passed that is aligned with ": "rien ne prouve le domaine affiché : ",
    "nothing recognised it": "aucun lecteur ne l'a reconnu",
    "it is not clear what this is": "on ne sait pas au juste ce que c'est",
    "nothing links it to us": "rien ne le rattache à un client",
}


def told(reason: str, language: str) -> str:
    """The reason in the firm's language; one that is not in the table stays as it is."""
    if language != "fr":
        return reason
    for english, french in _FRENCH.items():
        if reason.startswith(english):
            return french + reason.removeprefix(english)
    return reason
