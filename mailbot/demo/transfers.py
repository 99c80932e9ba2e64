"""Transfers on their way to the firm, and how payers write a reference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from mailbot.core.creditor_reference import creditor_reference
from mailbot.core.money import Money
from mailbot.demo.firm import Bank


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Money that reaches one of the firm's accounts. `pays` is known to the demo alone: number and amount."""

    bank: Bank
    payer: str
    payer_iban: str
    amount: Money
    label: str
    value_on: date
    pays: tuple[tuple[str, Money], ...] = ()


def bank_name(name: str) -> str:
    """A payer as banks write it: capitals, no accents, no punctuation."""
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE")).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^A-Za-z0-9 ]", " ", plain).split()).upper()


def clean_label(numbers: Sequence[str], rng: Random) -> str:
    """The numbers as they stand on the invoices; now and then the creditor reference that the QR code carries."""
    if len(numbers) == 1 and rng.random() < 0.15:
        return creditor_reference(numbers[0])
    joined = " ".join(numbers)
    return rng.choice(("{}", "FACTURE {}", "FACT {}", "REGLEMENT {}", "Facture {}")).format(joined)


def mangled_label(numbers: Sequence[str], rng: Random) -> str:
    """The numbers as they come: without prefix, with spaces, run together, only the last digits."""
    ways = (
        lambda year, serial: f"F {year} {serial}",
        lambda year, serial: f"F{year}{serial}",
        lambda year, serial: f"FACT {year}-{serial}",
        lambda year, serial: f"{year}{serial}",
        lambda year, serial: f"fact n {int(serial)}",
        lambda year, serial: f"F/{year}/{serial}",
        lambda year, serial: serial,
        lambda year, serial: f"f-{year[2:]}-{serial}",
        lambda year, serial: "VIREMENT HONORAIRES",
    )
    way = rng.choice(ways)
    return " ".join(way(*number.split("-")[1:3]) for number in numbers)[:140]
