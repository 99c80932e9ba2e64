"""What a phone reads from the printed letter: the code in the drawn PDF, decoded by another program."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
import zxingcpp

from mailbot.core.matching.decide import match
from mailbot.core.matching.ledger import LedgerIndex
from tests.factories import a_client, a_payment, an_invoice
from tests.outbound.samples import a_line, some_facts


def scanned(content: bytes) -> list[str]:
    """The lines of the first code on the first page, at 200 points per inch."""
    page = pypdfium2.PdfDocument(content)[0].render(scale=200 / 72).to_numpy()
    found = zxingcpp.read_barcodes(page)
    assert found, "no code can be read on the page"
    return found[0].text.splitlines()


@pytest.mark.parametrize("level", [1, 2, 4])
def test_the_code_of_a_drawn_letter_names_the_creditor_reference(texts: Any, press: Any, level: int) -> None:
    facts = some_facts(level, a_line(2))
    lines = scanned(press.pdf(texts.letter(facts)))
    assert lines[:4] == ["BCD", "002", "1", "SCT"]
    assert lines[9].startswith("RF") and lines[9].endswith("F20260042")
    assert lines[7].startswith("EUR")


def test_a_payment_made_by_that_code_finds_its_invoice_by_itself(texts: Any, press: Any) -> None:
    lines = scanned(press.pdf(texts.letter(some_facts(2, a_line(2)))))
    invoice = an_invoice(number="F-2026-0042", total=lines[7].removeprefix("EUR"))
    ledger = LedgerIndex.build([a_client()], [invoice])
    made = match(a_payment(amount=lines[7].removeprefix("EUR"), payer="X", label=lines[9]), ledger)
    assert (made.decision, [number for number, _ in made.allocations]) == ("auto", ["F-2026-0042"])
