"""What there is to say about a ladder that somebody changes, in words."""

from __future__ import annotations

from admin.language import gettext, mark
from mailbot.core.deciding.ladder_check import Finding

FINDING = {
    "no_level": mark("Un barème a au moins un niveau."),
    "order": mark("Niveau %(level)s : il doit venir après le jour du niveau précédent."),
    "before_base": mark("Niveau %(level)s : un jour négatif se compte avant l'échéance ; ce barème compte autrement."),
    "ahead": mark("Niveau %(level)s : avant l'échéance rien n'est dû : ni délai, ni pénalités, ni mise en demeure."),
    "paper": mark("Niveau %(level)s : ce qui part par la poste est une lettre ; choisissez un canal avec lettre."),
    "formal_auto": mark("Niveau %(level)s : une mise en demeure ne part pas sans l'approbation d'un associé."),
    "formal_deadline": mark("Niveau %(level)s : une mise en demeure laisse un délai pour régler."),
    "raise_formal": mark("Monter jusqu'à la mise en demeure suppose de monter toutes les factures au même niveau."),
    "quote": mark("Niveau %(level)s : un devis n'est pas dû : ni lettre, ni pénalités, ni mise en demeure."),
    "quiet": mark("Moins de %(days)s jours de silence entre deux messages se ressentent comme du harcèlement."),
    "no_notice": mark("Aucun niveau n'est une mise en demeure : sans elle un particulier ne doit pas d'intérêts."),
    "formal_mail": mark("Niveau %(level)s : une mise en demeure par mail seul se prouve moins bien qu'une lettre."),
    "auto": mark("Niveau %(level)s : il partira sans que personne l'approuve."),
    "consumer": mark("Niveau %(level)s : à un particulier aucune pénalité n'est imprimée, quoi que dise le barème."),
    "early_penalties": mark("Niveau %(level)s : les pénalités d'ordinaire n'apparaissent qu'avec la mise en demeure."),
    "short_deadline": mark("Niveau %(level)s : moins de %(days)s jours après une mise en demeure, c'est peu."),
    "after_notice": mark("Niveau %(level)s : après une mise en demeure, un simple rappel l'affaiblit."),
    "deadline_runs": mark("Niveau %(level)s : il attendra la fin du délai imprimé avant lui, %(days)s jours au moins."),
    "gap": mark("Niveau %(level)s : il attendra que %(days)s jours de silence soient passés."),
}


def finding(one: Finding) -> str:
    """One thing to say about a ladder."""
    level = "" if one.level is None else one.level
    return gettext(FINDING[one.code], level=level, days=one.days)
