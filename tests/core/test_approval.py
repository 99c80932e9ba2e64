"""What each reminder of a batch gets, and what exactly an approval covers."""

import json
import re
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.approving.approval import content_hash, read_decision, settle
from mailbot.core.errors import Refused

TODAY = date(2026, 11, 18)
CORPUS = Path(__file__).parents[1] / "corpus"


def verbs(text, numbers=(1, 2, 3, 4)):
    return {number: line.verb for number, line in settle(read_decision(text, TODAY), numbers).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OK", {1: "approve", 2: "approve", 3: "approve", 4: "approve"}),
        ("OK SAUF 3", {1: "approve", 2: "approve", 3: "reject", 4: "approve"}),
        ("SEULEMENT 2", {1: "reject", 2: "approve", 3: "reject", 4: "reject"}),
        ("OK 2", {2: "approve"}),
        ("NON 2 : motif", {2: "reject"}),
        ("NON", {1: "reject", 2: "reject", 3: "reject", 4: "reject"}),
        ("OK\nREPORT 4 15/12", {1: "approve", 2: "approve", 3: "approve", 4: "postpone"}),
        ("NIVEAU 2 1", {2: "level"}),
        ("STOP", {1: "stop", 2: "stop", 3: "stop", 4: "stop"}),
        ("OK mais attendez Dupont", {}),
    ],
)
def test_each_number_gets_what_was_said_of_it(text, expected):
    assert verbs(text) == expected


def test_every_line_given_names_its_own_number():
    given_lines = settle(read_decision("OK SAUF 3 : litige", TODAY), (1, 3))
    assert given_lines[3].numbers == (3,)
    assert given_lines[3].reason == "litige"


def test_a_number_that_is_not_in_the_batch_is_refused():
    with pytest.raises(Refused, match="9"):
        verbs("OK SAUF 9")


CONTENT: dict[str, Any] = {
    "recipient": "x@y.example", "cc": ("z@y.example",), "lines": (("F-1", 100000, "EUR", 1),), "level": 1,
    "subject": "Rappel", "text": "Bonjour", "html": "<p>Bonjour</p>", "attachments": (("f.pdf", "ab"),),
}  # fmt: skip
CHANGES = [
    ("recipient", "x@z.example"), ("cc", ()), ("lines", (("F-1", 99999, "EUR", 1),)),
    ("lines", (("F-2", 100000, "EUR", 1),)),
    ("lines", (("F-1", 100000, "CHF", 1),)), ("lines", (("F-1", 100000, "EUR", 2),)), ("lines", ()), ("level", 2),
    ("subject", "Rappel "), ("text", "bonjour"), ("html", ""), ("attachments", (("f.pdf", "ac"),)),
    ("attachments", (("g.pdf", "ab"),)), ("attachments", ()),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), CHANGES)
def test_any_change_of_content_changes_the_hash(field, value):
    assert content_hash(**{**CONTENT, field: value}) != content_hash(**CONTENT)


@given(st.text(), st.text(), st.text(), st.text())
def test_text_cannot_move_from_one_field_to_the_next_unseen(subject, text, other_subject, other_text):
    one = content_hash(**{**CONTENT, "subject": subject, "text": text})
    two = content_hash(**{**CONTENT, "subject": other_subject, "text": other_text})
    assert (one == two) == ((subject, text) == (other_subject, other_text))


def test_the_hash_does_not_depend_on_lists_or_tuples():
    lines, attachments = [["F-1", 100000, "EUR", 1]], [["f.pdf", "ab"]]
    as_lists = {**CONTENT, "cc": ["z@y.example"], "lines": lines, "attachments": attachments}
    assert content_hash(**as_lists) == content_hash(**CONTENT)


def _answers():
    """Labelled answers of partners: (the mail's head, its label)."""
    for truth in CORPUS.rglob("replies/truth.jsonl"):
        for row in map(json.loads, truth.read_text().splitlines()):
            if row["kind"] == "approval":
                yield pytest.param((truth.parent / row["file"]).read_bytes(), row, id=row["file"])


@pytest.mark.parametrize(("mail", "row"), list(_answers()))
def test_answers_as_partners_write_them(mail, row):
    (written,) = re.findall(rb"^Date: (.*?)\r?$", mail, re.MULTILINE)[:1]
    day = parsedate_to_datetime(written.decode()).date()
    found = read_decision(row["new_text"], day)
    said = None
    if found.decision:
        said = {"decision": found.decision, "except": list(found.excluded), "only": list(found.only)}
    assert said in [row["approval"], *row.get("alt_approvals", [])]
