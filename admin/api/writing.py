"""A request that changes something: JSON in, one transaction, and the same answer to the same request said twice.

`Idempotency-Key` (as the IETF's draft of that name has it): the answer is kept with what it tells of, in one
transaction. Nobody who lost an answer has to ask whether it was done: they ask the same again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NoReturn

from flask import Response, request
from sqlalchemy.orm import Session

from admin.api.door import program
from admin.api.problems import Problem
from admin.desk import now, writing
from mailbot.store.people import api_tokens
from mailbot.store.program_tables import ApiAnswerRow

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
_LONGEST = 200

Work = Callable[[Session], tuple[int, dict[str, Any]]]


def body() -> dict[str, Any]:
    """The object that was sent; numbers as they were written. Raises Problem."""
    if request.mimetype != "application/json":
        raise Problem(status=415, kind="", detail="Send JSON, with `Content-Type: application/json`.")
    try:
        found = json.loads(request.get_data(), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Problem(status=400, kind="no-json", detail=f"This is no JSON: {error}.") from error
    if not isinstance(found, dict):
        raise Problem(status=400, kind="no-json", detail="Send one JSON object.")
    return found


def done(work: Work) -> Response:
    """Do it in one transaction, once per idempotency key."""
    key = request.headers.get(HEADER, "")
    if len(key) > _LONGEST:
        raise Problem(status=400, kind="idempotency-key", detail=f"{HEADER} is longer than {_LONGEST} letters.")
    with writing() as books:
        kept = _reserved(books, key) if key else None
        if kept is not None and kept.status:
            return _answer(kept.status, kept.body, replayed=True)
        status, said = work(books)
        text = json.dumps(said, ensure_ascii=False)
        if kept is not None:
            kept.status, kept.body = status, text
    return _answer(status, text)


def _reserved(books: Session, key: str) -> ApiAnswerRow:
    """The row of this key: a new one without a status, or what was answered. Raises Problem for another request."""
    token, fingerprint = program().token_key, _fingerprint()
    known = api_tokens.answer(books, token, key)
    if known is None:
        row = ApiAnswerRow(token_id=token, key=key, fingerprint=fingerprint, status=0, body="", created_at=now())
        if api_tokens.keep(books, row):
            return row
        raise Problem(status=409, kind="idempotency-key", detail="The same request is being answered: ask again.")
    if known.fingerprint != fingerprint:
        detail = f"Under this {HEADER} another request was made: take a new key for a new request."
        raise Problem(status=422, kind="idempotency-key", detail=detail)
    return known


def _fingerprint() -> str:
    said = f"{request.method} {request.full_path}\n".encode() + request.get_data()
    return hashlib.sha256(said).hexdigest()


def _answer(status: int, text: str, *, replayed: bool = False) -> Response:
    response = Response(text, status, mimetype="application/json")
    if replayed:
        response.headers[REPLAYED] = "true"
    return response


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")
