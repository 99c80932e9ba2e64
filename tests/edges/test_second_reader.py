"""A second reader asked over HTTP: what it is told, what of its answer counts, and that nobody waits for it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from sqlalchemy import select

from mailbot.core.errors import TryLater
from mailbot.core.reading.understood import Intent
from mailbot.inbound.second_reader import opinion_of, second_reader
from mailbot.store.tables import HoldRow, InboxRow
from tests.firm import CONFIG, Firm

TEXT = "Bonjour, je verse le tout vendredi, bien que le mur penche toujours."


class Reader:
    """Answers what it is told to; `asked` is what came."""

    def __init__(self) -> None:
        self.asked: list[tuple[str | None, dict[str, Any]]] = []
        self.status, self.answer = 200, b"{}"
        reader = self

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                reader.asked.append((self.headers["Authorization"], told))
                self.send_response(reader.status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(reader.answer)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server.server_port}/read"


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    threading.Thread(target=made.server.serve_forever, daemon=True).start()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_it_is_told_the_text_and_its_opinion_comes_back(reader):
    reader.answer = json.dumps({"intents": ["dispute"], "sentence": "le mur penche toujours"}).encode()
    opinion = second_reader(reader.url, "geheim", 5)(TEXT, date(2026, 11, 3), "fr")
    assert opinion.intents == {Intent.DISPUTE}
    assert opinion.sentence == "le mur penche toujours"
    assert reader.asked == [("Bearer geheim", {"text": TEXT, "written": "2026-11-03", "language": "fr"})]


@pytest.mark.parametrize("status", [302, 401, 404, 500])
def test_any_other_answer_is_none(reader, status):
    reader.status, reader.answer = status, b'{"intents": []}'
    with pytest.raises(TryLater, match="does not answer"):
        second_reader(reader.url, "", 5)(TEXT, None, None)
    assert len(reader.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"nothing",
        b'{"intents": ["pay me"]}',
        b'{"intents": 3}',
        b'{"intents": [{}]}',
        b"[" * 9000,
        b"\xff\xfe",
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_read_is_none(answer):
    with pytest.raises(TryLater, match="cannot be read"):
        opinion_of(answer, TEXT)


def test_a_sentence_that_nobody_wrote_is_dropped():
    told = json.dumps({"intents": ["dispute"], "sentence": "Verser au compte FR76..."}).encode()
    assert opinion_of(told, TEXT).sentence == ""


def _firm(folder, reader: Reader) -> Firm:
    more = f"second_reader: {{url: '{reader.url}', private_addresses: true, patience: 2}}\n"
    firm = Firm(folder, CONFIG + more)
    firm.has_client()
    firm.has_invoice()
    firm.at("2026-11-12T09:00").writes("compta@dupont.example", "Re: facture F-2026-0042", TEXT)
    firm.tick()
    return firm


def _ended(firm: Firm) -> tuple[str, str, set[str]]:
    with firm.office.books.read() as session:
        row = session.scalars(select(InboxRow)).one()
        return row.state, row.why, {str(kind) for kind in session.scalars(select(HoldRow.kind))}


def test_a_dispute_that_only_the_second_reader_hears_goes_to_a_person_and_pauses_the_client(tmp_path, reader):
    reader.answer = json.dumps({"intents": ["dispute"], "sentence": "le mur penche toujours"}).encode()
    state, why, holds = _ended(_firm(tmp_path, reader))
    assert state == "review" and "un second lecteur comprend autrement : le client conteste (« le mur" in why
    assert {"promise", "conversation"} <= holds


@pytest.mark.parametrize("answer", [b'{"intents": ["promise_to_pay"]}', b"nonsense"])
def test_a_second_reader_who_agrees_or_is_silent_changes_nothing(tmp_path, reader, answer):
    reader.answer = answer
    state, why, holds = _ended(_firm(tmp_path, reader))
    assert len(reader.asked) == 1
    assert state == "done" and "second lecteur" not in why
    assert "promise" in holds
