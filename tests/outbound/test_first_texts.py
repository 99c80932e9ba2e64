"""What a client reads when an invoice or a quote is sent for the first time: it is delivered, nothing is reminded."""

import re

import pytest

from mailbot.core.client import ClientKind
from tests.outbound.first_mails import MAILS, an_invoice, first_facts
from tests.outbound.quote_mails import GOLDEN, as_kept
from tests.outbound.samples import a_consumer

REMINDING = re.compile(
    r"relanc|rappel|retard|impay|échu|pénalit|indemnité|40 €|mise en demeure|reste dû|sauf erreur|n.avons pas"
    r"|remind|overdue|late|outstanding|penalt|formal notice|still not|not yet been",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", sorted(MAILS))
def test_the_mail_reads_as_it_is_kept(texts, name):
    kept = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert as_kept(texts.reminder(MAILS[name])) == kept, "python -m tests.outbound.first_mails, and read the difference"


def test_nothing_is_kept_that_no_mail_is():
    assert {path.stem for path in GOLDEN.glob("standard-*")} == set(MAILS)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["professional", "consumer", "public"])
@pytest.mark.parametrize("lines", [(an_invoice(),), (an_invoice(), an_invoice(2))], ids=["one", "several"])
@pytest.mark.parametrize("copies", [(), ("F-2026-0041",)], ids=["without PDF", "with PDF"])
def test_nothing_is_reminded(texts, language, kind, lines, copies):
    client = a_consumer() if kind == "consumer" else {"kind": ClientKind(kind)}
    draft = texts.reminder(first_facts(*lines, language=language, copies=copies, **client))
    for text in (draft.subject, draft.text, re.sub(r"<style.*?</style>|<[^>]+>", " ", draft.html, flags=re.DOTALL)):
        assert not REMINDING.search(text), REMINDING.search(text)
        assert not re.search(r"!|\{\{|\}\}|\{%|\bNone\b|Undefined|  ,|,,|\(\)", re.sub(r"\s+", " ", text))
    assert ("ci-joint" in draft.text or "attached" in draft.text) is bool(copies) or len(lines) > 1
    assert "data:image/png" in draft.html


def test_a_law_firm_names_no_matter(texts):
    line = an_invoice(matter="Divorce Petit")
    assert "Divorce" not in texts.reminder(first_facts(line)).text
    assert "Divorce" in texts.reminder(first_facts(line, firm_profession="company")).text
