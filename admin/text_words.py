"""The words of the texts page: what each text is, and what is wrong with one, told to whoever writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from admin.language import gettext, mark
from mailbot.tasks.wording.own_texts import OwnText

KIND = {
    "reminder-0": mark("Avant l'échéance"),
    "reminder-1": mark("Rappel courtois"),
    "reminder-2": mark("Rappel ferme et niveaux suivants"),
    "reminder-3": mark("Mise en demeure"),
    "quote-1": mark("Devis, première relance"),
    "quote-2": mark("Devis, relances suivantes"),
    "standard": mark("Premier envoi d'une facture"),
    "standard-quote": mark("Premier envoi d'un devis"),
}
ROOM = {
    "reminder": mark("Relances"),
    "quote": mark("Devis"),
    "standard": mark("Premiers envois"),
    "shared": mark("Phrases communes"),
    "layout": mark("Mises en page"),
    "duplicate": mark("Duplicatas"),
    "firm": mark("Mails au cabinet"),
    "paper": mark("Requêtes et preuves"),
}
PART = {
    "subject.txt": mark("objet du mail"),
    "before.txt": mark("au-dessus des factures"),
    "after.txt": mark("au-dessous des factures"),
    "closing.txt": mark("formule finale"),
    "body.txt": mark("mail en texte"),
    "body.html": mark("mail mis en page"),
    "labels.txt": mark("petits mots"),
    "privacy.txt": mark("données personnelles"),
    "enclosures.txt": mark("pièces jointes"),
    "_common.txt": mark("phrases de plusieurs niveaux"),
}
# The invented reminders that texts are tried with.
CASE = {
    "one invoice": mark("une facture"),
    "several invoices": mark("plusieurs factures"),
    "more invoices than a page holds": mark("plus de factures qu'une page n'en tient"),
    "an invoice that is partly paid": mark("une facture réglée en partie"),
    "a credit to deduct": mark("un avoir à déduire"),
    "a payment received and not yet placed": mark("un règlement reçu, pas encore affecté"),
    "penalties": mark("des pénalités"),
    "no contact name": mark("pas de nom de contact"),
    "a consumer": mark("un particulier"),
    "a public body": mark("une personne publique"),
    "long names": mark("des noms longs"),
    "a client abroad": mark("un client à l'étranger"),
    "a quote": mark("un devis"),
}
LANGUAGE = {"fr": mark("français"), "en": mark("anglais"), "": mark("toutes langues")}

_PLACE = re.compile(r"templates/(?P<file>\S+?\.\w+)(?:, line (?P<line>\d+))?: (?P<said>.*)", re.DOTALL)
_SHAPE = re.compile(
    r"(?P<kind>(?:reminder|quote)-\d|standard(?:-quote)?), (?P<language>fr|en), (?P<case>[^:]+): (?P<said>.*)",
    re.DOTALL,
)
_END = " Mend the template; nothing was sent."
# What the check says → how whoever writes the text is told. The first that fits.
_SAID: tuple[tuple[str, str], ...] = (
    (r"there is no (?P<what>\w+) here", mark("« %(what)s » n'existe pas ici : voyez la liste des données.")),
    (r"'?(?P<what>\w+)'? is undefined", mark("« %(what)s » n'existe pas ici : voyez la liste des données.")),
    (
        r"'None' has no attribute '(?P<what>\w+)'",
        mark("« %(what)s » est demandé à une donnée qui peut être vide : entourez-la de {%% if … %%}."),
    ),
    (r"has no attribute '(?P<what>\w+)'", mark("« %(what)s » n'existe pas ici : voyez la liste des données.")),
    (r"has no element (?P<what>\d+)", mark("il n'y a pas toujours d'élément %(what)s dans cette liste.")),
    (r"No filter named '(?P<what>\w+)'", mark("il n'y a pas de filtre « %(what)s ».")),
    (r"unknown tag '(?P<what>\w+)'", mark("« {%% %(what)s %%} » n'existe pas, ou se ferme sans avoir été ouvert.")),
    (r"block that needs to be closed is '(?P<what>\w+)'", mark("« {%% %(what)s %%} » n'est pas fermé.")),
    (r"expected 'end of print statement'|unexpected end of template", mark("il manque des accolades fermantes }}.")),
    (r"[Ee]xpected .*?, got '(?P<what>[^']+)'", mark("la marque est incomplète : « %(what)s » n'y est pas attendu.")),
    (r"access to attribute .* unsafe", mark("ce texte n'a pas le droit d'aller là.")),
    (r"(?P<what>\S+) is not allowed here", mark("« %(what)s » n'est pas permis ici.")),
    (r"there is no template (?P<what>.+)", mark("il n'y a pas de texte « %(what)s ».")),
    (r"does not name the invoice (?P<what>[\w-]+)", mark("la facture %(what)s n'y est pas nommée.")),
    (r"does not say the sum, (?P<what>.+?) \(", mark("le montant %(what)s n'y est pas dit (f.total | money).")),
    (r"tells a consumer of penalties", mark("un particulier y lirait des pénalités ou des frais qu'il ne doit pas.")),
    (r"has this path", mark("aucun texte fourni n'a ce chemin : rien ne s'en servirait.")),
    (r"neither the logo nor a file", mark("un fichier d'ailleurs y est demandé ; seuls ceux des textes sont permis.")),
    (r"a filter is given", mark("un filtre reçoit une donnée qu'il ne sait pas écrire.")),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: the file and line where it was met (0 where no line is known), and the sentence."""

    file: str
    line: int
    said: str


def fault(sentence: str) -> Fault:
    """A mistake as the check tells it, for whoever writes the text."""
    sentence = sentence.removesuffix(_END)
    shape, place = _SHAPE.match(sentence), _PLACE.match(sentence)
    if shape:
        name, kind = case(shape["case"]), KIND[shape["kind"]]
        where = gettext("%(kind)s, cas « %(case)s » :", kind=gettext(kind), case=name)
        return Fault("", 0, f"{where} {_reworded(shape['said'])}")
    if place:
        return Fault(place["file"], int(place["line"] or 0), _reworded(place["said"]))
    return Fault("", 0, _reworded(sentence))


def _reworded(said: str) -> str:
    for pattern, words in _SAID:
        found = re.search(pattern, said)
        if found:
            return gettext(words, **{name: value or "" for name, value in found.groupdict().items()})
    return said


def case(name: str) -> str:
    """An invented reminder in words."""
    known = CASE.get(name)
    return gettext(known) if known else name


def title(text: OwnText) -> str:
    """What a text is, in words: `Rappel courtois, au-dessus des factures`."""
    part = gettext(PART[text.part]) if text.part in PART else text.part
    head = gettext(KIND[text.kind]) if text.kind else gettext(ROOM[text.room])
    return f"{head}, {part}"
