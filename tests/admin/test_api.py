"""The API for other programs: who comes in, what nobody else sees, how often; the tokens and their page."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from admin import create_app
from admin.access import needed
from admin.desk import of
from mailbot.clock import FixedClock
from mailbot.core.errors import Refused
from mailbot.store.people import api_tokens
from mailbot.store.tables import PersonRow
from mailbot.tasks.people.api_access import MOST, give_token, revoke_token
from tests.admin.conftest import Visitor
from tests.admin.program import Program, api_routes, problem
from tests.admin.test_access import RANKS
from tests.admin.test_own_matters import NEW, divided, site  # noqa: F401 - fixtures
from tests.admin.town import BOSS, VIEWER
from tests.firm import ASSISTANT, DEPUTY, Firm

Enter = Callable[..., Visitor]


@pytest.fixture
def program(app: Flask) -> Program:
    """A program that acts for the assistant."""
    return Program(app, ASSISTANT)


def test_nobody_comes_in_without_a_token_that_works(app: Flask, visitor: Enter) -> None:
    revoked, gone = Program(app, ASSISTANT), Program(app, DEPUTY)
    desk = of(app)
    with desk.office.books.write() as session:
        revoke_token(session, revoked.key, ASSISTANT, desk.clock.now())
        session.query(PersonRow).filter_by(email=DEPUTY).one().active = False
    signed_in = visitor(BOSS).browser
    for method, _, path in api_routes(app):
        for client, header in (
            (signed_in, ""), (app.test_client(), "Bearer mailbot_n1n2x"), (app.test_client(), f"Basic {revoked.token}"),
            (app.test_client(), f"Bearer {revoked.token}"), (app.test_client(), f"Bearer {gone.token}"),
        ):  # fmt: skip
            answer = client.open(path, method=method, headers={"Authorization": header} if header else {}, json={})
            assert problem(answer, 401) and answer.headers["WWW-Authenticate"].startswith("Bearer"), path
            assert "Set-Cookie" not in answer.headers


def test_a_token_opens_no_page(app: Flask, program: Program) -> None:
    answer = program.client.get("/invoices", headers=program.bearer)
    assert answer.status_code == 302 and "/login" in answer.headers["Location"]


@pytest.mark.parametrize("rank", RANKS)
def test_a_program_may_what_its_person_may(app: Flask, rank: str) -> None:
    theirs, looking = Program(app, rank), Program(app, rank, reads_only=True)
    for method, endpoint, path in api_routes(app):
        with app.test_request_context():
            asked = RANKS.index({"viewer": VIEWER, "assistant": ASSISTANT}[needed(endpoint, method)])
        answer = theirs.client.open(path, method=method, headers=theirs.bearer, json={})
        assert (answer.status_code != 403) is (RANKS.index(rank) >= asked), path
        answer = looking.client.open(path, method=method, headers=looking.bearer, json={})
        assert (answer.status_code == 403) is (method == "POST"), path


def test_somebody_elses_matter_is_not_there_for_a_program_either(site: Flask, divided: Firm) -> None:  # noqa: F811
    """Of every address, with another partner's number in it, by a token of a partner who sees their own only."""
    program = Program(site, NEW)
    for method, endpoint, path in api_routes(site):
        if endpoint in ("api.me", "api.list_invoices", "api.list_clients"):
            continue
        other = path.replace("/clients/F-2026-0031", "/clients/C4")
        said = {"amount": "1", "received_on": "2026-11-17"}
        answer = program.client.open(other, method=method, headers=program.bearer, json=said)
        about_one = endpoint in ("api.one_client", "api.one_invoice", "api.pay")
        assert problem(answer, 404 if about_one else 403), endpoint
    assert {one["number"] for one in program.gets("/invoices")["invoices"]} == {"F-2026-0038", "F-2026-0042"}
    assert {one["code"] for one in program.gets("/clients")["clients"]} == {"C1", "C5"}
    assert program.gets("/clients/C1")["owes"] == [{"currency": "EUR", "open_amount": "1200.00", "overdue": "1200.00"}]
    assert program.gets("/invoices/F-2026-0042")["client"] == "C1"


def test_a_program_that_asks_too_often_is_told_to_wait(model_town: Path, tmp_path: Path, town: Firm) -> None:
    few = town.office.settings.admin.model_copy(update={"api_per_minute": 3})
    office = _with(town, few)
    app = create_app(office, FixedClock(town.now))
    first, second = Program(app, ASSISTANT), Program(app, ASSISTANT)
    assert [first.asks("/me").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    answer = first.asks("/me")
    assert problem(answer, 429) and answer.headers["Retry-After"] == "60"
    assert second.asks("/me").status_code == 200, "each token for itself"


def _with(town: Firm, admin: Any) -> Any:
    return dataclasses.replace(town.office, settings=town.office.settings.model_copy(update={"admin": admin}))


def test_a_token_is_shown_once_and_kept_as_its_digest(town: Firm, visitor: Enter) -> None:
    person = visitor(VIEWER)
    page = person.posts("/programs/tokens", name="Compta <b>").get_data(as_text=True)
    token = page.partition('<code class="secret">')[2].partition("</code>")[0]
    assert token.startswith("mailbot_") and "Compta &lt;b&gt;" in page
    listed = person.reads("/programs")
    assert token not in listed and f"…{token[-4:]}" in listed and "Compta &lt;b&gt;" in listed
    assert token.encode() not in (town.folder / "mailbot.db").read_bytes()
    assert visitor(ASSISTANT).reads("/programs").count("…" + token[-4:]) == 0, "it is nobody else's"
    assert f"…{token[-4:]}" in visitor(BOSS).reads("/programs")
    assert "déjà révoqué" in visitor(ASSISTANT).presses("/programs/tokens/1/revoke"), "nor theirs to revoke"
    asked = person.browser.application.test_client()
    headers = {"Authorization": f"Bearer {token}"}
    assert asked.get("/api/v1/me", headers=headers).status_code == 200
    assert "révoqué" in person.presses("/programs/tokens/1/revoke")
    assert asked.get("/api/v1/me", headers=headers).status_code == 401


def test_nobody_has_more_tokens_than_they_oversee(town: Firm) -> None:
    with town.office.books.write() as session:
        for _ in range(MOST):
            give_token(session, town.office, VIEWER, "x", town.now)
        with pytest.raises(Refused, match="vingt jetons"):
            give_token(session, town.office, VIEWER, "x", town.now)
        for email, name, said in ((ASSISTANT, " ", "nom au jeton"), ("who@x.example", "x", "Personne n'entre")):
            with pytest.raises(Refused, match=said):
                give_token(session, town.office, email, name, town.now)


def test_when_a_token_was_last_used_is_shown(app: Flask, program: Program) -> None:
    assert "jamais" in Visitor(app).signed_in(ASSISTANT).reads("/programs")
    program.asks("/me")
    assert "jamais" not in Visitor(app).signed_in(ASSISTANT).reads("/programs")


def test_an_answer_is_kept_for_a_week_only(town: Firm, program: Program) -> None:
    program.brings("/clients", {"clients": [{"code": "N9", "name": "Neuf"}]}, Idempotency_Key="k")
    with town.office.books.write() as session:
        assert api_tokens.forget_answers(session, town.now) == 0
        assert api_tokens.forget_answers(session, town.now + timedelta(seconds=1)) == 1
