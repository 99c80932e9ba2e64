"""Coming in: by password, by a mailed link; going out; and everything that must not work."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from admin import create_app
from mailbot.clock import FixedClock
from mailbot.core.errors import Refused
from mailbot.core.tokens import sign_link
from mailbot.store.people import people
from mailbot.store.tables import DeliveryRow, EventRow
from mailbot.tasks.people import sign_in
from mailbot.tasks.sending.deliver import deliver
from tests.admin.conftest import Visitor, said
from tests.admin.town import BOSS, PASSWORD, VIEWER, a_config
from tests.firm import PARTNER, Firm, body_of

Enter = Callable[..., Visitor]


def test_the_right_password_leads_to_the_page_asked_for(visitor: Enter) -> None:
    person = visitor("")
    answer = person.opens("/invoices?state=open")
    assert answer.headers["Location"] == "/login?next=/invoices?state%3Dopen"
    answer = person.posts("/login", email=BOSS.upper(), password=PASSWORD, next="/invoices?state=open")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/invoices?state=open")
    assert "Béatrice Dumas" in person.reads("/")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "/a\\b", "evil", "/x\nSet-Cookie: a=b"]
)
def test_nobody_is_sent_to_another_site(visitor: Enter, elsewhere: str) -> None:
    answer = visitor("").posts("/login", email=BOSS, password=PASSWORD, next=elsewhere)
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("email", "password"),
    [(BOSS, "faux"), ("nobody@etude.example", PASSWORD), (BOSS, ""), ("", ""), ("\x00", "x" * 5000)],
)
def test_a_wrong_one_gets_the_same_words_whoever_it_is(visitor: Enter, email: str, password: str) -> None:
    answer = visitor("").posts("/login", email=email, password=password)
    assert answer.status_code == 401
    assert said(answer.get_data(as_text=True)).startswith("Adresse ou mot de passe inexact.")


def test_who_was_disabled_or_left_the_configuration_does_not_enter(town: Firm, app: Flask) -> None:
    with town.office.books.write() as session:
        row = people.by_email(session, BOSS)
        assert row
        row.active = False
    assert Visitor(app).posts("/login", email=BOSS, password=PASSWORD).status_code == 401
    inside = Visitor(app).signed_in(VIEWER)
    without = a_config().replace(f"  - {{email: {VIEWER}, name: Victor Leroy, role: viewer}}\n", "")
    smaller = Firm(town.folder, without)
    create_app(smaller.office, FixedClock(town.now))
    smaller.office.books.close()
    assert inside.opens("/").status_code == 302, "their session ended"
    assert Visitor(app).posts("/login", email=VIEWER, password=PASSWORD).status_code == 401


def test_signing_out_everywhere_ends_the_other_sessions_too(app: Flask) -> None:
    here, there = Visitor(app).signed_in(BOSS), Visitor(app).signed_in(BOSS)
    here.posts("/logout", everywhere="1")
    assert here.opens("/").status_code == 302
    assert there.opens("/").status_code == 302


def test_signing_out_ends_this_session_only(app: Flask) -> None:
    here, there = Visitor(app).signed_in(BOSS), Visitor(app).signed_in(BOSS)
    here.posts("/logout")
    assert here.opens("/").status_code == 302
    assert there.opens("/").status_code == 200


def test_a_link_signs_in_once_and_opening_it_spends_nothing(town: Firm, app: Flask) -> None:
    path = _path(sign_in.sign_in_link(town.office, PARTNER, town.now))
    for _ in range(3):
        assert "Bonjour Hélène Vallier" in Visitor(app).reads(path)
    person = Visitor(app)
    assert person.posts(path).status_code == 303
    assert "Hélène Vallier" in person.reads("/")
    second = Visitor(app)
    assert second.posts(path).status_code == 410
    assert second.opens(path).status_code == 410
    assert second.opens("/").status_code == 302


def test_an_old_forged_or_borrowed_link_does_not_sign_in(town: Firm, app: Flask) -> None:
    late = town.now + timedelta(minutes=sign_in.LINK_MINUTES)
    old = sign_in.sign_in_link(town.office, PARTNER, town.now - timedelta(minutes=sign_in.LINK_MINUTES))
    right = sign_in.sign_in_link(town.office, PARTNER, town.now)
    batch_link = sign_link(f"3:{PARTNER}", late, town.office.key)
    tokens = [_path(old), _path(right)[:-1] + "2", f"/login/{batch_link}", "/login/%20", "/login/é.1.x", "/login/a"]
    for path in tokens:
        assert Visitor(app).opens(path).status_code == 410, path
        assert Visitor(app).posts(path).status_code == 410, path


def test_a_link_for_nobody_is_refused(town: Firm, app: Flask) -> None:
    with pytest.raises(Refused, match="Personne"):
        sign_in.sign_in_link(town.office, "nobody@etude.example", town.now)


def test_asking_for_a_link_says_the_same_whether_the_address_is_known(town: Firm, app: Flask) -> None:
    known = Visitor(app).posts("/login/link", email=PARTNER)
    unknown = Visitor(app).posts("/login/link", email="nobody@etude.example")
    assert known.status_code == unknown.status_code == 200
    assert known.data == unknown.data
    with town.office.books.read() as session:
        rows = session.scalars(select(DeliveryRow).where(DeliveryRow.kind == "sign_in")).all()
    assert [row.recipients for row in rows] == [[PARTNER]]


def test_the_mailed_link_works_and_no_copy_of_it_reaches_the_shared_mailbox(town: Firm, app: Flask) -> None:
    person = Visitor(app)
    for _ in range(3):
        person.posts("/login/link", email=PARTNER)
    deliver(town.office, town.now)
    mails = [mail for mail in town.inbox_of(PARTNER) if "connexion" in str(mail["Subject"])]
    assert len(mails) == 1, "one mail, however often it is asked for"
    found = re.search(r"http\S+", body_of(mails[0]))
    assert found
    assert person.posts(_path(found[0])).status_code == 303
    with town.office.books.read() as session:
        row = session.scalars(select(DeliveryRow).where(DeliveryRow.kind == "sign_in")).one()
    assert row.copied_at == town.now


def test_too_many_tries_are_stopped(visitor: Enter) -> None:
    person = visitor("")
    answers = [person.posts("/login", email=BOSS, password="faux").status_code for _ in range(12)]
    assert answers[:10] == [401] * 10
    assert answers[10:] == [429] * 2
    assert "Patientez" in person.posts("/login", email=BOSS, password=PASSWORD).get_data(as_text=True)


@pytest.mark.parametrize("password", ["", "court", "neufchars"])
def test_a_short_password_is_not_taken(town: Firm, app: Flask, password: str) -> None:
    with town.office.books.write() as session, pytest.raises(Refused, match="trop court"):
        sign_in.set_password(session, town.office, BOSS, password, town.now)


def test_history_tells_who_came_in(town: Firm, app: Flask) -> None:
    Visitor(app).signed_in(BOSS)
    with town.office.books.read() as session:
        events = session.scalars(select(EventRow).where(EventRow.kind == "signed_in")).all()
    assert [event.actor for event in events] == [BOSS]


def test_cookies_are_closed_to_scripts_and_secure_behind_https(town: Firm, app: Flask) -> None:
    cookie = Visitor(app).opens("/login").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    safe = Firm(town.folder, a_config(extra="admin: {base_url: 'https://mailbot.etude.example'}\n"))
    answer = create_app(safe.office, FixedClock(town.now)).test_client().get("/login")
    safe.office.books.close()
    assert answer.headers["Set-Cookie"].startswith("__Host-mailbot=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" in answer.headers


def _path(link: str) -> str:
    return "/login/" + link.rpartition("/login/")[2]
