"""The words of the history: what a line is about, and what was done where it only says to whom."""

from __future__ import annotations

from admin.language import gettext, mark

# What a line of the history is about, by the first word of its kind.
EVENT = {
    "reminder": mark("relance"),
    "message": mark("message"),
    "payment": mark("règlement"),
    "allocation": mark("règlement"),
    "hold": mark("suspension"),
    "promise": mark("promesse"),
    "instalment": mark("échéancier"),
    "instalments": mark("échéancier"),
    "level": mark("niveau"),
    "alert": mark("alerte"),
    "digest": mark("récapitulatif"),
    "report": mark("rapport"),
    "delivery": mark("envoi"),
    "sending": mark("envois"),
    "run": mark("relances en nombre"),
    "imported": mark("import"),
    "answer": mark("réponse au client"),
    "alias": mark("adresse retenue"),
    "signed": mark("connexion"),
    "sign": mark("connexion"),
    "session": mark("connexion"),
    "sessions": mark("connexion"),
    "second": mark("second facteur"),
    "password": mark("mot de passe"),
    "person": mark("personne"),
    "view": mark("vue"),
    "text": mark("texte"),
    "ladder": mark("barème"),
    "token": mark("jeton"),
    "client": mark("client"),
    "call": mark("appel"),
    "first": mark("premier envoi"),
    "letter": mark("lettre"),
}

# How somebody came in.
WAY = {
    "link": mark("par un lien"),
    "password": mark("par mot de passe"),
}

# Lines that say whom they are about and no more: what was done.
DEED = {
    "signed_in": mark("entrée de %(name)s"),
    "sign_in_locked": mark("%(name)s : trop d'essais, porte fermée un quart d'heure"),
    "session_ended": mark("%(name)s : session fermée"),
    "sessions_ended": mark("%(name)s : toutes les sessions fermées"),
    "second_factor_given": mark("%(name)s : application de codes mise en service"),
    "second_factor_removed": mark("%(name)s : second facteur retiré"),
    "password_set": mark("%(name)s : mot de passe changé"),
    "token_given": mark("jeton du programme « %(name)s » fait"),
    "token_revoked": mark("jeton du programme « %(name)s » révoqué"),
    "view_saved": mark("vue « %(name)s » gardée"),
    "view_forgotten": mark("vue « %(name)s » oubliée"),
}


def deed(kind: str, text: str) -> str:
    """A line of the history in words: most say it themselves."""
    return gettext(DEED[kind], name=text) if kind in DEED else text
