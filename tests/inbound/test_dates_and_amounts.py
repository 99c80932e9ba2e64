"""Days and amounts as people and banks write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.inbound.reply.amounts import amounts
from mailbot.inbound.reply.dates import days, first_day
from mailbot.inbound.reply.intents import read_intents
from mailbot.inbound.reply.new_text import NewText

TUESDAY = date(2026, 10, 6)

DAYS = (
    ("le virement partira vendredi", (2026, 10, 9)),
    ("je complète lundi, 36 de plus", (2026, 10, 12)),
    ("lundi, 12 octobre", (2026, 10, 12)),
    ("samedi dernier délai", (2026, 10, 10)),
    ("ce sera fait le 10 : promis", (2026, 10, 10)),
    ("dans la semaine qui vient", (2026, 10, 16)),
    ("on the 19th of this month", (2026, 10, 19)),
    ("c'est bon pour dmn", (2026, 10, 7)),
    ("je paie tout à l'heure", (2026, 10, 6)),
    ("het loon komt de 25e", (2026, 10, 25)),
    ("l'ordre part jeudi, 1 245,80 €", (2026, 10, 8)),
    ("will transfer after the weekend", (2026, 10, 12)),
    ("passé le week-end", (2026, 10, 12)),
    ("before the week is out", (2026, 10, 9)),
    ("in the middle of November", (2026, 11, 15)),
    ("le dernier jour de novembre", (2026, 11, 30)),
    ("et le 17 j irai à la poste", (2026, 10, 17)),
    ("sous huit jours", (2026, 10, 14)),
    ("sous 8 jours", (2026, 10, 14)),
    ("sous huitaine", (2026, 10, 14)),
    ("sous quinzaine", (2026, 10, 21)),
    ("d'ici 15 jours", (2026, 10, 21)),
    ("dans les 48 h", (2026, 10, 8)),
    ("demain", (2026, 10, 7)),
    ("après-demain", (2026, 10, 8)),
    ("ce jour", (2026, 10, 6)),
    ("mi-novembre", (2026, 11, 15)),
    ("début décembre", (2026, 12, 5)),
    ("fin novembre", (2026, 11, 30)),
    ("fin de mois", (2026, 10, 31)),
    ("fin du mois prochain", (2026, 11, 30)),
    ("le mois prochain", (2026, 11, 30)),
    ("la semaine prochaine", (2026, 10, 16)),
    ("mardi de la semaine prochaine", (2026, 10, 13)),
    ("jeudi en huit", (2026, 10, 15)),
    ("le 5", (2026, 11, 5)),
    ("le 30 au plus tard", (2026, 10, 30)),
    ("jeudi 8", (2026, 10, 8)),
    ("avant Noël", (2026, 12, 24)),
    ("semaine 48", (2026, 11, 27)),
    ("30.11.26", (2026, 11, 30)),
    ("au 30/11", (2026, 11, 30)),
    ("le 1er décembre", (2026, 12, 1)),
    ("2026-12-01", (2026, 12, 1)),
    ("d'ici la fin de la semaine", (2026, 10, 9)),
    ("dans 3 jours ouvrés", (2026, 10, 9)),
    ("by Friday", (2026, 10, 9)),
    ("next week", (2026, 10, 16)),
    ("by the end of the month", (2026, 10, 31)),
    ("on 1 December", (2026, 12, 1)),
    ("Monday, October 19th", (2026, 10, 19)),
    ("in two weeks", (2026, 10, 20)),
    ("bis zum 1. Dezember 2026", (2026, 12, 1)),
    ("nächste Woche", (2026, 10, 16)),
    ("entro il 30 novembre", (2026, 11, 30)),
    ("el próximo 15 de noviembre", (2026, 11, 15)),
    ("uiterlijk vrijdag", (2026, 10, 9)),
)


MANY_DAYS = tuple(
    tuple(line.split(" = "))
    for line in (Path(__file__).parent / "said" / "days.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)


@pytest.mark.parametrize(("text", "day"), MANY_DAYS, ids=[text for text, _ in MANY_DAYS])
def test_every_way_of_naming_a_day_is_known(text, day):
    year = 2026 if day >= "10-06" else 2027
    assert [one.date for one in days(f"Paiement {text}.", TUESDAY)] == [date.fromisoformat(f"{year}-{day}")]


RANGES = (
    ("Je vous paie jeudi ou vendredi.", (2026, 10, 9)),
    ("Virement entre le 10 et le 15.", (2026, 10, 15)),
    ("Le virement partira entre lundi et mercredi.", (2026, 10, 14)),
    ("Je vous paie le 15 ou le 16.", (2026, 10, 16)),
    ("I will pay on Thursday or Friday.", (2026, 10, 9)),
    ("Wir zahlen am Montag oder Dienstag.", (2026, 10, 13)),
)


@pytest.mark.parametrize(("text", "day"), RANGES, ids=[text for text, _ in RANGES])
def test_of_a_range_the_later_day_is_promised(text, day):
    promise = read_intents(NewText(text=text), TUESDAY).promise
    assert promise is not None
    assert promise.date == date(*day)


@pytest.mark.parametrize(("text", "day"), DAYS, ids=[text for text, _ in DAYS])
def test_days_are_resolved_against_the_day_of_writing(text, day):
    assert first_day(text, TUESDAY) == date(*day)


@pytest.mark.parametrize(
    "text", ["vendredi dernier", "la facture F-2026-0042", "31/02/2026", "1 200,00 €", "à 12h30", "99/99"]
)
def test_what_is_no_day_to_come_is_none(text):
    assert [day for day in days(text, TUESDAY) if day.date >= TUESDAY] == []


def test_a_day_without_a_year_may_be_the_nearest_one():
    assert days("le 25/09", TUESDAY, nearest=True)[0].date == date(2026, 9, 25)
    assert days("le 25/09", TUESDAY)[0].date == date(2027, 9, 25)


AMOUNTS = (
    ("1 234,56 €", "1234.56", "EUR"),
    ("1\u202f234,56\u00a0€", "1234.56", "EUR"),
    ("52,00 € EUR", "52.00", "EUR"),
    ("€1,234.56", "1234.56", "EUR"),
    ("56 EUR", "56", "EUR"),
    ("1.234 €", "1234", "EUR"),
    ("1 200 € 50", "1200.50", "EUR"),
    ("CHF 1'234.50", "1234.50", "CHF"),
    ("EUR 1.480,-", "1480", "EUR"),
    ("250e", "250", "EUR"),
    ("1500 euros", "1500", "EUR"),
    ("£1,200.50", "1200.50", "GBP"),
    ("4.788,00 EUR", "4788.00", "EUR"),
    ("2,400.00 EUR", "2400.00", "EUR"),
)


@pytest.mark.parametrize(("text", "amount", "currency"), AMOUNTS, ids=[text for text, _, _ in AMOUNTS])
def test_amounts_are_exact(text, amount, currency):
    found = amounts(text)
    assert [(one.amount, one.currency) for one in found] == [(Decimal(amount), currency)]


@pytest.mark.parametrize("text", ["−25,00 €", "-25,00 €", "- 25,00 €"])
def test_every_minus_is_seen(text):
    assert amounts(text)[0].negative


@given(st.integers(min_value=0, max_value=99_999_999))
def test_a_printed_amount_is_read_back(cents):
    whole, part = divmod(cents, 100)
    printed = f"{whole:,}".replace(",", "\u202f") + f",{part:02d} €"
    assert amounts(printed)[0].amount == Decimal(cents) / 100
