"""Bank labels and names in one spelling: capitals, no accents, without what the bank itself wrote.

A label is cut into runs: the longest stretches of letters or of figures. References are looked for from run border to
run border, so that a number never matches inside a longer one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Banks cut labels at these lengths (CFONB 120: 31; old SEPA screens: 35; 70; SEPA remittance: 140).
CUT_LENGTHS = frozenset({31, 35, 70, 140})

_RUN = re.compile(r"[A-Z]+|[0-9]+")
_HEADER = re.compile(
    r"^\W*(?:VIR(?:EMENT|T)?S?|EVI|TRF|TRANSFER|CREDIT)\b"
    r"(?:\W+(?:INST(?:ANTANE)?|SEPA|RECU|RE|EN VOTRE FAVEUR|FAVEUR|TIERS)\b)*(?:\W+[0-9]{6,}[A-Z]?\b)?"
)
_DAY = re.compile(r"\b[0-3]?[0-9][/.-][01]?[0-9][/.-](?:(?:19|20)[0-9]{2}|2[0-9])\b(?: [0-9]{1,2}[:H][0-9]{2})?")
# What follows these words is a number of something else.
_FOREIGN = re.compile(
    r"\b(?:CDE|COMMANDE|CMD|BC|BDC|CLT|DOSSIER|DOS|DEVIS|RUM|ICS|MANDAT|TEL|SIREN|SIRET|IBAN|BIC|ID|EREF|E2E|ENDTOEND)\b"
    r"[ .:N°#-]*[A-Z0-9-]*[0-9][A-Z0-9-]*"
)
_NAME_SECTION = re.compile(
    r"(?:/DE\b|/FRM\b|\bFRM\b|\bDE ?:|\bEMETTEUR ?:|/ORDP/NAME/|\bRECU DE\b|\bFAVEUR DE\b)\W*(?P<name>.+?)"
    r"(?=\s*(?:/[A-Z]{2,}\b|\bMOTIF\b|\bREF ?:|\bDATE ?:|\bLIB ?:|$)"
    # No name goes on after a word for an invoice or an order, or with a long number.
    r"|\s+(?:(?:FACTURES?|FACTS?|FAC|INV(?:OICE)?|REGLEMENT|RGLT|CDE|COMMANDE|CMD|BDC)\b|\S*[0-9]{4}))"
)


# Without a mark, the name is what stands between the bank's own words and the first word about an invoice.
_NO_NAME = (
    r"(?:FACT\w*|FAC|INV\w*|REGL\w*|RGT|VIR\w*|PAIEMENT|VOTRE|VOS|HONO\w*|LOYER|SOLDE|MERCI|ABO\w*|CLIENT|MOIS|REF|NO?"
    r"|MOTIF|ACOMPTE|ECH\w*)\b"
)
_NAME_AFTER_HEADER = re.compile(
    rf"^(?!{_NO_NAME})(?P<name>[A-Z][A-Z' .&-]{{2,60}}?)(?=\s*(?:$|/|[0-9]|:|\b{_NO_NAME}))"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of letters or of figures, its place in the text, and what stands between it and the next."""

    text: str
    start: int
    end: int
    glue: str = ""

    @property
    def is_number(self) -> bool:
        """Figures?"""
        return self.text.isdigit()


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart: where references may stand, the payer's name if the label gives one, whether its end was
    cut off, and whether that is the end of the name."""

    text: str
    payer: str
    cut: bool
    payer_cut: bool = False


def plain(text: str) -> str:
    """Capitals without accents, one space between words.

    >>> plain("Société  d'Études")
    "SOCIETE D'ETUDES"
    """
    folded = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).upper().split())


def compact(text: str) -> str:
    """Letters and figures only."""
    return "".join(_RUN.findall(plain(text)))


def runs(text: str) -> list[Run]:
    """The runs of a text that is already plain."""
    found = list(_RUN.finditer(text))
    begins = [one.start() for one in found[1:]] + [len(text)]
    return [Run(one[0], one.start(), one.end(), text[one.end() : at]) for one, at in zip(found, begins, strict=False)]


def _after_header(text: str) -> str:
    """What follows the bank's own words; nothing when there are none."""
    header = _HEADER.match(text)
    return text[header.end() :].strip(" .:/-") if header else ""


def read_label(label: str) -> Label:
    """The label without bank words, days, and numbers of other things."""
    text = plain(label)
    named = _NAME_SECTION.search(text)
    after = None if named else _NAME_AFTER_HEADER.match(_after_header(text))
    payer = named["name"].strip() if named else after["name"].strip() if after else ""
    rest = f"{text[: named.start()]} / {text[named.end() :]}" if named else text
    for noise in (_HEADER, _DAY, _FOREIGN):
        # A mark in place of what was taken out keeps its neighbours apart.
        rest = noise.sub(" / ", rest)
    cut = len(label.rstrip()) in CUT_LENGTHS
    ends = bool(payer) and text.endswith(payer)
    return Label(rest.replace("NOTPROVIDED", " / "), payer, cut, payer_cut=cut and ends)
