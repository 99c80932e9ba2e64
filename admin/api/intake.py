"""What an invoicing program brings: clients, contacts, invoices, payments; taken in by the code that takes files in."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from admin.access import needs
from admin.api.door import blueprint, program
from admin.api.problems import Problem
from admin.api.shapes import said
from admin.api.writing import body, done
from admin.desk import decider, now, office
from admin.fields import a_day
from mailbot.tasks.importing.import_records import Records, take_records
from mailbot.tasks.importing.import_report import ImportReport
from mailbot.tasks.money.record_by_hand import PaymentOrder, record_by_hand

_TOO_MUCH = Decimal(10) ** 12
# What may be said of money that was received for one invoice.
RECEIVED = ("amount", "received_on", "label", "why", "another")


@blueprint.post("/clients")
@needs("assistant")
def put_clients() -> Response:
    """Create and update clients, by their code."""
    return _take("clients")


@blueprint.post("/contacts")
@needs("assistant")
def put_contacts() -> Response:
    """Create and update contacts of clients."""
    return _take("contacts")


@blueprint.post("/invoices")
@needs("assistant")
def put_invoices() -> Response:
    """Create and update invoices, credit notes and quotes, by their number."""
    return _take("invoices")


@blueprint.post("/payments")
@needs("assistant")
def put_payments() -> Response:
    """Enter money received; it is matched like money that the bank tells of."""
    return _take("payments")


@blueprint.post("/invoices/<path:key>/payments")
@needs("assistant")
def pay(key: str) -> Response:
    """Enter money received for this invoice, and put it on it."""
    order = _order(key, body())

    def work(books: Session) -> tuple[int, dict[str, Any]]:
        recorded = record_by_hand(books, office(), order, decider(), now())
        placed = [{"invoice": number, "amount": said(money)} for number, money in recorded.placed]
        return 201, {"payment": recorded.payment.id, "placed": placed, "left": said(recorded.left)}

    return done(work)


def _take(kind: str) -> Response:
    found = body()
    rows = found.get(kind)
    if not isinstance(rows, list) or len(found) != 1:
        raise Problem(status=400, kind="no-list", detail=f'Send {{"{kind}": […]}}, and nothing beside it.')
    whole = request.args.get("all_or_nothing") == "true"
    records = Records(kind=kind, rows=rows, name=program().token_name)

    def work(books: Session) -> tuple[int, dict[str, Any]]:
        report = take_records(books, office(), records, now())
        in_all = report.created + report.updated + report.unchanged
        if report.errors and (whole or not in_all):
            raise _nothing_taken(report, kind)
        return 200, _counted(report, kind)

    return done(work)


def _counted(report: ImportReport, kind: str) -> dict[str, Any]:
    return {
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": [{"pointer": pointer, "detail": detail} for pointer, detail in _errors(report, kind)],
        "notes": report.notes,
    }


def _nothing_taken(report: ImportReport, kind: str) -> Problem:
    detail = f"Nothing was taken in: {len(report.errors)} of the {kind} cannot be used as they are."
    return Problem(status=422, kind="rejected", detail=detail, errors=_errors(report, kind))


def _errors(report: ImportReport, kind: str) -> list[tuple[str, str]]:
    """A pointer into what was sent (RFC 6901), and the sentence."""
    return [(f"#/{kind}/{error.line - 1}", error.message) for error in report.errors]


def _order(number: str, found: dict[str, Any]) -> PaymentOrder:
    unknown = sorted(set(found) - set(RECEIVED))
    if unknown:
        raise _wrong(unknown[0], f"there is no such field; known: {', '.join(RECEIVED)}.")
    try:
        amount = Decimal(str(found.get("amount", "")))
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or not 0 < amount < _TOO_MUCH:
        raise _wrong("amount", "write what was received, like 1234.56.")
    texts = {name: found.get(name, "") for name in ("received_on", "label", "why")}
    strange = next((name for name, text in texts.items() if not isinstance(text, str)), None)
    if strange:
        raise _wrong(strange, "write a text.")
    received_on = a_day(texts["received_on"])
    if received_on is None:
        raise _wrong("received_on", "write the day on which it was received, like 2026-11-30.")
    return PaymentOrder(
        numbers=(number,), amount=amount, received_on=received_on, label=texts["label"],
        why=texts["why"] or program().token_name, another=found.get("another") is True,
    )  # fmt: skip


def _wrong(name: str, detail: str) -> Problem:
    return Problem(status=422, kind="rejected", detail=f"{name}: {detail}", errors=[(f"#/{name}", detail)])
