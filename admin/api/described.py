"""The API described (OpenAPI 3.1): served at /api/v1/openapi.json, and shipped as docs/openapi.json."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from flask import Response

from admin.api.door import PREFIX, blueprint
from admin.api.paging import MOST, SIZE
from admin.api.shape_words import RESPONSES, record_schemas
from mailbot.store.lists.invoice_list import InvoiceState

Object = dict[str, Any]

_INFO = {
    "title": "Mailbot",
    "version": "1",
    "summary": "What an invoicing program brings to Mailbot, and asks of it.",
    "description": (
        "Amounts are texts with a point and days are ISO 8601. A list comes in parts: `next` is the address of the one "
        "after, and null at the end. What does not go is answered by a problem document (RFC 9457)."
    ),
}
_TEXT: Object = {"type": "string"}
_KEY = {"name": "key", "in": "path", "required": True, "schema": _TEXT}
_PARTS = [
    {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE}},
    {"name": "after", "in": "query", "schema": _TEXT, "description": "From `next` of the part before, as it is."},
]
_ONCE = {
    "name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 200},
    "description": "The same request under the same key is answered alike for seven days and does nothing.",
}  # fmt: skip
_WHOLE = {
    "name": "all_or_nothing", "in": "query", "schema": {"type": "boolean", "default": False},
    "description": "With true nothing is taken in unless everything can be.",
}  # fmt: skip


@blueprint.get("/openapi.json")
def spec() -> Response:
    """The description itself: it says nothing about the firm, so anybody may read it."""
    return Response(text(), mimetype="application/json")


@cache
def text() -> str:
    """The description as it is served and shipped."""
    return json.dumps(description(), ensure_ascii=False, indent=2) + "\n"


def description() -> Object:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": _INFO,
        "servers": [{"url": PREFIX}],
        "security": [{"token": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {**record_schemas(), **RESPONSES},
        },
    }


def _paths() -> Object:
    known = [one.value for one in InvoiceState]
    states = {"name": "state", "in": "query", "schema": {"enum": known, "default": InvoiceState.OPEN.value}}
    of_client = {"name": "client", "in": "query", "schema": _TEXT, "description": "The code of a client."}
    kinds = {"name": "type", "in": "query", "schema": _TEXT, "description": "One type; without it all are listed."}
    return {
        "/me": {"get": _get("me", "For whom the token acts, and what it may", "Me")},
        "/clients": {"get": _list("list_clients", "Clients", "clients", "Client"), "post": _post("clients")},
        "/clients/{key}": {"get": _get("one_client", "One client, by their code", "ClientStatus", _KEY)},
        "/contacts": {"post": _post("contacts")},
        "/invoices": {
            "get": _list("list_invoices", "Invoices, by due date", "invoices", "Invoice", states, of_client),
            "post": _post("invoices"),
        },
        "/invoices/{key}": {"get": _get("one_invoice", "One invoice, by its number", "InvoiceStatus", _KEY)},
        "/invoices/{key}/payments": {"post": _pay()},
        "/payments": {
            "get": _list("list_payments", "Money received", "payments", "Payment"),
            "post": _post("payments"),
        },
        "/payments/{key}": {"get": _get("one_payment", "One payment", "PaymentStatus", _KEY)},
        "/events": {"get": _list("list_events", "What happened, as webhooks tell it", "events", "Event", kinds)},
        "/openapi.json": {"get": {**_get("spec", "This description", None), "security": []}},
    }


def _get(name: str, summary: str, schema: str | None, *parameters: Object) -> Object:
    return {
        "operationId": name,
        "summary": summary,
        "parameters": list(parameters),
        "responses": {"200": _content("Found.", _ref(schema) if schema else {"type": "object"}), **_PROBLEMS},
    }


def _list(name: str, summary: str, field: str, schema: str, *parameters: Object) -> Object:
    listed = {"type": "array", "items": _ref(schema)}
    part = {
        "type": "object", "required": [field, "next"],
        "properties": {field: listed, "next": {"type": ["string", "null"]}},
    }  # fmt: skip
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [*parameters, *_PARTS],
        "responses": {"200": _content("A part of the list.", part), **_PROBLEMS},
    }


def _post(kind: str) -> Object:
    listed = {"type": "array", "minItems": 1, "items": _ref(f"{kind.capitalize()}Record")}
    wanted = {"type": "object", "required": [kind], "additionalProperties": False, "properties": {kind: listed}}
    return {
        "operationId": f"put_{kind}",
        "summary": f"Bring {kind}: new ones are created, known ones updated, and the same ones again change nothing",
        "parameters": [_ONCE, _WHOLE],
        "requestBody": {"required": True, "content": {"application/json": {"schema": wanted}}},
        "responses": {"200": _content("What could be used was taken in.", _ref("Taken")), **_PROBLEMS},
    }


def _pay() -> Object:
    return {
        "operationId": "pay",
        "summary": "Money received for this invoice, put on it",
        "parameters": [_KEY, _ONCE],
        "requestBody": {"required": True, "content": {"application/json": {"schema": _ref("Received")}}},
        "responses": {"201": _content("Entered and placed.", _ref("Placed")), **_PROBLEMS},
    }


def _ref(name: str) -> Object:
    return {"$ref": f"#/components/schemas/{name}"}


def _content(words: str, schema: Object, media: str = "application/json") -> Object:
    return {"description": words, "content": {media: {"schema": schema}}}


_PROBLEMS = {"default": _content("It did not go.", _ref("Problem"), "application/problem+json")}
