"""All that one payment tells, gathered once."""

from __future__ import annotations

from dataclasses import dataclass, field

from mailbot.core.matching.normalise import Label
from mailbot.core.matching.payers import Payers
from mailbot.core.matching.references import Citation
from mailbot.core.payment import Payment


@dataclass(slots=True)
class Findings:
    """`cited`: rows of invoices it names, in order; `settled`: rows that it names and that are paid.

    `unclear`: a number that several invoices bear; `unread`: something that looks like a reference and is none of ours;
    `near`: what confirms a row that the amount points at; `warning`: a word that says that this is no client's payment;
    `beforehand`: it speaks of money paid before there is an invoice; `again`: one quite like it came days before."""

    payment: Payment
    label: Label
    payers: Payers = field(default_factory=Payers)
    cited: dict[int, Citation] = field(default_factory=dict)
    settled: list[int] = field(default_factory=list)
    unclear: bool = False
    unread: bool = False
    near: dict[int, str] = field(default_factory=dict)
    warning: str = ""
    beforehand: str = ""
    again: bool = False
