"""Is a notice about one of the firm's accounts? A genuine mail about somebody else's account is replayed easily."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailbot.inbound.firm import BankProfileFacts

_IN_TEXT = re.compile(
    r"\b(?:votre|le|son) compte (?:\w+ ){0,2}?(?:n[°o.]{0,2} ?|numéro |terminé par |"
    r"se terminant par )(?P<number>[A-Z0-9Xx*•.][A-Z0-9Xx*•. ]{3,40}?)(?=\s?[,;:(]|\.\s|"
    r"[\s.]*(?:$|[a-zé]|[A-Z]{2,} ?[A-Z]{3,}))",
    re.M,
)
_GROUP = re.compile(r"[A-Z0-9]{4,}")
_MASK = re.compile(r"[Xx*•.#]{2,}")


def of_another(stated: Iterable[str], text: str, profile: BankProfileFacts) -> str:
    """The account number that is none of the profile's own, empty when all may be ours or none is known."""
    own = _own(profile)
    for number in _numbers(stated, text) if own else ():
        groups = _groups(number)
        if groups and not any(all(group in iban for group in groups) for iban in own):
            return number.strip()
    return ""


def own_one(stated: Iterable[str], text: str, profile: BankProfileFacts) -> str:
    """The profile's account that the notice names, masked or whole; empty when it names none or several fit."""
    named = [groups for number in _numbers(stated, text) if (groups := _groups(number))]
    fits = [iban for iban in _own(profile) if any(all(group in iban for group in groups) for groups in named)]
    return fits[0] if len(fits) == 1 else ""


def _own(profile: BankProfileFacts) -> list[str]:
    return [iban.replace(" ", "").upper() for iban in profile.own_ibans if iban]


def _numbers(stated: Iterable[str], text: str) -> list[str]:
    return [*stated, *(found["number"] for found in _IN_TEXT.finditer(text))]


def _groups(number: str) -> list[str]:
    """What is legible of a number: runs between masks, blanks taken out; too little says nothing."""
    compact = re.sub(r"[ .]", "", _MASK.sub("*", number.upper()))
    runs = [run for run in _GROUP.findall(compact) if sum(ch.isdecimal() for ch in run) >= 4]
    return runs if not re.search(r"[A-Z]{3,}", compact) else []
