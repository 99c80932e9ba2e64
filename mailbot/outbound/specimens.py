"""Reminders of every shape, for trying templates before anything is sent with them: invented clients, the firm's card.

A shape is a row of `_SHAPES`: what a template meets sooner or later and what a writer of templates forgets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from mailbot.config.rates import load_rates
from mailbot.core.client import Client, ClientKind
from mailbot.core.interest.annex import annex
from mailbot.core.interest.claim import InvoiceClaim, Penalties
from mailbot.core.interest.debt import Debt
from mailbot.core.interest.regimes import regime
from mailbot.core.money import Money
from mailbot.core.reminder import Channel, ReminderLine, ReminderPlan
from mailbot.outbound.facts import Occasion, ReminderFacts, reminder_facts
from mailbot.outbound.firm_card import FirmCard, Signatory
from mailbot.outbound.line_facts import EarlierReminder

# Rates of this day are shipped; the day itself says nothing.
_DAY = date(2026, 11, 23)
_LONG = "Société d'exploitation des établissements Lemercier & Fils, Matériaux et Négoce de l'Ouest"
_CLIENT = Client(
    id=1, code="C001", name="Dupont Bâtiment SARL", email="compta@dupont.example", contact="Mme Claire Dupont",
    address="4 rue des Compagnons", postcode="44800", city="Saint-Herblain",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Specimen:
    """One invented reminder; `name` says what is special about it, in the words of the guide."""

    name: str
    facts: ReminderFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """What differs from one whole invoice of a company: its invoices, the client, the occasion. `levels`: where it
    occurs."""

    invoices: int = 1
    open: str = "1234.56"
    credit: bool = False
    in_hand: str = ""
    penalties: bool = False
    client: Mapping[str, Any]
    levels: tuple[int, ...] = (0, 1, 2, 3)


_PERSON = {"kind": ClientKind.CONSUMER, "name": "M. Jean Petit", "contact": ""}
_SHAPES: Mapping[str, _Shape] = {
    "one invoice": _Shape(client={}),
    "several invoices": _Shape(invoices=3, client={}),
    "more invoices than a page holds": _Shape(invoices=40, client={}, levels=(2, 3)),
    "an invoice that is partly paid": _Shape(open="234.56", client={}),
    "a credit to deduct": _Shape(invoices=2, credit=True, client={}, levels=(1, 2, 3)),
    "a payment received and not yet placed": _Shape(in_hand="200", client={}, levels=(1, 2, 3)),
    "penalties": _Shape(penalties=True, client={}, levels=(1, 2, 3)),
    "no contact name": _Shape(client={"contact": ""}),
    "a consumer": _Shape(client=_PERSON),
    "a public body": _Shape(client={"kind": ClientKind.PUBLIC, "name": "Commune de Rezé", "contact": ""}),
    "long names": _Shape(client={"name": _LONG, "contact": _LONG, "address": "Bâtiment C\nZone du Bois-Joly"}),
    "a client abroad": _Shape(client={"country": "BE", "postcode": "1000", "city": "Bruxelles"}),
}
LANGUAGES = ("fr", "en")


def specimens(firm: FirmCard, signatory: Signatory) -> Iterator[Specimen]:
    """Every shape at every level at which it occurs, in each language, quotes, and what is sent for the first time."""
    for language in LANGUAGES:
        for name, shape in _SHAPES.items():
            for level in shape.levels:
                yield Specimen(name, _facts(firm, signatory, shape, language, level))
        for level in (1, 2):
            yield Specimen("a quote", _facts(firm, signatory, _SHAPES["one invoice"], language, level, quotes=True))
        yield from _first(firm, signatory, language)


def _first(firm: FirmCard, signatory: Signatory, language: str) -> Iterator[Specimen]:
    """What is sent for the first time: invoices of the shapes of level 0, a quote."""
    for name, shape in _SHAPES.items():
        if 0 in shape.levels and not shape.penalties:
            facts = _facts(firm, signatory, shape, language, 0)
            yield Specimen(name, replace(facts, first=True, earlier=(), deadline_on=None))
    quote = _facts(firm, signatory, _SHAPES["one invoice"], language, 1, quotes=True)
    yield Specimen("a quote", replace(quote, first=True, earlier=(), deadline_on=None))


def _facts(
    firm: FirmCard, signatory: Signatory, shape: _Shape, language: str, level: int, *, quotes: bool = False
) -> ReminderFacts:
    lines = tuple(_line(rank, level, shape) for rank in range(1, shape.invoices + 1))
    plan = ReminderPlan(
        client_id=1, currency="EUR", language=language, ladder="professional", level=level, level_name=f"{level}",
        channel=Channel.MAIL if level < 2 else Channel.MAIL_AND_LETTER, formal=level == 3, automatic=False, partner="",
        deadline_on=_DAY + timedelta(days=8) if level else None, lines=(*lines, *((_CREDIT,) if shape.credit else ())),
        quotes=quotes, in_hand=Money.of(shape.in_hand) if shape.in_hand else None,
    )  # fmt: skip
    occasion = Occasion(
        firm=firm, signatory=signatory, today=_DAY, reply_to="recouvrement+r1abc@etude.example",
        earlier=() if level < 2 else _EARLIER,
        copies=tuple(line.number for line in lines[:2]), notice_follows=level == 2,
        penalties=_penalties(lines) if shape.penalties else None,
    )  # fmt: skip
    return reminder_facts(plan, replace(_CLIENT, language=language, **shape.client), occasion)


def _line(rank: int, level: int, shape: _Shape) -> ReminderLine:
    late = 0 if level == 0 else 20 + rank
    return ReminderLine(
        invoice_id=rank, number=f"F-2026-{40 + rank:04d}", issued_on=_DAY - timedelta(days=60 + rank),
        due_on=_DAY + timedelta(days=5) if level == 0 else _DAY - timedelta(days=late), total=Money.of("1234.56"),
        open=Money.of(shape.open), level=level, cycle=0, days_overdue=late, advanced=True, matter="Bail commercial",
    )  # fmt: skip


_CREDIT = ReminderLine(
    invoice_id=99, number="A-2026-0003", issued_on=_DAY - timedelta(days=10), due_on=_DAY - timedelta(days=10),
    total=Money.of("-200"), open=Money.of("-200"), level=1, cycle=0, days_overdue=0, advanced=True,
)  # fmt: skip


_EARLIER = (EarlierReminder(level_name="rappel courtois", sent_on=_DAY - timedelta(days=12)),)


def _penalties(lines: tuple[ReminderLine, ...]) -> Penalties:
    rates, chosen = load_rates(), regime("fr_b2b")
    claims = tuple(
        InvoiceClaim(
            invoice_id=line.invoice_id, number=line.number,
            annex=annex(Debt(principal=line.total, due_on=line.due_on, changes=()), chosen, rates, _DAY),
            interest_done=Money.of(0), fixed_done=Money.of(0),
        )
        for line in lines
    )  # fmt: skip
    return Penalties(until=_DAY, claims=claims)
