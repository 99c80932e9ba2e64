"""What strangers try: scripts in mails and names, forged forms, other sites, templates, letters that reach out."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from mailbot.core.errors import InputError
from mailbot.outbound.letter_pdf import LetterPress
from mailbot.store.tables import ClientRow, InboxRow
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS
from tests.firm import BOT, Firm

Enter = Callable[..., Visitor]

EVIL = """<html><head><meta http-equiv="refresh" content="0;url=http://evil.example/"><base href="http://evil.example/">
<style>@import url(http://evil.example/s.css); body{background:url(http://evil.example/b.png)}</style></head>
<body onload="alert(1)"><p>Bonjour, que voulez-vous ?</p><img src=x onerror=alert(2)><svg onload=alert(3)></svg>
<script>fetch('http://evil.example/')</script><iframe src="javascript:alert(4)"></iframe>
<a href="javascript:alert(5)">ici</a><form action="http://evil.example/"><input name="csrf_token"></form>
<object data="data:text/html,<script>alert(6)</script>"></object></body></html>"""


class _Tags(HTMLParser):
    """The tags of a page with what they carry."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.found.append((tag, dict(attrs)))


def _tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(page)
    return parser.found


def _is_ours(tag: str, attributes: dict[str, str | None]) -> bool:
    """Nothing that acts by itself, nothing that leads out, no frame or form but our own."""
    if tag in {"object", "embed", "base", "svg", "style"} or any(name.startswith("on") for name in attributes):
        return False
    if tag == "meta" and attributes.get("http-equiv"):
        return False
    leads = [attributes.get(name) or "" for name in ("src", "href", "action", "formaction", "data")]
    return all(re.match(r"(/(?!/)|#|\?|mailto:|$)", address) for address in leads)


def test_a_hostile_mail_acts_on_no_page_that_shows_it(town: Firm, visitor: Enter) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = '"<script>alert(7)</script>" <x@evil.example>', BOT
    mail["Subject"], mail["Message-ID"] = '"><img src=x onerror=alert(8)>', "<evil@evil.example>"
    mail.set_content(EVIL, subtype="html")
    mail.add_attachment(b"<script>alert(9)</script>", "text", "html", filename='"><script>x.html')
    town.at("2026-11-18T12:00").drops(mail.as_bytes())
    town.tick()
    key = max(row.id for row in town.messages())
    person = visitor(BOSS)
    for path in ("/", "/inbox", "/inbox/all", f"/inbox/{key}", "/history"):
        strange = [one for one in _tags(person.reads(path)) if not _is_ours(*one)]
        assert strange == [], path
    raw = person.opens(f"/inbox/{key}/raw")
    assert raw.headers["Content-Disposition"].startswith("attachment")
    assert raw.headers["X-Content-Type-Options"] == "nosniff"
    assert raw.headers["Content-Type"].startswith("message/rfc822")


@pytest.mark.parametrize("evil", ["{{ 7*7 }}", "{% for x in y %}", "${7*7}", "{{ config }}", "%(name)s", "%s%n", "{0}"])
def test_names_and_subjects_are_never_read_as_templates(town: Firm, visitor: Enter, evil: str) -> None:
    with town.office.books.write() as session:
        session.get_one(ClientRow, 1).name = evil
        session.get_one(InboxRow, 5).subject = evil
    person = visitor(BOSS)
    for path in ("/clients/1", "/invoices/1", "/invoices", "/inbox", "/inbox/5"):
        page = person.reads(path)
        assert "&#34;SECRET_KEY" not in page
    assert evil in person.reads("/clients/1")
    assert "49" not in person.reads("/clients/1").partition("<h1>")[2].partition("</h1>")[0]


def test_pages_escape_by_themselves(app: Flask) -> None:
    with app.test_request_context():
        assert render_template_string("{{ x }}", x="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize("referrer", ["https://evil.example/", "http://localhost.evil.example/x", "javascript:alert(1)",
                                      "//evil.example/", "http://localhost//evil.example/"])  # fmt: skip
def test_a_button_never_leads_back_to_another_site(visitor: Enter, referrer: str) -> None:
    person = visitor(BOSS)
    data = {"csrf_token": person.token(), "why": ""}
    answer = person.browser.post("/clients/holds/999/end", data=data, headers={"Referer": referrer})
    assert answer.headers["Location"] == "/"


def test_a_saved_view_leads_to_its_own_list_only(visitor: Enter) -> None:
    person = visitor(BOSS)
    answer = person.posts("/views/invoices", name="x", query="//evil.example/?a=b&next=https://evil.example")
    assert answer.headers["Location"].startswith("/invoices?")


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_form_of_another_site_is_refused_even_with_a_session(visitor: Enter, origin: str) -> None:
    person = visitor(BOSS)
    for data in ({}, {"csrf_token": ""}, {"csrf_token": "x" * 40}, {"csrf_token": visitor("").token()}):
        answer = person.browser.post("/sending/stop", data=data, headers={"Origin": origin})
        assert answer.status_code == 400


def test_the_session_of_a_visitor_is_not_kept_when_somebody_signs_in(town: Firm, visitor: Enter) -> None:
    """Session fixation: what was in the browser before the sign-in, its CSRF token too, is worth nothing after it."""
    person = visitor("")
    before = person.token()
    person.signed_in(BOSS)
    assert person.browser.post("/sending/stop", data={"csrf_token": before}).status_code == 400


def test_a_forged_cookie_opens_nothing(app: Flask, visitor: Enter) -> None:
    client: FlaskClient = app.test_client()
    client.set_cookie("mailbot", "eyJfdXNlcl9pZCI6IjEueC55In0.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb")
    assert client.get("/").status_code == 302
    real = visitor(BOSS).browser.get_cookie("mailbot")
    assert real
    client.set_cookie("mailbot", real.value[:-3] + "abc")
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "html",
    ['<img src="http://127.0.0.1:{port}/p.png">', '<link rel="stylesheet" href="http://127.0.0.1:{port}/s.css">',
     "<style>@import url(http://127.0.0.1:{port}/i.css);</style>",
     '<p style="background: url(http://127.0.0.1:{port}/b.png)">x</p>',
     '<object data="http://127.0.0.1:{port}/o.svg"></object>',
     "<style>@font-face {{ font-family: f; src: url(http://127.0.0.1:{port}/f) }} p {{ font-family: f }}</style><p>x"],
)  # fmt: skip
def test_no_letter_reaches_out_to_another_machine(html: str) -> None:
    """Server-side request forgery: a listener on this machine hears nobody while the letter is printed."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        try:
            LetterPress().pdf(html.format(port=listener.getsockname()[1]))
        except InputError as error:
            assert "127.0.0.1" in str(error)
        with pytest.raises(TimeoutError):
            listener.accept()
