"""Statement files of public parsers, read where they lie beside the project: read exactly, or refused with a reason."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mailbot.core.errors import InputError
from mailbot.inbound.statements.attached import read_statement
from mailbot.inbound.statements.statement import signed

PUBLIC = Path(__file__).parents[2].parent / "shared" / "corpus" / "statements"
pytestmark = pytest.mark.skipif(
    not PUBLIC.is_dir(), reason=f"the public statements are not beside the project ({PUBLIC}): they were not read"
)
# Read otherwise on purpose: what is pending is no money; of one transaction the entry's amount is the cash, whatever
# amount the transaction says (charges, another currency), also when it says none.
OTHERWISE = {
    "genkgo+camt__test~data~camt052.v4.xml": [],
    "genkgo+camt__test~data~camt053.v3.xml": ["8.85"],
    "viafintech+sepa_file_parser__spec~fixtures~camt053~valid_example_with_instdamt.xml": ["4500.00"],
    "viafintech+sepa_file_parser__spec~fixtures~camt054~valid_example_with_empty_amount.xml": ["587.82"],
}
REFUSED = {
    "sebastienrousseau+bankstatementparser__tests~test_data~golden~camt053_garbled_amount.xml": "no number",
    "prowide+prowide-core__src~test~resources~MT360.fin": "a SWIFT message MT360, and no statement",
    "pennylane-hq+cfonb__spec~files~invalid_date.txt": "record 1: '  CART' is no date",
    "pennylane-hq+cfonb__spec~files~new_statement_without_previous_ended.txt": "before the last one ended",
    "pennylane-hq+cfonb__spec~files~operation_out_of_statement.txt": "outside a statement",
    "pennylane-hq+cfonb__spec~files~operation_unstarted.txt": "record 1: '05' stands outside a statement",
    "jseutter+ofxparse__tests~fixtures~fidelity.ofx": "investment",
    "jseutter+ofxparse__tests~fixtures~investment_medium.ofx": "investment",
    "jseutter+ofxparse__tests~fixtures~vanguard.ofx": "investment",
    "jseutter+ofxparse__tests~fixtures~error_message.ofx": "answered 'General Server Error'",
    "jseutter+ofxparse__tests~fixtures~signon_fail.ofx": "your password was incorrect",
    "jseutter+ofxparse__tests~fixtures~signon_success.ofx": "signed on",
    "jseutter+ofxparse__tests~fixtures~signon_success_no_message.ofx": "signed on",
}


def _truths() -> list[dict[str, Any]]:
    lines = (PUBLIC / "truth.jsonl").read_text().splitlines() if PUBLIC.is_dir() else []
    return [json.loads(line) for line in lines]


def _expected(truth: dict[str, Any]) -> list[Decimal]:
    if truth["file"] in OTHERWISE:
        return sorted(map(Decimal, OTHERWISE[truth["file"]]))
    entries = truth["entries"] or []
    told = entries if truth["format"] == "ofx" else entries[1]
    return sorted(Decimal(one["amount"]) for one in told if one and one["amount"] and Decimal(one["amount"]))


@pytest.mark.parametrize("truth", _truths(), ids=lambda truth: truth["file"].rpartition("~")[2])
def test_every_public_statement_is_read_exactly_or_refused_with_a_reason(truth: dict[str, Any]) -> None:
    content = (PUBLIC / truth["format"] / truth["file"]).read_bytes()
    if truth["file"] in REFUSED:
        with pytest.raises(InputError, match=REFUSED[truth["file"]]):
            read_statement(content)
        return
    movements = [movement for statement in read_statement(content) for movement in statement.movements]
    assert sorted(amount for movement in movements if (amount := signed(movement))) == _expected(truth)
