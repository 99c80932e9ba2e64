"""One's own account: sessions listed and ended, the password, the code of an app; what an administrator ends."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from admin import create_app
from admin.desk import of
from mailbot.clock import FixedClock
from mailbot.core import one_time_codes
from mailbot.store.access_tables import SessionRow
from mailbot.store.tables import PersonRow
from mailbot.tasks.people import sign_in
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS, PASSWORD, VIEWER, told
from tests.firm import PARTNER, Firm

Enter = Callable[..., Visitor]


def _secret_shown(page: str) -> bytes:
    """The secret that a page shows, as an app takes it in."""
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found
    text = found[1].replace(" ", "")
    return base64.b32decode(text + "=" * (-len(text) % 8))


def _code(secret: bytes, at: datetime) -> str:
    return one_time_codes.code(secret, one_time_codes.step_of(at))


@pytest.fixture
def with_app(town: Firm, visitor: Enter) -> tuple[Visitor, bytes]:
    """The administrator, with an app in service, and its secret."""
    boss = visitor(BOSS)
    secret = _secret_shown(boss.reads("/account/second-factor"))
    assert boss.opens("/account/second-factor/picture.png").data.startswith(b"\x89PNG")
    said = boss.presses("/account/second-factor", code=_code(secret, town.now))
    assert said.startswith("L\u2019application est en service")
    return boss, secret


def test_every_browser_is_listed_and_one_is_ended_from_the_other(town: Firm, app: Flask) -> None:
    here, there = Visitor(app).signed_in(BOSS), Visitor(app).signed_in(BOSS)
    page = here.reads("/account")
    assert page.count("/account/sessions/") == 2, "one button for the other session, one for all others"
    assert here.presses("/account/sessions/2/end") == "Session fermée."
    assert there.opens("/").status_code == 302
    assert here.opens("/").status_code == 200
    assert [event.actor for event in told(town, "session_ended")] == [BOSS]


def test_all_others_are_ended_at_once(app: Flask) -> None:
    here, *others = (Visitor(app).signed_in(BOSS) for _ in range(3))
    here.presses("/account/sessions/others")
    assert [one.opens("/").status_code for one in (here, *others)] == [200, 302, 302]


def test_nobody_ends_the_session_of_somebody_else(app: Flask) -> None:
    boss, viewer = Visitor(app).signed_in(BOSS), Visitor(app).signed_in(VIEWER)
    assert "déjà finie" in viewer.presses("/account/sessions/1/end")
    assert boss.opens("/").status_code == 200


def test_a_session_ends_after_twelve_hours_whatever_the_browser_keeps(town: Firm, app: Flask) -> None:
    person = Visitor(app).signed_in(BOSS)
    later = create_app(town.office, FixedClock(town.now + timedelta(hours=12)))
    other = later.test_client()
    cookie = person.browser.get_cookie("mailbot")
    assert cookie
    other.set_cookie("mailbot", cookie.value)
    assert other.get("/").status_code == 302


def test_the_books_keep_no_token_that_opens_a_session(town: Firm, app: Flask) -> None:
    person = Visitor(app).signed_in(BOSS)
    with person.browser.session_transaction() as kept:
        token = kept["_user_id"].rpartition(".")[2]
    with town.office.books.read() as session:
        row = session.scalars(select(SessionRow)).one()
    assert token
    assert token not in (row.digest, row.browser, row.address)
    with person.browser.session_transaction() as kept:
        kept["_user_id"] = kept["_user_id"].rpartition(".")[0] + "." + row.digest
    assert person.opens("/").status_code == 302


def test_a_session_says_late_that_it_was_seen(town: Firm, app: Flask) -> None:
    person, desk = Visitor(app).signed_in(BOSS), of(app)
    for minutes, seen in ((3, 0), (6, 6), (10, 6), (12, 12)):
        app.extensions["mailbot"] = type(desk)(desk.office, FixedClock(town.now + timedelta(minutes=minutes)))
        person.reads("/account")
        with town.office.books.read() as session:
            assert session.scalars(select(SessionRow.seen_at)).one() == town.now + timedelta(minutes=seen)


def test_a_password_is_changed_by_whoever_knows_it_and_ends_all_sessions(town: Firm, app: Flask) -> None:
    here, there = Visitor(app).signed_in(BOSS), Visitor(app).signed_in(BOSS)
    new = "une autre phrase encore"
    assert "inexact" in here.presses("/account/password", current="faux", wanted=new, again=new)
    assert "diffèrent" in here.presses("/account/password", current=PASSWORD, wanted=new, again="autre")
    assert "trop court" in here.presses("/account/password", current=PASSWORD, wanted="court", again="court")
    assert here.opens("/").status_code == there.opens("/").status_code == 200
    here.posts("/account/password", current=PASSWORD, wanted=new, again=new)
    assert here.opens("/").status_code == there.opens("/").status_code == 302
    assert Visitor(app).posts("/login", email=BOSS, password=PASSWORD).status_code == 401
    assert Visitor(app).posts("/login", email=BOSS, password=new).status_code == 303


@pytest.mark.parametrize("way", ["password", "link"])
def test_who_has_an_app_enters_by_its_code_only(
    town: Firm, app: Flask, with_app: tuple[Visitor, bytes], way: str
) -> None:  # fmt: skip
    secret, person = with_app[1], Visitor(app)
    if way == "password":
        answer = person.posts("/login", email=BOSS, password=PASSWORD, next="/clients")
    else:
        link = sign_in.sign_in_link(town.office, BOSS, town.now)
        answer = person.posts("/login/" + link.rpartition("/login/")[2])
    assert answer.headers["Location"] == "/login/code"
    assert person.opens("/").status_code == 302, "half a proof opens nothing"
    assert person.posts("/login/code", code="000000").status_code == 401
    assert person.posts("/login/code", code=_code(secret, town.now)).status_code == 401, "it was used to set up"
    following = _code(secret, town.now + timedelta(seconds=30))
    assert person.posts("/login/code", code=following).headers["Location"] == ("/clients" if way == "password" else "/")
    assert "Béatrice Dumas" in person.reads("/")


def test_a_code_without_the_first_proof_opens_nothing(town: Firm, app: Flask, with_app: tuple[Visitor, bytes]) -> None:
    person = Visitor(app)
    right = _code(with_app[1], town.now + timedelta(seconds=30))
    assert person.posts("/login/code", code=right).headers["Location"] == "/login"
    person.posts("/login", email=BOSS, password=PASSWORD)
    desk = of(app)
    app.extensions["mailbot"] = type(desk)(desk.office, FixedClock(town.now + timedelta(minutes=6)))
    late = _code(with_app[1], town.now + timedelta(minutes=6))
    assert person.posts("/login/code", code=late).headers["Location"] == "/login"


def test_too_many_wrong_codes_close_the_door_to_the_right_one(
    town: Firm, app: Flask, with_app: tuple[Visitor, bytes]
) -> None:
    person = Visitor(app)
    person.posts("/login", email=BOSS, password=PASSWORD)
    answers = [person.posts("/login/code", code="000000").status_code for _ in range(sign_in.FAILURES)]
    assert set(answers) == {401}
    assert person.posts("/login/code", code=_code(with_app[1], town.now + timedelta(seconds=30))).status_code == 401
    assert [event.actor for event in told(town, "sign_in_locked")] == [BOSS]


def test_a_wrong_code_sets_nothing_up_and_takes_nothing_back(town: Firm, with_app: tuple[Visitor, bytes]) -> None:
    boss, secret = with_app
    assert "déjà vos codes" in boss.presses("/account/second-factor", code=_code(secret, town.now))
    assert "ne convient pas" in boss.presses("/account/second-factor/remove", code="000000")
    following = _code(secret, town.now + timedelta(seconds=30))
    assert "retiré" in boss.presses("/account/second-factor/remove", code=following)
    with town.office.books.read() as session:
        assert session.scalars(select(PersonRow.totp_seed).where(PersonRow.email == BOSS)).one() is None


def test_an_administrator_ends_sessions_and_helps_who_lost_a_phone(town: Firm, app: Flask, visitor: Enter) -> None:
    partner, boss = visitor(PARTNER), visitor(BOSS)
    secret = _secret_shown(partner.reads("/account/second-factor"))
    partner.presses("/account/second-factor", code=_code(secret, town.now))
    page = boss.reads("/people")
    assert "Hélène Vallier" in page
    key = next(event.id for event in _people(town) if event.email == PARTNER)
    assert "sans code" in boss.presses(f"/people/{key}/second-factor")
    assert "fermées" in boss.presses(f"/people/{key}/sign-out")
    assert partner.opens("/").status_code == 302
    assert {event.actor for event in told(town, "sessions_ended")} == {BOSS}
    assert Visitor(app).posts("/login", email=PARTNER, password=PASSWORD).headers["Location"] == "/"


def test_eight_wrong_passwords_close_the_door_without_telling(town: Firm, app: Flask) -> None:
    for number in range(sign_in.FAILURES):
        with town.office.books.write() as session:
            sign_in.failed(session, BOSS.upper() if number % 2 else BOSS, town.now)
    locked = Visitor(app).posts("/login", email=BOSS, password=PASSWORD)
    unknown = Visitor(app).posts("/login", email="nobody@etude.example", password=PASSWORD)
    assert locked.status_code == unknown.status_code == 401
    assert locked.get_data(as_text=True).count("inexact") == unknown.get_data(as_text=True).count("inexact") == 1
    assert [event.actor for event in told(town, "sign_in_locked")] == [BOSS], "once, and only of somebody who is known"
    link = sign_in.sign_in_link(town.office, BOSS, town.now)
    assert Visitor(app).posts("/login/" + link.rpartition("/login/")[2]).status_code == 303
    with town.office.books.read() as session:
        assert sign_in.by_password(session, BOSS, PASSWORD, town.now), "coming in by the link opened it again"


def test_the_door_opens_again_after_a_quarter_of_an_hour(town: Firm) -> None:
    for _ in range(sign_in.FAILURES):
        with town.office.books.write() as session:
            sign_in.failed(session, BOSS, town.now)
    with town.office.books.read() as session:
        assert sign_in.by_password(session, BOSS, PASSWORD, town.now) is None
        assert sign_in.by_password(session, BOSS, PASSWORD, town.now + sign_in.LOCKED) is not None


def test_the_history_tells_who_did_what_by_person_kind_and_day(reader: Visitor) -> None:
    assert "entrée de Béatrice Dumas" in reader.reads("/history?kind=signed")
    assert "Dupont Bâtiment" in reader.reads("/history?kind=reminder&since=2026-10-26&until=2026-10-26")
    assert "Aucune ligne" in reader.reads("/history?who=nobody")
    assert "Aucune ligne" in reader.reads("/history?until=2020-01-01")
    assert "pas un jour" in reader.reads("/history?since=demain")
    assert "Aucune ligne" not in reader.reads("/history?kind=nope")


def _people(town: Firm) -> list[PersonRow]:
    with town.office.books.read() as session:
        return list(session.scalars(select(PersonRow)))
