"""Who wrote: the words of their name and organisation, by which their own signature is recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailbot.inbound.addresses import domain_of
from mailbot.inbound.reply.folding import fold

_FREE_MAIL = frozenset(
    [
        "gmail",
        "googlemail",
        "orange",
        "wanadoo",
        "free",
        "hotmail",
        "outlook",
        "live",
        "yahoo",
        "ymail",
        "laposte",
        "sfr",
        "neuf",
        "icloud",
        "protonmail",
        "proton",
        "bbox",
        "bouygues",
        "aol",
        "gmx",
        "web",
        "msn",
        "mail",
        "numericable",
        "club",
        "internet",
        "example",
    ]
)
_COMMON = frozenset(
    [
        "les",
        "des",
        "compta",
        "comptabilite",
        "contact",
        "info",
        "service",
        "facturation",
        "accounts",
        "pour",
        "the",
        "and",
        "gestion",
        "direction",
        "mairie",
        "accueil",
    ]
)


@dataclass(frozen=True, slots=True)
class Writer:
    """By which words the writer's own signature is recognised: parts of the name, parts of the organisation."""

    names: frozenset[str] = frozenset()
    organisation: frozenset[str] = frozenset()


def writer_of(name: str, address: str) -> Writer:
    """The writer from the From header."""
    local = address.partition("@")[0].partition("+")[0]
    label = domain_of(address).rpartition(".")[0].rpartition(".")[2]
    names = {word for word in re.split(r"[^a-z]+", fold(f"{name} {local}")) if len(word) >= 3}
    firm = {word for word in re.split(r"[^a-z]+", fold(label)) if len(word) >= 4} - _FREE_MAIL
    return Writer(frozenset(names - _COMMON), frozenset(firm))


def names_writer(line: str, writer: Writer) -> bool:
    """Does a short line name the writer or their organisation?"""
    words = [word for word in re.split(r"[^a-z]+", fold(line)) if word]
    if not words or len(words) > 9:
        return False
    named = sum(word in writer.names for word in words)
    firm = sum(word in writer.organisation for word in words)
    lower = sum(word[:1].islower() for word in line.split() if len(word) > 3)
    return (named >= 1 and len(words) <= 5 and lower <= 1) or (firm >= 1 and lower <= 3 and line[:1].isupper())
