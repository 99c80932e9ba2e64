"""Every route, walked: who may open it, who may press its buttons, and that no button works without its token."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule

from admin.access import OPEN
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS, VIEWER
from tests.firm import ASSISTANT, PARTNER

Enter = Callable[..., Visitor]

# What a stranger may open: a page added here must guard itself.
OPEN_TO_ALL = {
    "static", "look.font", "look.accent", "health.healthz", "health.readyz", "health.metrics",
    "auth.sign_in", "auth.ask_link", "auth.use_link", "auth.code",
    "links.batch", "links.html", "links.file", "links.letter", "api.spec",
}  # fmt: skip
# What each button asks for.
NEEDED = {
    "auth.sign_out": VIEWER,
    "alerts.done": ASSISTANT,
    "alerts.reopen": ASSISTANT,
    "dashboard.delivery_settled": PARTNER,
    "dashboard.sending": PARTNER,
    "invoices.level": ASSISTANT,
    "invoices.undo": ASSISTANT,
    "clients.hold": ASSISTANT,
    "clients.resume": ASSISTANT,
    "agreements.contact": ASSISTANT,
    "agreements.plan": ASSISTANT,
    "agreements.withdraw": ASSISTANT,
    "calls.plan": ASSISTANT,
    "calls.drop": ASSISTANT,
    "batches.decided": PARTNER,
    "reminders.decided": PARTNER,
    "reminders.taken_out": PARTNER,
    "mass.picked": ASSISTANT,
    "mass.launched": PARTNER,
    "runs.cancelled": PARTNER,
    "inbox.resolve": ASSISTANT,
    "inbox.reopen": ASSISTANT,
    "verdicts.decide": ASSISTANT,
    "verdicts.undo": ASSISTANT,
    "verdicts.forget": ASSISTANT,
    "verdicts.answer": ASSISTANT,
    "verdicts.prepare": ASSISTANT,
    "payers.always": ASSISTANT,
    "payers.nobody": ASSISTANT,
    "payers.not_always": ASSISTANT,
    "payments.accept": ASSISTANT,
    "payments.place": ASSISTANT,
    "payments.aside": ASSISTANT,
    "payments.back": ASSISTANT,
    "payments.unplace": ASSISTANT,
    "clients.reopen": ASSISTANT,
    "payments.count": PARTNER,
    "banks.test": ASSISTANT,
    "by_hand.send": PARTNER,
    "settling.write_off": ASSISTANT,
    "settling.doubt": ASSISTANT,
    "settling.not_doubtful": ASSISTANT,
    "settling.quote": ASSISTANT,
    "settling.mission": ASSISTANT,
    "penalties.settle": ASSISTANT,
    "penalties.undo": ASSISTANT,
    "penalties.gesture": PARTNER,
    "refunds.refund": ASSISTANT,
    "refunds.keep": ASSISTANT,
    "refunds.undo_use": ASSISTANT,
    "refunds.reverse": PARTNER,
    "refunds.restore": PARTNER,
    "pursuit.proposed": ASSISTANT,
    "pursuit.prepared": ASSISTANT,
    "pursuit.filed": ASSISTANT,
    "pursuit.closed": ASSISTANT,
    "account.end": VIEWER,
    "account.end_others": VIEWER,
    "account.password": VIEWER,
    "account.factor": VIEWER,
    "account.remove": VIEWER,
    "people.sign_out": BOSS,
    "people.reset": BOSS,
    "views.save": VIEWER,
    "views.forget": VIEWER,
    "texts.save": PARTNER,
    "texts.drop": PARTNER,
    "texts.restore": PARTNER,
    "texts.mail": PARTNER,
    "text_look.preview": PARTNER,
    "text_look.letter": PARTNER,
    "ladder_edit.change": PARTNER,
    "rewording.save": PARTNER,
    "rewording.preview": PARTNER,
    "rewording.test": ASSISTANT,
    "post.run": ASSISTANT,
    "post.noted": ASSISTANT,
    "post.numbers": ASSISTANT,
    "post.back": ASSISTANT,
    "privacy.erase": BOSS,
    "programs.give": VIEWER,
    "programs.revoke": VIEWER,
    "programs.trial": BOSS,
    "programs.again": BOSS,
}
# Pages that not everybody of the firm reads.
LOOKED_AT_BY = {
    "by_hand.preview": ASSISTANT, "people.listing": BOSS, "journal.listing": PARTNER, "privacy.show": PARTNER,
    "privacy.export": PARTNER,
    "ladder_edit.form": PARTNER, "ladder_edit.version": PARTNER, "rewording.form": PARTNER, "rewording.shown": PARTNER,
    "post.letters": ASSISTANT, "post.registered_list": ASSISTANT,
}  # fmt: skip
RANKS = (VIEWER, ASSISTANT, PARTNER, BOSS)
_SAMPLES = {
    "key": 1, "position": 0, "token": "a.1.b", "name": "x", "page": "invoices", "kind": "refund",
    "filename": "mailbot.css", "form": "csv",
}  # fmt: skip


def routes(app: Flask, method: str) -> list[tuple[str, str]]:
    """(endpoint, path) of every page or button that takes this method, with something in each of its gaps. The API has
    its own walk (test_api)."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and (not rule.endpoint.startswith("api.") or rule.endpoint in OPEN)
    ]
    with app.test_request_context():
        return [(rule.endpoint, url_for(rule.endpoint, **_filled(rule))) for rule in rules]


