"""What an invoicing program brings: taken in like a file, refused with its place and a sentence, once per key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from admin import create_app
from mailbot.clock import FixedClock
from tests.admin.program import Program, problem
from tests.admin.town import BOSS
from tests.firm import ASSISTANT, Firm


@pytest.fixture
def program(app: Flask) -> Program:
    """A program that acts for the assistant."""
    return Program(app, ASSISTANT)


@pytest.fixture(scope="module")
def bringing(shared_town: Firm) -> Iterator[Program]:
    """One that brings what cannot be used, so that nothing changes either."""
    yield Program(create_app(shared_town.office, FixedClock(shared_town.now)), ASSISTANT)


def test_what_an_invoicing_program_brings_is_taken_in_like_a_file(
    town: Firm, program: Program, books_stay_true: None
) -> None:
    client = {"code": "N1", "name": "Neuf & Cie", "email": "Neuf@x.example", "cc": ["a@x.example", "b@x.example"]}
    assert program.brings("/clients", {"clients": [client]}).get_json()["created"] == 1
    contact = {"client": "N1", "role": "billing", "email": "compta@x.example"}
    assert program.brings("/contacts", {"contacts": [contact]}).status_code == 200
    invoice = {"number": "N-1", "client": "N1", "issued_on": "2026-11-01", "due_on": "2026-12-01", "total": 120.5}
    assert program.brings("/invoices", {"invoices": [invoice]}).get_json()["created"] == 1
    again = program.brings("/invoices", {"invoices": [{**invoice, "due_on": "2026-12-15"}]}).get_json()
    assert (again["created"], again["updated"]) == (0, 1)
    paid = {"payments": [{"id": "P-1", "received_on": "2026-11-17", "amount": "20.50", "label": "N-1"}]}
    twice = [program.brings("/payments", paid).get_json() for _ in range(2)]
    assert [(one["created"], one["unchanged"]) for one in twice] == [(1, 0), (0, 1)]
    answer = program.brings("/invoices/N-1/payments", {"amount": "100", "received_on": "2026-11-16"})
    assert answer.status_code == 201
    assert answer.get_json()["placed"] == [{"invoice": "N-1", "amount": "100.00"}]
    town.at("2026-11-18T12:00").tick()
    known = program.gets("/invoices/N-1")
    assert (known["status"], known["open_amount"], known["due_on"]) == ("settled", "0.00", "2026-12-15")
    assert len(known["allocations"]) == 2
    assert program.gets("/clients/N1")["cc"] == ["a@x.example", "b@x.example"]


ROW = {"number": "N-1", "client": "C1", "issued_on": "2026-11-01", "due_on": "2026-12-01", "total": "1"}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({**ROW, "client": "C99"}, "C99"),
        ({**ROW, "due_on": "31/31/2026"}, "due_on: '31/31/2026' is no day of the calendar."),
        ({**ROW, "total": ""}, "total is empty."),
        ({**ROW, "total": True}, "total: write a text or a number."),
        ({**ROW, "total": {"x": 1}}, "total: write a text or a number."),
        ({**ROW, "totla": "1"}, "totla: there is no such field"),
        ({**ROW, "file": "/etc/passwd"}, "file: there is no such field"),
        ({**ROW, "matter": "=HYPERLINK(1)"}, "matter: '=HYPERLINK(1)' is a formula; write its value."),
        ({**ROW, "matter": "a\x00b"}, "matter: the cell holds a control character; write it again."),
        ("N-1", "this is no object with fields."),
    ],
)
def test_what_cannot_be_used_is_answered_with_its_place_and_a_sentence(
    bringing: Program, row: object, sentence: str
) -> None:
    said = problem(bringing.brings("/invoices", {"invoices": [row]}), 422)
    assert said["type"] == "urn:mailbot:problem:rejected"
    assert said["errors"][0]["pointer"] == "#/invoices/0" and sentence in said["errors"][0]["detail"]


def test_the_good_ones_go_in_unless_it_is_all_or_nothing(program: Program) -> None:
    both = {"invoices": [ROW, {**ROW, "number": "N-2", "due_on": "x"}]}
    assert problem(program.brings("/invoices?all_or_nothing=true", both), 422)["errors"][0]["pointer"] == "#/invoices/1"
    assert program.asks("/invoices/N-1").status_code == 404
    said = program.brings("/invoices", both).get_json()
    assert said["created"] == 1 and said["rejected"][0]["pointer"] == "#/invoices/1"
    assert program.asks("/invoices/N-1").status_code == 200


@pytest.mark.parametrize(
    ("path", "data", "kind", "status"),
    [
        ("/invoices", b"{", "application/json", 400),
        ("/invoices", b"[]", "application/json", 400),
        ("/invoices", b'{"invoices": NaN}', "application/json", 400),
        ("/invoices", b'{"invoices": 1}', "application/json", 400),
        ("/invoices", b'{"invoices": [], "x": 1}', "application/json", 400),
        ("/invoices", b'{"invoices": []}', "application/json", 422),
        ("/invoices", b"[" * 100_000, "application/json", 400),
        ("/invoices", b"\xff\xfe{", "application/json", 400),
        ("/invoices", b'{"invoices": []}', "text/plain", 415),
        ("/invoices", b"number=N-1", "application/x-www-form-urlencoded", 415),
        ("/invoices/F-2026-0031/payments", b'{"amount": "x", "received_on": "2026-11-01"}', "application/json", 422),
        ("/invoices/F-2026-0031/payments", b'{"amount": -1, "received_on": "2026-11-01"}', "application/json", 422),
        ("/invoices/F-2026-0031/payments", b'{"amount": 1e400, "received_on": "2026-11-01"}', "application/json", 422),
        ("/invoices/F-2026-0031/payments", b'{"amount": 1, "received_on": "2026-12-24"}', "application/json", 422),
        ("/invoices/F-2026-0031/payments", b'{"amount": 1, "received_on": 5}', "application/json", 422),
        ("/invoices/F-2026-0031/payments", b'{"amount": 1}', "application/json", 422),
        ("/invoices/F-2026-0031/payments", b'{"amonut": 1}', "application/json", 422),
        ("/invoices/none/payments", b'{"amount": 1, "received_on": "2026-11-01"}', "application/json", 422),
        ("/nothing", b"{}", "application/json", 404),
        ("/me", b"{}", "application/json", 405),
    ],
)
def test_a_broken_request_is_a_problem_document_and_changes_nothing(
    bringing: Program, shared_town: Firm, path: str, data: bytes, kind: str, status: int
) -> None:
    headers = {**bringing.bearer, "Content-Type": kind}
    problem(bringing.client.post(f"/api/v1{path}", data=data, headers=headers), status)
    assert len(shared_town.payments()) == 4


def test_the_same_request_under_one_key_is_done_once(town: Firm, program: Program, books_stay_true: None) -> None:
    paid = {"amount": "10", "received_on": "2026-11-17", "label": "virement", "another": True}
    path = "/invoices/F-2026-0031/payments"
    first, second = (program.brings(path, paid, Idempotency_Key="k-1") for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.get_json() == second.get_json()
    assert (first.headers.get("Idempotency-Replayed"), second.headers["Idempotency-Replayed"]) == (None, "true")
    assert len(town.payments()) == 5
    other = program.brings(path, {**paid, "amount": "11"}, Idempotency_Key="k-1")
    assert problem(other, 422)["type"] == "urn:mailbot:problem:idempotency-key"
    assert Program(of_app(program), BOSS).brings(path, {**paid, "label": "x"}, Idempotency_Key="k-1").status_code == 201
    assert problem(program.brings(path, paid, Idempotency_Key="k" * 201), 400)


def of_app(program: Program) -> Flask:
    """The application that a program asks."""
    return program.client.application


def test_what_was_refused_is_not_kept_under_its_key(program: Program) -> None:
    assert program.brings("/invoices", {"invoices": [{**ROW, "client": "N9"}]}, Idempotency_Key="k").status_code == 422
    program.brings("/clients", {"clients": [{"code": "N9", "name": "Neuf"}]})
    assert program.brings("/invoices", {"invoices": [{**ROW, "client": "N9"}]}, Idempotency_Key="k").status_code == 200
