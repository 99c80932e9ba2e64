"""Public sets of bounces, replies and odd mails, read where they lie beside the project; floors against getting worse.

They are other people's and are not part of the project: where they are absent every test here says so and is skipped.
Quotations and signature are scored as the two stages that they are: whatever part of the signature a set leaves in, the
text must end there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mailbot.inbound.explain import as_json, understand
from mailbot.inbound.lines import plain_lines
from mailbot.inbound.markup import html_lines
from mailbot.inbound.parse import parse
from mailbot.inbound.reply.new_text import NewText, from_lines, new_text
from tests.corpus.firm_of_letters import the_firm

PUBLIC = Path(__file__).parents[2].parent / "shared" / "corpus" / "public"
pytestmark = pytest.mark.skipif(
    not PUBLIC.is_dir(), reason=f"the public sets are not beside the project ({PUBLIC}): their figures were not checked"
)

# Messages that another set of ordinary mail holds and that are bounces all the same, by their own content.
_BOUNCES_AMONG_ORDINARY = {
    "mail_multi_address_bounce1.eml",
    "mail_multi_address_bounce2.eml",
    "mail_multipart_report_multiple_status.eml",
    "mail_raw_email_with_mimepart_without_content_type.eml",
    "mail_report_530.eml",
}


@pytest.fixture(scope="module")
def bounces() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(what it is, how it was understood) of each message."""
    firm = the_firm()
    rows = [json.loads(line) for line in (PUBLIC / "bounces" / "truth.jsonl").read_text().splitlines()]
    return [
        (row, as_json(understand(parse((PUBLIC / "bounces" / row["file"]).read_bytes()), firm), row["file"]))
        for row in rows
    ]


def test_bounces_are_recognised_with_the_address_that_failed(bounces):
    real = [(row, said) for row, said in bounces if row["kind"] == "bounce"]
    found = [(row, said) for row, said in real if said["kind"] == "bounce"]
    right = [row for row, said in found if said["bounce"]["recipient"] in _addresses(row)]
    assert len(real) > 250
    assert len(found) / len(real) >= 0.985
    assert len(right) / len(real) >= 0.94


def _addresses(row: dict[str, Any]) -> set[str]:
    return {address.lower() for address in (*row["recipients"], *row["aliases"])}


def test_a_provider_s_complaint_is_neither_a_bounce_nor_an_answer(bounces):
    complaints = [said for row, said in bounces if row["file"].startswith("arf-")]
    assert complaints
    assert {said["kind"] for said in complaints} == {"other"}


def test_ordinary_mail_is_no_bounce():
    firm = the_firm()
    files = [file for file in sorted((PUBLIC / "ordinary_mikel").rglob("*")) if file.name != "LICENSE"]
    kinds = {file.name: str(understand(parse(file.read_bytes()), firm).kind) for file in files if file.is_file()}
    assert len(kinds) > 40
    assert {name for name, kind in kinds.items() if kind == "bounce"} <= _BOUNCES_AMONG_ORDINARY


def _text(raw: bytes) -> NewText:
    return from_lines(plain_lines(raw.decode("utf-8", "replace").replace("\r\n", "\n")))


def _page(raw: bytes) -> NewText:
    return from_lines(html_lines(raw.decode("utf-8", "replace")))


def _mail(raw: bytes) -> NewText:
    return new_text(parse(raw))


@pytest.mark.parametrize(
    ("folder", "reader", "floor"),
    [
        ("replies_trimmer", _text, 0.85),
        ("replies_unquote", _text, 0.93),
        ("replies_talon", _mail, 0.83),
        ("replies_talon_html", _page, 1.0),
    ],
)
def test_what_is_newly_written_is_found(folder: str, reader: Callable[[bytes], NewText], floor: float) -> None:
    files = [file for file in sorted((PUBLIC / folder).iterdir()) if file.suffix != ".expected" and file.suffix]
    wrong = [file.name for file in files if not _is_right(reader(file.read_bytes()), _expected(file))]
    assert 1 - len(wrong) / len(files) >= floor, wrong


def _expected(file: Path) -> str:
    return _flat(file.with_name(file.name + ".expected").read_text("utf-8", "replace"))


def _is_right(read: NewText, expected: str) -> bool:
    shortest, longest = _flat(read.text), _flat(f"{read.text}\n{read.signature}")
    return shortest == expected or (expected.startswith(shortest) and longest.startswith(expected) and bool(shortest))


def _flat(text: str) -> str:
    return " ".join(text.replace(">", "").split())
