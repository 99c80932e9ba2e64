"""Lists in parts: how many, from where, and the address of the part that follows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import Response, request, url_for

from admin.api.problems import Problem
from admin.fields import whole
from mailbot.store.lists import keyset
from mailbot.store.lists.keyset import Key, Place

SIZE, MOST = 100, 500


def asked_size() -> int:
    """How many rows a part has."""
    asked = whole(request.args.get("limit", str(SIZE)))
    if not asked or asked > MOST:
        raise Problem(status=400, kind="limit", detail=f"limit: write a number from 1 to {MOST}.")
    return asked


def place(keys: Sequence[Key]) -> Place | None:
    """Where the part begins; what names no place is an error: a program that starts over would never end."""
    after = request.args.get("after")
    found = keyset.place(after, keys) if after else None
    if after and found is None:
        raise Problem(status=400, kind="after", detail="after: take it from `next` of the part before, as it is.")
    return found


def page(name: str, rows: list[dict[str, Any]], after: str) -> Response:
    """One part, and the address of the one after it (RFC 8288)."""
    values: dict[str, Any] = {key: value for key, value in request.args.items() if key != "after"}
    following = url_for(request.endpoint or "", **values, after=after) if after else None
    response = Response(json.dumps({name: rows, "next": following}, ensure_ascii=False), mimetype="application/json")
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def unknown(name: str, choices: list[str]) -> Problem:
    """A value that is none of those that may be asked for."""
    return Problem(status=400, kind=name, detail=f"{name}: write one of {', '.join(choices)}.")