def _filled(rule: Rule) -> dict[str, Any]:
    choices = {
        "dashboard.delivery_settled": "left", "dashboard.sending": "stop", "verdicts.answer": "approve",
        "settling.quote": "accepted", "penalties.settle": "waive", "penalties.gesture": "on",
    }  # fmt: skip
    choices |= {"reports.one": "levels", "reports.file": "levels"}
    own = {"what", "name"} if rule.endpoint in choices else set()
    return {name: choices[rule.endpoint] if name in own else _SAMPLES[name] for name in rule.arguments}


def test_the_open_pages_are_these_and_no_others(app: Flask) -> None:
    assert OPEN == OPEN_TO_ALL
    assert set(app.view_functions) >= OPEN_TO_ALL


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_is_sent_to_the_sign_in_by_every_other_route(app: Flask, visitor: Enter, method: str) -> None:
    stranger = visitor("")
    walked = 0
    for endpoint, path in routes(app, method):
        if endpoint not in OPEN_TO_ALL:
            answer = stranger.browser.open(path, method=method)
            assert answer.status_code == 302, f"{method} {path}"
            assert answer.headers["Location"].startswith("/login"), f"{method} {path}"
            walked += 1
    assert walked > 10


def test_every_button_asks_for_the_role_written_here(app: Flask) -> None:
    buttons = {endpoint for endpoint, _ in routes(app, "POST")} - OPEN_TO_ALL
    assert buttons == set(NEEDED)


@pytest.mark.parametrize("rank", RANKS)
def test_lower_roles_are_refused_and_the_needed_one_is_let_through(app: Flask, visitor: Enter, rank: str) -> None:
    person = visitor(rank)
    token = person.token()
    for endpoint, path in routes(app, "POST"):
        if endpoint in NEEDED and endpoint != "auth.sign_out":
            answer = person.browser.post(path, data={"csrf_token": token})
            allowed = RANKS.index(rank) >= RANKS.index(NEEDED[endpoint])
            assert (answer.status_code != 403) is allowed, f"{rank} {path}: {answer.status_code}"


def test_no_button_works_without_its_token(app: Flask, visitor: Enter) -> None:
    boss, stranger = visitor(BOSS), visitor("")
    for endpoint, path in routes(app, "POST"):
        sender = stranger if endpoint in OPEN_TO_ALL else boss
        answer = sender.browser.post(path)
        assert answer.status_code == 400, f"{path}: {answer.status_code}"
        assert "Rien n’a été changé" in answer.get_data(as_text=True), path


@pytest.mark.parametrize("rank", RANKS)
def test_everybody_of_the_firm_may_look_at_every_page_but_these(app: Flask, visitor: Enter, rank: str) -> None:
    person = visitor(rank)
    for endpoint, path in routes(app, "GET"):
        if endpoint not in OPEN_TO_ALL:
            allowed = RANKS.index(rank) >= RANKS.index(LOOKED_AT_BY.get(endpoint, VIEWER))
            assert (person.opens(path).status_code in (200, 404)) is allowed, path


def test_a_viewer_sees_no_button_but_the_way_out(app: Flask, visitor: Enter) -> None:
    person = visitor(VIEWER)
    for path in ("/", "/batches/3", "/inbox", "/clients/5", "/invoices/1", "/payments/2", "/inbox/3", "/reminders/9"):
        page = person.reads(path)
        assert page.count('method="post"') - page.count('class="batch"') == 1, path
        assert 'name="rest"' not in page, path
