"""A program that asks the API, and what its answers are held to."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from admin.access import OPEN
from admin.desk import of
from mailbot.tasks.people.api_access import give_token


class Program:
    """A program with a token."""

    def __init__(self, app: Flask, email: str, *, reads_only: bool = False) -> None:
        self.client: FlaskClient = app.test_client()
        desk = of(app)
        with desk.office.books.write() as session:
            made = give_token(session, desk.office, email, "Factures", desk.clock.now(), reads_only=reads_only)
        self.token, self.key = made[0], made[1].id
        self.bearer = {"Authorization": f"Bearer {self.token}"}

    def asks(self, path: str, **headers: str) -> TestResponse:
        """GET."""
        return self.client.get(f"/api/v1{path}", headers=self._headers(headers))

    def gets(self, path: str) -> Any:
        """GET, and what was answered."""
        answer = self.asks(path)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def brings(self, path: str, said: Any, **headers: str) -> TestResponse:
        """POST."""
        return self.client.post(f"/api/v1{path}", json=said, headers=self._headers(headers))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.token}",
            **{name.replace("_", "-"): value for name, value in more.items()},
        }


def api_routes(app: Flask) -> list[tuple[str, str, str]]:
    """(method, endpoint, path) of the whole API but its description."""
    return [
        (method, rule.endpoint, str(rule).replace("<int:key>", "1").replace("<path:key>", "F-2026-0031"))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint not in OPEN
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]  # fmt: skip


def problem(answer: TestResponse, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    said: dict[str, Any] = json.loads(answer.text)
    assert said["status"] == status and said["detail"] and said["instance"].startswith("/api/")
    return said
