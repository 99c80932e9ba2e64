"""What payers write and what banks make of it: labels in several houses' styles, cut; names shortened and misspelt."""

from __future__ import annotations

import random
import re

from mailbot.core.matching.normalise import plain

STYLES = (
    "VIR INST DE {name} {said}",
    "VIR INST RE 568412345678 DE: {name} MOTIF: {said} REF: NOTPROVIDED",
    "VIREMENT SEPA RECU /DE {name} /MOTIF {said} /REF NOTPROVIDED",
    "VIREMENT SEPA RECU /FRM {name} /EID NOTPROVIDED /RNF {said}",
    "VIR RECU {serial}S DE: {name} MOTIF: {said} REF: {said}",
    "VIREMENT EN VOTRE FAVEUR {name} {said}",
    "VIREMENT EN VOTRE FAVEUR DE {name} {said}",
    "EVI {name} {said}",
    "VIR SEPA {name} /INV/ {said}",
    "VIR SEPA RECU {name} /RFB/ {said}",
    "VIR {name} {said}",
    "{said}",
    "{said} {name}",
)
MONTHS = "JANVIER FEVRIER MARS AVRIL MAI JUIN JUILLET AOUT SEPTEMBRE OCTOBRE NOVEMBRE DECEMBRE".split()  # noqa: SIM905  a word list
CUTS = (31, 35, 70, 140)


def label(chance: random.Random, name: str, said: str, *, named: bool = True) -> str:
    """A label of one of the banks; it is cut wherever the bank cuts. `named` False: without the payer's name."""
    styles = STYLES if named else ("{said}", "VIREMENT SEPA RECU /MOTIF {said} /REF NOTPROVIDED", "VIR INST {said}")
    serial = chance.randrange(10**9, 10**10)
    text = chance.choice(styles).format(name=name, said=said, serial=serial)
    return " ".join(plain(text).split())[: chance.choice((*CUTS, 140, 140, 140, 140))]


def spelt(chance: random.Random, name: str) -> str:
    """A client's name as their bank holds it."""
    words = plain(name).replace("&", "ET").split()
    draw = chance.random()
    if draw < 0.5:
        return " ".join(words)
    if draw < 0.6:
        return " ".join([*words[1:], words[0]])
    if draw < 0.7:
        return " ".join(words)[: chance.choice((14, 18, 24))].strip()
    if draw < 0.78:
        return " ".join(word for word in words if word not in ("SARL", "SAS", "SA", "EURL", "SCI", "SASU", "SNC"))
    if draw < 0.86:
        return chance.choice(("STE ", "ETS ", "SOCIETE ", "")) + " ".join(words)
    longest = max(words, key=len)
    at = chance.randrange(1, len(longest) - 1)
    wrong = chance.choice((longest[:at] + longest[at + 1 :], longest[:at] + longest[at] + longest[at:]))
    return " ".join(wrong if word == longest else word for word in words)


def person(chance: random.Random, name: str) -> str:
    """A person's name as banks write it: with a courtesy, an initial, the surname first, a couple's."""
    first, *rest = plain(name).split()
    last = " ".join(rest)
    return chance.choice((
        f"M {first} {last}", f"M {last} {first}", f"{first[0]} {last}", f"MME {last} {first}",
        f"MR OU MME {last} {first}", f"{last} {first}", f"{first} {last}",
    ))  # fmt: skip


def mistyped(chance: random.Random, number: str) -> str:
    """One typing error among the figures: two swapped, one lost, doubled, wrong, or a letter for it."""
    figures = [at for at, sign in enumerate(number) if sign.isdigit()]
    at = chance.choice(figures[-5:])
    sign = number[at]
    ways = [
        number[:at] + number[at + 1 :],
        number[:at] + sign * 2 + number[at + 1 :],
        number[:at] + {"0": "O", "1": "L", "5": "S", "8": "B"}.get(sign, str((int(sign) + 3) % 10)) + number[at + 1 :],
    ]
    if number[at - 1].isdigit() and number[at - 1] != sign:
        ways += [number[: at - 1] + sign + number[at - 1] + number[at + 1 :]] * 2
    return chance.choice(ways)


def separated(chance: random.Random, number: str) -> str:
    """With other signs between the groups, or none."""
    split = re.sub(r"(?<=[A-Z])(?=[0-9])", chance.choice(("", " ", "-", "")), number)
    return re.sub(r"[-/ ]+", chance.choice((" ", ".", "/", "-", "", " - ", "_")), split)


def zeroless(number: str) -> str:
    """Without the zeros that lead a group."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", number)


def bare(number: str) -> str:
    """Without the letters in front."""
    return re.sub(r"^[A-Z]+[-/]?", "", number)


def word(chance: random.Random) -> str:
    """What stands before a number."""
    return chance.choice(("FACT", "FACTURE", "FACTURE N", "FAC", "FACT N", "REGLEMENT FACTURE", "RGT", "VOTRE FACTURE",
                          "PAIEMENT FACT", "FACT.", "FA", "", "INVOICE", "N"))  # fmt: skip
