"""What a bank makes of a payer's name and words: capitals, its own prefixes, a length at which it cuts."""

from __future__ import annotations

import random

from mailbot.core.matching.normalise import plain

STYLES = (
    "VIR INST DE {name} {said}",
    "VIREMENT SEPA RECU /DE {name} /MOTIF {said} /REF NOTPROVIDED",
    "VIR RECU 123S DE: {name} MOTIF: {said} REF: NOTPROVIDED",
    "VIREMENT EN VOTRE FAVEUR DE {name} {said}",
    "EVI {name} /INV/ {said}",
    "VIR SEPA {name} /RFB/ {said}",
    "{said}",
)


def label(chance: random.Random, name: str, said: str, *, named: bool = True) -> str:
    """The label; `named` False: the payer's name is not in it. It is cut only where nothing that was said is lost."""
    styles = STYLES if named else ("{said}", "VIREMENT SEPA RECU /MOTIF {said} /REF NOTPROVIDED", "VIR INST {said}")
    text = " ".join(plain(chance.choice(styles).format(name=name, said=said)).split())
    limit = chance.choice((31, 35, 70, 140, 140))
    return text[:limit] if text.find(plain(said)) + len(plain(said)) < limit else text[:140]


def misspelt(chance: random.Random, name: str) -> str:
    """A name as banks hold it: shortened, its words in another order, a letter lost."""
    words = plain(name).split()
    match chance.randrange(4):
        case 0:
            return " ".join(reversed(words))
        case 1:
            return " ".join(words)[:18].strip()
        case 2 if len(words[0]) > 5:
            return " ".join([words[0][:-2] + words[0][-1], *words[1:]])
    return " ".join(words)


def mistyped(chance: random.Random, number: str) -> str:
    """A number with one typing error: swapped, dropped, doubled, or a letter for a figure."""
    figures = [at for at, sign in enumerate(number) if sign.isdigit()]
    at = chance.choice(figures[-4:])
    match chance.randrange(4):
        case 0 if at > 0 and number[at] != number[at - 1] and number[at - 1].isdigit():
            return number[: at - 1] + number[at] + number[at - 1] + number[at + 1 :]
        case 1:
            return number[:at] + number[at + 1 :]
        case 2:
            return number[:at] + number[at] * 2 + number[at + 1 :]
    return number[:at] + {"0": "O", "1": "L"}.get(number[at], str((int(number[at]) + 1) % 10)) + number[at + 1 :]
