"""The pages are whole in both languages: every word of the code has its English, and nothing else is in the book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import admin
from admin import language, words
from admin.fields import a_day, an_amount, whole
from mailbot import tasks
from mailbot.core.contacts import ContactRole
from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.interest.claim import PenaltyKind, PenaltyStatus
from mailbot.core.invoice import AllocationKind, InvoiceKind
from mailbot.core.money import Money
from mailbot.core.payment import PaymentStatus
from mailbot.core.promises import Outcome
from mailbot.core.pursuing.proceeding import ProceedingStatus
from mailbot.core.reading.understood import Intent, Kind
from mailbot.core.reminder import ReminderStatus
from mailbot.store.lists.debtor_list import DebtorOrder, DebtorState
from mailbot.store.lists.invoice_list import InvoiceOrder, InvoiceState
from mailbot.tasks.jobs import JOBS

PAGES, TASKS = Path(admin.__file__).parent, Path(tasks.__file__).parent
_KEYWORDS = {"gettext": None, "ngettext": (1, 2), "mark": None, "_": None}
_GAP = re.compile(r"%\(\w+\)[sd]|%%|#")

Message = str | tuple[str, ...] | list[str] | None


def _said_by(folder: Path, keywords: Mapping[str, Any]) -> Iterator[Message]:
    methods = [("**.py", "python"), ("**.html", "jinja2")]
    for _, _, message, _, _ in extract_from_dir(folder, methods, keywords=keywords, options_map={}):
        yield message


def _key(message: Message) -> str:
    return message if isinstance(message, str) else (message or [""])[0]


@pytest.fixture(scope="module")
def english() -> dict[str, Message]:
    """French → English."""
    with (language.CATALOGUES / "en.po").open("rb") as file:
        return {_key(one.id): one.string for one in read_po(file) if one.id}


def test_every_word_of_the_pages_has_its_english(english: dict[str, Message]) -> None:
    said = {_key(message) for message in _said_by(PAGES, _KEYWORDS)}
    assert len(said) > 400
    assert sorted(said - set(english)) == []
    assert [key for key, value in english.items() if not value or not all(value)] == []


def test_the_book_holds_nothing_that_nobody_says(english: dict[str, Message]) -> None:
    said = {_key(message) for message in _said_by(PAGES, _KEYWORDS)}
    refusals = {_key(message) for message in _said_by(TASKS, {"Refused": None})}
    assert sorted(set(english) - said - refusals) == []


def test_both_languages_leave_the_same_gaps(english: dict[str, Message]) -> None:
    for french, other in english.items():
        for form in (other,) if isinstance(other, str) else other or ():
            assert sorted(_GAP.findall(french)) == sorted(_GAP.findall(form)), french


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("reminder", ReminderStatus), ("invoice_kind", InvoiceKind), ("allocation", AllocationKind), ("hold", HoldKind),
        ("message", Kind), ("intent", Intent), ("payment", PaymentStatus), ("hold_outcome", Outcome),
        ("debtor", DebtorState), ("debtor_order", DebtorOrder), ("state", InvoiceState), ("order", InvoiceOrder),
        ("penalty", PenaltyStatus), ("penalty_kind", PenaltyKind), ("proceeding", ProceedingStatus),
        ("contact_role", ContactRole), ("job", [job.name for job in JOBS]),
    ],
)  # fmt: skip
def test_every_code_of_the_books_has_a_word(table: str, codes: list[str]) -> None:
    assert [code for code in codes if code not in words.TABLES[table]] == []


def test_french_is_typeset() -> None:
    assert language.typeset("C'est « bon » : oui ?") == "C\u2019est «\xa0bon\xa0»\xa0: oui\u202f?"
    french = language.catalogue("fr")
    assert french.ungettext("%(n)d facture", "%(n)d factures", 0) == "%(n)d facture"
    assert french.ungettext("%(n)d facture", "%(n)d factures", 2) == "%(n)d factures"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", None),
        ("12", "12.00"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56 €", "1234.56"),
        ("1234.56", "1234.56"),
        ("-5", "-5.00"),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, read: str | None) -> None:
    assert an_amount(typed, "EUR") == (Money.of(read) if read else None)


def test_days_and_numbers_are_read_as_people_type_them() -> None:
    assert str(a_day(" 30/11/2026 ")) == str(a_day("2026-11-30")) == "2026-11-30"
    assert a_day("") is None
    assert (whole("12"), whole(""), whole("-1"), whole("1e3"), whole("²")) == (12, None, None, None, None)


@pytest.mark.parametrize("typed", ["1,2,3", "NaN", "Infinity", "1e99", "douze", "1.234.567"])
def test_what_is_no_amount_is_refused(town_context: None, typed: str) -> None:
    with pytest.raises(Refused, match="pas un montant"):
        an_amount(typed, "EUR")


@pytest.mark.parametrize("typed", ["31/02/2026", "2026-13-01", "demain"])
def test_what_is_no_day_is_refused(town_context: None, typed: str) -> None:
    with pytest.raises(Refused, match="pas un jour"):
        a_day(typed)


def test_several_reminders_of_a_state_are_said_in_the_plural(app):
    with app.test_request_context():
        assert (words.words("sent", 1), words.words("sent", 3)) == ("envoyée", "envoyées")
        assert words.words("proposed", 3) == "à décider"
