"""A mass order in words, French and English; another language gets English."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mailbot.core import sentences
from mailbot.core.deciding.mass import MassFilter, MassOrder

_WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "head": "factures",
        "overdue": "en retard",
        "at_least": "en retard d'au moins {least} j",
        "at_most": "en retard d'au plus {most} j",
        "between": "en retard de {least} à {most} j",
        "soon": "échues ou à échoir d'ici {days} j",
        "any": "échues ou non",
        "up_to": "échues depuis {most} j au plus, ou à échoir",
        "minimum": "dont {amount} au moins restent dus",
        "never": "jamais relancées",
        "exactly": "relancées {least} fois",
        "sent_at_least": "relancées au moins {least} fois",
        "sent_at_most": "relancées au plus {most} fois",
        "sent_between": "relancées de {least} à {most} fois",
        "last_before": "sans relance depuis le {day}",
        "next_level": "prochain niveau {number}",
        "last_level": "dernier niveau {number}",
        "payment_mode": "mode de paiement « {text} »",
        "client": "client {text}",
        "professional": "clients professionnels",
        "consumer": "clients particuliers",
        "public": "personnes publiques",
        "partner": "associé {text}",
        "matter": "dossier {text}",
        "currency": "en {text}",
        "ladder": "barème {text}",
        "without": "sauf {count} écartée à la main",
        "withouts": "sauf {count} écartées à la main",
        "level": "niveau choisi : {number}",
        "why": "motif : {text}",
    },
    "en": {
        "head": "invoices",
        "overdue": "overdue",
        "at_least": "overdue for at least {least} days",
        "at_most": "overdue for at most {most} days",
        "between": "overdue for {least} to {most} days",
        "soon": "overdue or due within {days} days",
        "any": "due or not",
        "up_to": "overdue for {most} days at most, or not yet due",
        "minimum": "with at least {amount} open",
        "never": "never reminded",
        "exactly": "times reminded: {least}",
        "sent_at_least": "reminded at least {least} times",
        "sent_at_most": "reminded at most {most} times",
        "sent_between": "reminded {least} to {most} times",
        "last_before": "no reminder since {day}",
        "next_level": "next level {number}",
        "last_level": "last level {number}",
        "payment_mode": 'payment mode "{text}"',
        "client": "client {text}",
        "professional": "professional clients",
        "consumer": "consumers",
        "public": "public bodies",
        "partner": "partner {text}",
        "matter": "matter {text}",
        "currency": "in {text}",
        "ladder": "ladder {text}",
        "without": "except {count} taken out by hand",
        "withouts": "except {count} taken out by hand",
        "level": "level chosen: {number}",
        "why": "reason: {text}",
    },
}


# Why an invoice of the selection is not in a reminder of the run, where the plan itself does not refuse it.
_OMITTED: dict[str, dict[str, str]] = {
    "fr": {
        "later": "une autre relance de ce client passe d'abord, ou ses avoirs couvrent la somme",
        "another_partner": "c'est {detail} qui en décide",
        "no_such_level": "le niveau choisi n'est pas possible pour elle",
        "already": "déjà proposée entre-temps",
        "failed": "le programme a échoué",
    },
    "en": {
        "later": "another reminder to this client goes first, or credit notes cover the sum",
        "another_partner": "{detail} decides on it",
        "no_such_level": "the level chosen is not possible for it",
        "already": "proposed in the meantime",
        "failed": "the program failed",
    },
}


def omitted(code: str, language: str, detail: str = "") -> str:
    """Why the run itself passed over an invoice. `detail`: who decides on it."""
    words = _OMITTED.get(language, _OMITTED["en"])[code]
    return words.format(detail=detail)


def reason(verdict: str, language: str) -> str:
    """A reason for leaving invoices out, as a heading over them: the plan's refusal without its particulars."""
    words = _OMITTED.get(language, _OMITTED["en"])
    if verdict == "another_partner":
        return "un autre associé en décide" if language == "fr" else "another partner decides"
    return words[verdict] if verdict in words else sentences.refusal(verdict, language, sentences.About())


def described(order: MassOrder, language: str) -> str:
    """What is asked for, in one line: `factures en retard d'au moins 30 j, jamais relancées, niveau choisi : 2`."""
    words = _WORDS.get(language, _WORDS["en"])
    parts = list(_parts(order.wanted, words, language))
    if order.without:
        parts.append(words["withouts" if len(order.without) > 1 else "without"].format(count=len(order.without)))
    if order.level is not None:
        parts.append(words["level"].format(number=order.level))
    if order.why.strip():
        parts.append(words["why"].format(text=order.why.strip()))
    return f"{words['head']} {', '.join(parts)}"


def _parts(wanted: MassFilter, words: dict[str, str], language: str) -> Iterator[str]:
    yield _age(wanted, words)
    if wanted.minimum is not None:
        yield words["minimum"].format(amount=_amount(wanted.minimum, wanted.currency, language))
    if wanted.sent_at_least is not None or wanted.sent_at_most is not None:
        yield _times(wanted, words)
    if wanted.last_before is not None:
        yield words["last_before"].format(day=sentences.day(wanted.last_before, language))
    for name in ("next_level", "last_level"):
        if getattr(wanted, name) is not None:
            yield words[name].format(number=getattr(wanted, name))
    yield from _about(wanted, words)


def _about(wanted: MassFilter, words: dict[str, str]) -> Iterator[str]:
    if wanted.client_kind:
        yield words.get(wanted.client_kind, wanted.client_kind)
    for name in ("payment_mode", "client", "partner", "matter", "currency", "ladder"):
        if getattr(wanted, name):
            yield words[name].format(text=getattr(wanted, name))


def _age(wanted: MassFilter, words: dict[str, str]) -> str:
    least, most = wanted.overdue_min, wanted.overdue_max
    if least is None:
        return words["any"] if most is None else words["up_to"].format(most=most)
    if least < 0 and most is None:
        return words["soon"].format(days=-least)
    if most is None:
        return words["overdue"] if least <= 1 else words["at_least"].format(least=least)
    if least <= 1 and most > 0:
        return words["at_most"].format(most=most)
    return words["between"].format(least=least, most=most)


def _times(wanted: MassFilter, words: dict[str, str]) -> str:
    least, most = wanted.sent_at_least, wanted.sent_at_most
    if most == 0:
        return words["never"]
    if least == most:
        return words["exactly"].format(least=least)
    if most is None:
        return words["sent_at_least"].format(least=least)
    return words["sent_at_most" if not least else "sent_between"].format(least=least, most=most)


def _amount(value: Decimal, currency: str, language: str) -> str:
    text = f"{value:,}"
    if language == "fr":
        text = text.replace(",", "\u202f").replace(".", ",")
    return f"{text}\u00a0{currency}" if currency else text
