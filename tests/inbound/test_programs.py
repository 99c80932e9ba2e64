"""What is newly written, whatever program it was written with, in six languages: tables of programs and habits."""

from __future__ import annotations

import pytest

from mailbot.inbound.reply.new_text import new_text
from tests.inbound.letters import a_mail
from tests.inbound.written.attributions import FORWARDED, OLDER, QUOTED, SAID
from tests.inbound.written.endings import FOOTERS, SIGNATURES, SMALL_PRINT
from tests.inbound.written.kept import BETWEEN, BETWEEN_PAGES, WHOLE
from tests.inbound.written.pages import PAGES
from tests.inbound.written.unseen import ENDS, HEADS, LINES

REMINDER = "Madame,\nSauf erreur, vous nous devez 100 €.\n"
MARKED = "> Madame,\n> Sauf erreur, vous nous devez 100 €.\n"
PAGE = "text/html; charset=utf-8"
JEAN = "Jean Petit <jean@petit-freres.example>"


def _each(table):
    return pytest.mark.parametrize(("key", "lines"), table.items(), ids=[" ".join(key) for key in table])


def _all(table):
    return pytest.mark.parametrize(
        ("language", "line"), [(language, line) for language, lines in table.items() for line in lines]
    )


@_each(QUOTED)
def test_the_line_that_introduces_a_quotation_is_known(key, lines):
    said = SAID[key[1]]
    marked = "\n".join(f"> {line}" for line in lines.splitlines())
    texts = {
        "marked": f"{said}\n\n{lines}\n\n{MARKED}",
        "unmarked": f"{said}\n\n{lines}\n\n{REMINDER}",
        "answered below": f"{lines}\n{MARKED}\n{said}\n",
        "itself marked": f"{said}\n\n{marked}\n> \n{MARKED}",
        "no blank line above": f"{said}\n{lines}\n{MARKED}",
    }
    assert {name: new_text(a_mail(text)).text for name, text in texts.items()} == dict.fromkeys(texts, said)


@_each(OLDER)
def test_the_head_of_the_older_message_is_known(key, lines):
    read = new_text(a_mail(f"{SAID[key[1]]}\n\n{lines}\n\n{REMINDER}"))
    assert read.text == SAID[key[1]]
    assert "100 €" in read.quoted
    assert not read.forwarded


@_each(FORWARDED)
def test_a_message_passed_on_is_told_from_one_that_is_answered(key, lines):
    read = new_text(a_mail(f"{SAID[key[1]]}\n\n{lines}\n\n{REMINDER}"))
    assert read.text == SAID[key[1]]
    assert read.forwarded


@_all(FOOTERS)
def test_the_programs_own_line_is_taken_away(language, line):
    said = SAID[language]
    assert new_text(a_mail(f"{said}\n\n{line}\n")).text == said
    assert new_text(a_mail(f"{said}\n\n{line}\n\n{OLDER['Outlook', language]}\n\n{REMINDER}")).text == said


@_all(SIGNATURES)
def test_closing_and_signature_are_taken_away(language, line):
    assert new_text(a_mail(f"{SAID[language]}\n\n{line}\n", From=JEAN)).text == SAID[language]


@_all(SMALL_PRINT)
def test_small_print_is_taken_away(language, line):
    said = SAID[language]
    assert new_text(a_mail(f"{said}\n\n{line}\n")).text == said
    assert new_text(a_mail(f"{said}\n\n{SIGNATURES[language][0]}\n\n{line}\n")).text == said


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())
def test_the_structure_of_a_page_tells_what_is_quoted(html):
    read = new_text(a_mail(html, Content_Type=PAGE))
    assert read.text == "Je conteste."
    assert "payez" in read.quoted


@pytest.mark.parametrize("text", WHOLE)
def test_what_a_person_wrote_is_kept_whatever_it_looks_like(text):
    assert new_text(a_mail(text)).text == text


@pytest.mark.parametrize(("text", "said"), BETWEEN)
def test_answers_between_quoted_lines_are_joined(text, said):
    assert new_text(a_mail(text)).text == said


@pytest.mark.parametrize(("html", "said"), BETWEEN_PAGES)
def test_answers_between_quotations_of_a_page_are_joined(html, said):
    assert new_text(a_mail(html, Content_Type=PAGE)).text == said


@pytest.mark.parametrize(("language", "lines"), LINES)
def test_a_line_of_the_second_harvest_is_known(language, lines):
    said = SAID[language]
    assert new_text(a_mail(f"{said}\n\n{lines}\n\n{MARKED}")).text == said
    assert new_text(a_mail(f"{said}\n\n{lines}\n\n{REMINDER}")).text == said


OLDER_BELOW = tuple((language, f"{lines}\n\n{REMINDER}") for language, lines in HEADS)


@pytest.mark.parametrize(("language", "lines"), (*OLDER_BELOW, *ENDS))
def test_an_ending_of_the_second_harvest_is_known(language, lines):
    assert new_text(a_mail(f"{SAID[language]}\n\n{lines}", From=JEAN)).text == SAID[language]
