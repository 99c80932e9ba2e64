"""Exhibits and their numbers, what is secret, what names others, and what an extract of the history proves."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.history import GENESIS, Entry, Line, canonical, chain
from mailbot.core.history_extract import extract
from mailbot.core.others import naming, words_with_digits
from mailbot.core.pursuing.evidence_words import label, silent
from mailbot.core.pursuing.exhibit import ExhibitKind, Found, Piece, between_lawyers, matter_number, numbered, slug
from mailbot.core.pursuing.exhibit_words import REASONS, ROLES, SMTP, TITLES, title

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def found(kind=ExhibitKind.REMINDER, days=0, **changes):
    at = AT + timedelta(days=days)
    given_ = {"subject": "rappel courtois", "pieces": (Piece(role="relance", suffix=".eml", sha="a"),), **changes}
    return Found(kind=kind, at=at, on=at.date(), **given_)


def test_invoices_come_first_then_everything_by_its_instant():
    pieces = (Piece(role="facture", suffix=".pdf", sha="b"),)
    invoice = found(ExhibitKind.INVOICE, 9, subject="F/2026 42", pieces=pieces)
    listed = numbered([invoice], [found(days=3, reminder_id=2), found(days=1, reminder_id=1)])
    assert [(one.number, one.files) for one in listed] == [
        (1, ("exhibits/01-facture-F-2026-42.pdf",)),
        (2, ("exhibits/02-relance-2026-11-03.eml",)),
        (3, ("exhibits/03-relance-2026-11-05.eml",)),
    ]


@given(st.lists(st.integers(0, 400), max_size=120, unique=True), st.integers(401, 500))
def test_a_new_exhibit_comes_last_and_changes_no_number(days, later):
    before = numbered([], [found(days=day, reminder_id=day) for day in days])
    after = numbered([], [found(days=day, reminder_id=day) for day in [*days, later]])
    assert [one.found for one in after[:-1]] == [one.found for one in before]
    assert [one.number for one in after] == list(range(1, len(days) + 2))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("F/2026 42", "F-2026-42"),
        ("Requête d\u2019injonction", "Requete-d-injonction"),
        ("../../etc", "etc"),
        ("日本", "piece"),
    ],
)
def test_a_file_s_name_is_plain(text, name):
    assert slug(text) == name


@pytest.mark.parametrize(
    ("matter", "shown"),
    [
        ("2026-0123", "2026-0123"), ("D-2025/17", "D-2025/17"), ("12345", "12345"), ("AB12.3", "AB12.3"),
        ("Divorce Martin", ""), ("2026-0123 Martin c/ Durand", ""), ("MARTIN-2026", ""), ("Roy-2026", ""),
        ("2026-Roy", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_matter_is_shown_by_its_number_alone(matter, shown):
    assert matter_number(matter) == shown


@pytest.mark.parametrize(
    ("sender", "text", "known_sender", "secret"),
    [
        ("durand@cabinet-durand-avocats.example", "Mon cher confrère, je vous réponds.", False, True),
        ("m.durand@orange.example", "Me Durand, avocat au barreau de Rennes", False, True),
        ("m.durand@orange.example", "Courrier confidentiel", False, True),
        ("compta@dupont.example", "Mon avocat vous répondra.", True, False),
        ("compta@dupont.example", "Ce prix est confidentiel.", True, False),
        ("compta@avocats-dupont.example", "Lettre confidentielle", True, True),
        ("m.durand@orange.example", "Je paierai le 30.", False, False),
    ],
)
def test_correspondence_between_lawyers_is_kept_back(sender, text, known_sender, secret):
    assert between_lawyers(sender, text, known_sender=known_sender) is secret


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("réglé avec la facture de MARTIN   sarl", True),
        ("Martin SARL, Nantes", True),
        ("écrire à compta@martin.example", True),
        ("Martine SARLA", False),
        ("Dupont seul", False),
        ("le tuc a réglé", False),
    ],
)
def test_a_text_that_names_another_client_is_found(text, named):
    others = ["Martin SARL", "compta@martin.example", "TUC", "Dupont"]
    assert bool(naming([text], others, "Dupont Bâtiment")) is named


def test_numbers_are_found_with_and_without_the_full_stop():
    assert words_with_digits(["payé avec F-2026-0050.", "(A-1)"]) == ["A-1", "F-2026-0050", "F-2026-0050."]


def a_chain(count):
    previous, lines = GENESIS, []
    for rank in range(count):
        entry = Entry(at=AT, actor="mailbot", kind="test", text=f"ligne {rank} é", client_id=rank % 3)
        lines.append(Line(entry, previous, chain(previous, entry)))
        previous = lines[-1].hash
    return lines


def test_an_extract_can_be_checked_line_by_line_without_the_program():
    lines, heard = a_chain(2500), []
    result = extract(lines, lambda entry: entry.client_id == 1, heard.append)
    assert (result.lines, result.broken_at, result.head) == (2500, None, lines[-1].hash)
    assert heard == [1000, 2000]
    assert [one.position for one in result.extracted[:2]] == [2, 5]
    for one in result.extracted:
        text = canonical(one.previous_hash, one.entry)
        assert hashlib.sha256(text.encode("ascii")).hexdigest() == one.hash == lines[one.position - 1].hash
        assert json.loads(text)[0] == one.previous_hash


@pytest.mark.parametrize("broken", [1, 4, 9])
def test_a_line_that_was_changed_is_found_although_it_is_not_in_the_extract(broken):
    lines = a_chain(10)
    lines[broken - 1] = Line(Entry(at=AT, actor="x", kind="test", text="autre"), *_hashes(lines[broken - 1]))
    assert extract(lines, lambda entry: False, lambda count: None).broken_at == broken


def _hashes(line):
    return line.previous_hash, line.hash


def test_an_empty_history_is_whole():
    result = extract([], lambda entry: True, lambda count: None)
    assert (result.lines, result.head, result.broken_at, result.extracted) == (0, GENESIS, None, ())


def test_both_languages_have_the_same_words():
    for table in (TITLES, ROLES, SMTP, REASONS):
        assert set(table["fr"]) == set(table["en"])
    assert set(TITLES["fr"]) == {kind.value for kind in ExhibitKind}


@pytest.mark.parametrize(
    ("kind", "french"),
    [
        ("reminder_sent", "Relance envoyée"),
        ("proceeding_filed", "Suite donnée"),
        ("something_new", "Something new"),
    ],
)
def test_each_line_is_called_by_its_name(kind, french):
    assert label(kind, "fr") == french
    assert silent("alert_handover") and silent("reminder_drafted") and not silent(kind)


def test_an_exhibit_is_titled_with_its_day():
    (one,) = numbered([found(ExhibitKind.INVOICE, subject="F-1")], [])
    assert title(one, "fr") == "Facture F-1 du 2 nov. 2026"
    assert title(one, "en") == "Invoice F-1 of 2 Nov 2026"
    assert one.found.on == date(2026, 11, 2)
