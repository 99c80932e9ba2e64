"""What a client reads about a quote: courteous, and nothing of a debt."""

import re

import pytest

from mailbot.core.client import ClientKind
from tests.outbound.quote_mails import EXPIRED, GOLDEN, MAILS, OTHER, a_quote, as_kept, quote_facts
from tests.outbound.samples import a_consumer

DEBT = re.compile(
    r"IBAN|BIC|QR|échu|échéance|retard|impay|dû|régler|règlement|relance|mise en demeure|pénalité|40 €|L441"
    r"|overdue|due date|outstanding|\bpay\b|\bpayment|formal notice|reminder|penalt|interest rate",
    re.I,
)


@pytest.mark.parametrize("name", sorted(MAILS))
def test_the_mail_reads_as_it_is_kept(texts, name):
    kept = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert as_kept(texts.reminder(MAILS[name])) == kept, "python -m tests.outbound.quote_mails, and read the difference"


def test_nothing_is_kept_that_no_mail_is():
    assert {path.stem for path in GOLDEN.glob("quote-*")} == set(MAILS)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("level", [1, 2, 5])
@pytest.mark.parametrize("profession", ["lawyer", "accountant", "company"])
@pytest.mark.parametrize("kind", ["professional", "consumer", "public"])
@pytest.mark.parametrize("lines", [(a_quote(),), (EXPIRED,), (a_quote(), OTHER)], ids=["one", "expired", "several"])
def test_no_quote_is_spoken_of_as_a_debt(texts, language, level, profession, kind, lines):
    client = a_consumer() if kind == "consumer" else {"kind": ClientKind(kind)}
    draft = texts.reminder(quote_facts(level, *lines, language=language, firm_profession=profession, **client))
    for text in (draft.subject, draft.text, re.sub(r"<style.*?</style>|<[^>]+>", " ", draft.html, flags=re.DOTALL)):
        assert not DEBT.search(text)
        assert not re.search(r"!|\{\{|\}\}|\{%|\bNone\b|Undefined|  ,|,,|\(\)", re.sub(r"\s+", " ", text))
    assert "data:image" not in draft.html
    assert "\n" not in draft.subject


def test_a_quote_has_no_account_no_deadline_and_texts_of_its_own():
    facts = quote_facts(1)
    assert (facts.pay, facts.deadline_on, facts.letter_attached) == (None, None, False)
    assert [quote_facts(level).texts for level in (1, 2, 3, 9)] == ["quote-1", "quote-2", "quote-2", "quote-2"]


def test_a_validity_that_is_not_known_is_not_printed(texts):
    draft = texts.reminder(quote_facts(1, OTHER))
    assert "Valable jusqu’au :" not in draft.text.replace("\u202f", " ").replace("\xa0", " ")


def test_a_law_firm_never_names_the_matter_of_a_quote(texts):
    line = a_quote(matter="Divorce Petit")
    assert "Divorce" not in texts.reminder(quote_facts(1, line, firm_profession="lawyer")).text
    assert "Divorce" in texts.reminder(quote_facts(1, line, firm_profession="company")).text


def test_what_is_attached_is_called_a_quote(texts):
    assert "ci-joint la copie du devis." in texts.reminder(MAILS["quote-expired.fr"]).text
    assert "attached a copy of the quote." in texts.reminder(MAILS["quote-expired.en"]).text
