"""What a program asks: lists in parts, where things stand, and the description that says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from admin import create_app
from admin.api.described import description, text
from mailbot.clock import FixedClock
from mailbot.core.announcing import TYPES
from mailbot.store.tables import ClientRow, InvoiceRow
from tests.admin.program import Program, problem
from tests.admin.town import VIEWER
from tests.firm import Firm

SHIPPED = Path(__file__).parents[2] / "docs" / "openapi.json"


@pytest.fixture(scope="module")
def reading(shared_town: Firm) -> Iterator[Program]:
    """One that only looks, for the tests that change nothing."""
    yield Program(create_app(shared_town.office, FixedClock(shared_town.now)), VIEWER)


def test_lists_are_walked_to_their_end_in_parts(reading: Program) -> None:
    for name in ("invoices", "clients", "payments", "events"):
        whole = reading.gets(f"/{name}?limit=500")
        assert whole["next"] is None and whole[name]
        path, found = f"/{name}?limit=2", []
        while path:
            answer = reading.asks(path)
            found += answer.get_json()[name]
            path = (answer.get_json()["next"] or "").removeprefix("/api/v1")
            assert ("Link" in answer.headers) is bool(path)
        assert found == whole[name]


@pytest.mark.parametrize(
    "path", ["/invoices?limit=0", "/invoices?limit=501", "/invoices?limit=x", "/invoices?state=x", "/events?type=x",
             "/invoices?after=x", "/clients?after=[%22a%22]", "/payments?after=[1,2]", "/payments?after=[null]"],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(reading: Program, path: str) -> None:
    problem(reading.asks(path), 400)


def test_where_invoices_clients_and_payments_stand(reading: Program) -> None:
    assert reading.gets("/me") == {"email": VIEWER, "name": "Victor Leroy", "role": "viewer", "token": "Factures",
                                   "reads_only": False, "sees": "all"}  # fmt: skip
    disputed = reading.gets("/invoices/F-2026-0038")
    assert disputed["holds"][0]["kind"] == "dispute" and disputed["next"]["said"]
    assert disputed["reminders"][0]["status"] == "sent"
    assert [one["number"] for one in reading.gets("/invoices?client=C5")["invoices"]] == ["F-2026-0038"]
    assert reading.gets("/invoices?client=C99")["invoices"] == []
    assert reading.gets("/payments/1")["allocations"] == [{"invoice": "F-2026-0036", "amount": "456.78"}]
    assert {one["type"] for one in reading.gets("/events?type=dispute.opened")["events"]} == {"dispute.opened"}
    assert {one["type"] for one in reading.gets("/events")["events"]} <= set(TYPES)
    for path in ("/invoices/none", "/clients/none", "/payments/999"):
        problem(reading.asks(path), 404)


def test_the_description_is_the_one_that_is_shipped_and_names_every_address(app: Flask) -> None:
    assert SHIPPED.read_text(encoding="utf-8") == text(), "run `make docs`"
    assert app.test_client().get("/api/v1/openapi.json").text == text()
    described = {
        (method.upper(), f"/api/v1{path}") for path, methods in description()["paths"].items() for method in methods
    }
    served = {
        (method, str(rule).replace("<int:key>", "{key}").replace("<path:key>", "{key}"))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in (rule.methods or set()) & {"GET", "POST"}
    }
    assert described == served


def test_every_answer_has_just_the_fields_that_are_described(reading: Program) -> None:
    schemas = description()["components"]["schemas"]
    for path, name in (
        ("/me", "Me"), ("/clients/C5", "ClientStatus"), ("/invoices/F-2026-0038", "InvoiceStatus"),
        ("/payments/1", "PaymentStatus"),
    ):  # fmt: skip
        _fits(reading.gets(path), schemas[name], path)
    for field, name in (("clients", "Client"), ("invoices", "Invoice"), ("payments", "Payment"), ("events", "Event")):
        for one in reading.gets(f"/{field}")[field]:
            _fits(one, schemas[name], field)


_KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str, "integer": int, "boolean": bool, "null": type(None), "object": dict, "array": list, "number": int,
}  # fmt: skip


def _fits(value: Any, schema: dict[str, Any], where: str) -> None:
    """Just enough of JSON Schema for what this description uses."""
    if "enum" in schema:
        assert value in schema["enum"], where
        return
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert any(isinstance(value, _KINDS[kind]) for kind in kinds), f"{where}: {value!r} is no {kinds}"
    if isinstance(value, dict) and "properties" in schema:
        assert set(value) == set(schema["properties"]), where
        for name, part in schema["properties"].items():
            _fits(value[name], part, f"{where}.{name}")
    for one in value if isinstance(value, list) else ():
        _fits(one, schema["items"], where)


def test_rows_of_clients_and_invoices_are_those_of_the_books(reading: Program, shared_town: Firm) -> None:
    with shared_town.office.books.read() as session:
        assert len(reading.gets("/clients?limit=500")["clients"]) == session.query(ClientRow).count()
        assert len(reading.gets("/invoices?state=settled")["invoices"]) == (
            session.query(InvoiceRow).filter_by(open_minor=0).count()
        )
