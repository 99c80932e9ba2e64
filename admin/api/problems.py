"""What a program is told when something does not go: a problem document (RFC 9457) with one clear sentence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, TooManyRequests

from mailbot.core.errors import TryLater, UserError

MEDIA_TYPE = "application/problem+json"
_OWN = "urn:mailbot:problem:"
_RETRY_SECONDS = 60

# What a status means here, where the phrase of HTTP does not say what to do.
_DETAILS = {
    401: "Send a token of Mailbot as `Authorization: Bearer …`. A person makes one on the page Mon compte.",
    403: "The person whose token this is may not do this, or the token only reads.",
    404: "There is nothing here, or nothing that the person whose token this is may see.",
    405: "This address does not take this method.",
    413: "The request is too large: send it in several.",
    415: "Send JSON, with `Content-Type: application/json`.",
    429: "Too many requests: wait as long as Retry-After says.",
    500: "Something broke here. Nothing was changed; the log of Mailbot says more.",
}


@dataclass(kw_only=True, eq=False)
class Problem(Exception):
    """Ends the request: nothing of it stays in the books. `kind`: what it is, for programs; `errors`: a pointer into
    the request (RFC 6901) and a sentence for each thing that is wrong."""

    status: int
    kind: str
    detail: str
    errors: Sequence[tuple[str, str]] = field(default=())


def answer(problem: Problem) -> Response:
    """The problem as an answer."""
    phrase = HTTPStatus(problem.status).phrase
    said: dict[str, object] = {
        "type": f"{_OWN}{problem.kind}" if problem.kind else "about:blank",
        "title": problem.kind.replace("-", " ").capitalize() if problem.kind else phrase,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.path,
    }
    if problem.errors:
        said["errors"] = [{"pointer": pointer, "detail": detail} for pointer, detail in problem.errors]
    response = Response(json.dumps(said, ensure_ascii=False), problem.status, mimetype=MEDIA_TYPE)
    if problem.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Mailbot"'
    return response


def refused(error: UserError) -> Response:
    """The domain says no, in its own sentence."""
    return answer(Problem(status=422, kind="refused", detail=str(error)))


def later(error: TryLater) -> Response:
    """Nothing was done; the same request may succeed later."""
    response = answer(Problem(status=503, kind="", detail=str(error)))
    response.headers["Retry-After"] = str(_RETRY_SECONDS)
    return response


def failed(error: HTTPException) -> Response:
    """Any other answer that is not the one asked for."""
    code = error.code or 500
    response = answer(Problem(status=code, kind="", detail=_DETAILS.get(code, HTTPStatus(code).phrase)))
    if isinstance(error, TooManyRequests):
        response.headers["Retry-After"] = str(_RETRY_SECONDS)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response
