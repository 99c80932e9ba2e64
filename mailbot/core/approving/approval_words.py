"""The words of approval in French and English, as patterns over folded text (lower case, no accents).

This file is the grammar's vocabulary and nothing else: what the words do is in `approval_grammar`.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


OK = _any(
    "ok", "okay", "oui", "yes", "valid(?:e|ee|es|ees|er|ez)", "je valide", "approuv(?:e|es|ee|ees|ez)", "j'approuve",
    "i approve", "approved?", "d'accord", "agreed", "c'est bon", "bon pour (?:accord|envoi)", "go",
)  # fmt: skip
NO = _any(
    "non", "no", "ko", "refuse(?:e|es|s|r|d)?", "je refuse", "reject(?:ed)?", "rejete(?:e|es|s|r|z)?", "pas ok",
    "pas d'accord", "not ok",
)  # fmt: skip
_EVERYTHING = _any(
    "tout(?:es)?", "tous", "tout le monde", "toutes les relances", "tous les (?:dossiers|clients)", "l'ensemble",
    "le lot", "la totalite", "all(?: of them| reminders| of it)?", "everything", "everyone",
    "the (?:whole )?(?:batch|lot)", "them all",
)  # fmt: skip
ALL = rf"(?: ?,? (?:(?:pour|a|to|for|sur) )?{_EVERYTHING})"
_OTHERS = _any(
    "le reste", "les autres", "toutes les autres", "tous les autres", "the rest", "the others", "all (?:the )?others",
    "everything else",
)  # fmt: skip
REST = rf"(?:(?:pour |to |for )?(?:tout )?{_OTHERS})"
EXCEPT = _any(
    "sauf", "excepte", "a l'exception (?:de|du|des)", "hors", "hormis", "mais pas", "moins", "except(?: for)?",
    "excepting", "but not",
)  # fmt: skip
ONLY = _any("seulement", "uniquement", "rien que", "juste", "que", "only", "just")
POSTPONE = _any(
    "report(?:e|er|ez|ee)?", "postponed?", "put off", "defer", "delay", "differ(?:e|er|ez)", "decal(?:e|er|ez)"
)
LEVEL = _any("niveau", "level", "niv")
STOP = _any("stop", "stoppez", "arretez", "arreter")
BECAUSE = r"(?: ?[:(] ?| (?:car|parce que|because|puisque|since) )"

_KIND = _any("numeros? ", "relances? ", "reminders? ", "lignes? ", "lines? ", "numbers? ")
NUMBER = rf"(?:(?:pour |a |to |for )?(?:la |le |l'|les |the )?{_KIND}?#? ?\d{{1,3}}(?!\d))"
RANGE_SIGN = r"(?: ?(?:-|a|au|to) ?)"
_ITEM = rf"(?:(?:de |from )?{NUMBER}(?:{RANGE_SIGN}{NUMBER})?)"
NUMBERS = rf"(?:{_ITEM}(?:(?: ?[,&+] ?(?:et |and )?| et | and | ni | ){_ITEM})*)"

MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8, "septembre": 9,
    "octobre": 10, "novembre": 11, "decembre": 12, "january": 1, "february": 2, "march": 3, "april": 4, "may": 5,
    "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "janv": 1,
    "jan": 1, "fevr": 2, "fev": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "jun": 6, "juil": 7, "jul": 7, "aug": 8,
    "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH = _any(*sorted(MONTHS, key=len, reverse=True))
DATE = _any(
    r"(?P<iso>\d{4}-\d{2}-\d{2})",
    rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?(?:[/.-](?P<month>\d{{1,2}})| (?P<word>{_MONTH})\.?)"
    r"(?:[/. -](?P<year>\d{4}|\d{2}))?",
    rf"(?P<word_first>{_MONTH})\.? (?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year_last>\d{{4}}))?",
)

_HELLO = _any(
    "bonjour", "bonsoir", "hello", "hi", "hey", "salut", "coucou", "dear", "chere?",
    "good (?:morning|afternoon|evening)", "maitre", "madame", "monsieur",
)  # fmt: skip
GREETING = re.compile(
    rf"{_HELLO}(?: (?:a )?(?:tous|toutes|all|team|maitre|madame|monsieur))?(?: (?P<name>[a-z'-]+(?: [a-z'-]+)?))?"
    r"(?: ?[,!.:-]+ ?|$)"
)
_THANKS = r"(?:merci|thanks|thank you|thx)(?: beaucoup| bien| d'avance| a (?:vous|toi|tous)| a lot| so much)?"
_FAREWELL = (
    "(?:bien |tres )?(?:cordialement|amicalement)", "bien a (?:vous|toi)", "many thanks",
    "(?:kind |best |warm )?regards",
    "(?:sinceres |meilleures )?salutations(?: distinguees)?", "cheers", "bonne (?:journee|soiree)",
    "bon (?:week-end|weekend)", "yours(?: sincerely| faithfully| truly)?", "sincerely",
)  # fmt: skip
CLOSING = re.compile(_any(_THANKS, *_FAREWELL, "best", "a (?:demain|bientot|lundi|plus)"))
MANNERS = re.compile(
    "(?:^|[ ,.!;:-]+)"
    + _any(
        rf"{_THANKS}(?:,? (?P<name>[a-z'-]+))?", *_FAREWELL, "svp", "stp", "s'il (?:vous|te) plait", "please(?: send)?",
        "pls", "(?:vous pouvez|tu peux) (?:y aller|(?:tout )?envoyer)", "you (?:can|may) send(?: them)?", "go ahead",
        "envoyez", "send them", "parfait", "perfect", "tres bien", "great", "pour moi", "for me", "de mon cote",
        "(?:bonjour|bonsoir|hello|hi|salut)(?: (?:a )?(?:tous|toutes|all))?",
    )
    + "$"
)  # fmt: skip

# Words that give or bound an order, by their beginning: a line or a name that holds one is never mere manners.
_OPERATIVE = re.compile(r"\b" + _any(
    "attend", "patient", "bloqu", "block", "stop", "suspend", "annul", "cancel", "arret", "sauf", "except", "hors",
    "hormis", r"mais\b", r"but\b", r"pas\b", r"non\b", r"no\b", r"not\b", r"ne\b", "n'", r"ni\b", "wait", "hold",
    "don't", r"dont\b", "refus", "reject", "rejet", "report", "postpon", "differ", "defer", "decal", "delay", "retir",
    "enlev", "supprim", "exclu", "oubli", "forget", "laiss", r"leave\b", r"let\b", r"voir\b", r"see\b", "verif",
    "check",
    "appel", r"call\b", "relanc", "remind", "envoy", "send", "seul", "only", "juste?", "uniq", "moins", "avant",
    "before", "apres", "after", r"ok\b", r"ko\b", "oui", "yes", r"plus\b", r"sans\b", "without", "urgent", "question",
    "pourquoi", "why", r"si\b", r"if\b", "quand", "when", "until", r"till\b", "jusqu", r"tant\b", "niveau", "level",
    r"ps\b", r"nb\b", r"note\b", "attention", "gard", "keep", "remov", "drop", "skip", "ignor", "pause", "litig",
    "disput", "pay", "paid", "regl", "solde", "prom", "contest", "aussi", "egalement", "also", r"too\b", "idem",
    "pareil", "ainsi", "likewise", r"same\b", "autre", "other", r"reste?\b", "tous", "tout", r"all\b", "rien",
    r"personne\b", "nobody", "none", "nothing", r"feu\b", "confirm", "valid", "approv", "approuv", "corrig", "chang",
    "modif", "d'abord", "first",
))  # fmt: skip
# In a reason these only tell what happened to that one invoice.
_FACTS = re.compile(r"\b" + _any(
    r"(?:deja |already )?(?:paye\w*|paid|regle\w*|soldee?)", "litige", r"dispute\w*", r"conteste\w*", r"promis\w*",
    "pas d'accord", "en attente", "m'a appele", "appele",
) + r"\b")  # fmt: skip
_JOINING = re.compile(r"[\d;.!]|\b(?:et|and|ou|or|de meme|puis|then)\b")
# After a comma only a new sentence about the same matter, never a further name.
_SUBJECT = re.compile(r" ?(?:je|j'|il|elle|ils|elles|on|c'|nous|i|i'm|i'll|he|she|they|it|it's|we)(?:\b|(?<='))")


def is_operative(folded: str) -> bool:
    """Does it hold a word that could order something?"""
    return bool(_OPERATIVE.search(folded))


def is_plain_reason(folded: str) -> bool:
    """A reason in one clause that names no number, orders nothing and joins nothing: beside an approval it may say why,
    never what else is to be left out."""
    bare = _FACTS.sub(" ", folded)
    further = bare.split(",")[1:]
    return all(_SUBJECT.match(part) for part in further) and not (_JOINING.search(bare) or is_operative(bare))
