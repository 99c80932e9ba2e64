"""A page: the list of late invoices as a signed-in person gets it, against bare Flask and Jinja with the same rows."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import text

from admin import create_app
from mailbot.clock import FixedClock
from mailbot.tasks.desk.office import Office
from mailbot.tasks.people.sign_in import sign_in_link
from tests.bench.firm import NOW, large
from tests.firm import PARTNER

_COUNT = 10
_PAGE = """<table>{% for row in rows %}<tr><td>{{ row.number }}</td><td>{{ row.name }}</td><td>{{ row.due_on }}</td>
<td>{{ "%.2f"|format(row.open_minor / 100) }}</td></tr>{% endfor %}</table>"""
_ROWS = text(
    "SELECT i.number, c.name, i.due_on, i.open_minor FROM invoices i JOIN clients c ON c.id = i.client_id "
    "WHERE i.open_minor > 0 AND i.due_on < '2026-11-16' ORDER BY i.due_on LIMIT 50"
)


@cache
def _office() -> Office:
    return large(Path(tempfile.mkdtemp()) / "firm", clients=2_000, due=2_000, sleeping=18_000)


@cache
def _visitor() -> FlaskClient:
    app = create_app(_office(), FixedClock(NOW))
    app.config["WTF_CSRF_ENABLED"] = False
    visitor = app.test_client()
    link = sign_in_link(_office(), PARTNER, NOW)
    visitor.post("/login/" + link.rpartition("/login/")[2])
    return visitor


@cache
def _bare() -> FlaskClient:
    app = Flask("bare")

    @app.get("/")
    def page() -> str:
        with _office().books.engine.connect() as connection:
            return render_template_string(_PAGE, rows=connection.execute(_ROWS).all())

    return app.test_client()


def ours() -> int:
    """Session, role, filters, totals, verdicts, words in the visitor's language."""
    answers = [_visitor().get("/invoices") for _ in range(_COUNT)]
    if {answer.status_code for answer in answers} != {200}:
        raise RuntimeError(f"the page answered {answers[0].status}")
    return len(answers)


def bare() -> int:
    """Fifty rows in a table."""
    return sum(_bare().get("/").status_code == 200 for _ in range(_COUNT))
