"""The spaces and apostrophes that templates get when they are loaded."""

import pytest

from mailbot.outbound.typography import flowing, one_line, paragraphs, tidy, typeset


@pytest.mark.parametrize(
    ("source", "french"),
    [
        ("Un point bloque ?", "Un point bloque\u202f?"),
        ("Objet : facture", "Objet\xa0: facture"),
        ("ici ; là", "ici\u202f; là"),
        ("« oui »", "«\xa0oui\xa0»"),
        ("40 € par facture", "40\u202f€ par facture"),
        ("l'échéance d'un mois", "l’échéance d’un mois"),
        ("l'{{ name }}", "l’{{ name }}"),
        ("{{ f.day }} ?", "{{ f.day }}\u202f?"),
        ("article L441-10", "article\xa0L441-10"),
    ],
)
def test_french_words_get_their_spaces(source, french):
    assert typeset(source, "fr") == french


@pytest.mark.parametrize(
    "code",
    [
        "{{ 'a' ~ x ? }}",
        "{% set a = {'b' : 1} %}",
        '<td style="a : b ;">',
        "<style>p { a : b }</style>",
        "<!-- a : b -->",
    ],
)
def test_code_is_left_alone(code):
    assert typeset(code, "fr") == code


def test_english_gets_only_its_apostrophes():
    assert typeset("Don't : wait ?", "en") == "Don’t : wait ?"


def test_a_body_has_no_double_gaps_and_keeps_its_signature_mark():
    assert tidy("\n\na  \n\n\n\nb\n-- \nc\n\n") == "a\n\nb\n-- \nc\n"


def test_a_subject_is_one_line():
    assert one_line("  a\n  b\t c ") == "a b c"


def test_paragraphs_are_parted_by_blank_lines():
    assert flowing("a\nb\n \n\n c\n") == "a b\n\nc"


def test_paragraphs_in_html_are_escaped():
    assert str(paragraphs("a <b>\n\nc & d")) == "<p>a &lt;b&gt;</p>\n<p>c &amp; d</p>"
