"""The page of alerts: what waits, filtered, dealt with and taken back; and those that are over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from admin import create_app
from mailbot.clock import FixedClock
from mailbot.store.tables import AlertRow
from mailbot.tasks.alerts.alert_pages import page_of
from mailbot.tasks.alerts.close_alert import close_alert
from mailbot.tasks.alerts.raise_alerts import raise_alerts
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS, VIEWER
from tests.firm import ASSISTANT, DEPUTY, PARTNER, Firm
from tests.tasks.alert_stories import STORIES
from tests.tasks.watched import BY, Watched

Enter = Callable[[str], Visitor]
LILAS, MINE = "SCI Les Lilas conteste", "Règlement non rapproché"


def words(page: str) -> str:
    """A page as it is read."""
    return unescape(re.sub(r"<[^>]+>", "", page)).replace("\xa0", " ").replace("\u202f", " ").replace("\u2019", "'")


def alerts_of(firm: Firm) -> list[AlertRow]:
    with firm.office.books.read() as session:
        return list(session.scalars(select(AlertRow).order_by(AlertRow.id)))


def test_the_page_says_what_to_do_about_what_for_whom_since_when(reader: Visitor) -> None:
    page = words(reader.reads("/alerts"))
    assert LILAS in page and "« Nous contestons cette facture" in page and "Répondez sur le fond" in page
    assert "Hélène Vallier" in page and "F-2026-0038" in page


def test_a_partner_sees_their_own_matters_first_and_all_when_they_ask(town: Firm, visitor: Enter) -> None:
    assert LILAS in words(visitor(PARTNER).reads("/alerts"))
    other = visitor(DEPUTY)
    assert LILAS not in words(other.reads("/alerts"))
    assert "attendent quelqu'un d'autre" in words(other.reads("/alerts"))
    assert LILAS in words(other.reads("/alerts?person=-"))


@pytest.mark.parametrize(
    ("query", "lilas", "payment"),
    [
        ("", True, True),
        ("?kind=dispute", True, False),
        ("?kind=payment_unmatched&order=age", False, True),
        ("?kind=nonsense&order=nonsense&state=nonsense", True, True),
        ("?urgent=1", False, False),
        (f"?person={DEPUTY}", False, False),
        ("?state=done", False, False),
        ("?after=[1,%229999-12-31%22,900]", False, False),
    ],
)
def test_filters_narrow_the_list(reader: Visitor, query: str, lilas: bool, payment: bool) -> None:
    page = words(reader.reads(f"/alerts{query}"))
    assert (LILAS in page, MINE in page) == (lilas, payment)


def test_it_is_done_with_a_word_on_what_was_done_and_taken_back(town: Firm, visitor: Enter) -> None:
    key = next(row.id for row in alerts_of(town) if row.kind == "dispute")
    claire = visitor(ASSISTANT)
    assert claire.presses(f"/alerts/{key}/done", why="appelé Mme Lilas") == "Alerte traitée."
    assert LILAS not in words(claire.reads("/alerts"))
    over = words(claire.reads("/alerts?state=done"))
    assert "close par Claire Lenoir le 18 nov., 10 h 00 (appelé Mme Lilas)" in over
    assert claire.presses(f"/alerts/{key}/reopen") == "Alerte rouverte."
    assert "encore ouverte" in claire.presses(f"/alerts/{key}/reopen")
    assert LILAS in words(claire.reads("/alerts"))


def test_who_only_looks_has_no_button(visitor: Enter) -> None:
    page = visitor(VIEWER).reads("/alerts")
    assert LILAS in words(page) and "/done" not in page


def test_the_first_page_counts_them_and_puts_the_urgent_ones_on_top(town: Firm, visitor: Enter) -> None:
    with town.office.books.write() as session:
        session.scalars(select(AlertRow).where(AlertRow.kind == "dispute")).one().urgent = True
    page = words(visitor(BOSS).reads("/"))
    assert page.index("À faire d'abord") < page.index(LILAS) < page.index("Relances à approuver")
    assert f"{sum(row.done_at is None for row in alerts_of(town))} alertes ouvertes" in page


def test_alerts_are_read_in_the_language_of_the_pages(english_town: Firm) -> None:
    person = Visitor(create_app(english_town.office, FixedClock(english_town.now))).signed_in(BOSS)
    page = words(person.reads("/alerts"))
    assert "SCI Les Lilas disputes" in page and "Answer on the merits" in page


@pytest.fixture
def happenings(tmp_path) -> Iterator[tuple[Flask, Watched]]:
    """A firm to which everything happened that can be told of."""
    firm = Watched(tmp_path / "firm").begin()
    firm.folder.joinpath("mail").mkdir(exist_ok=True)
    yield create_app(firm.office, FixedClock(firm.now)), firm
    firm.office.books.close()


@pytest.mark.parametrize("story", {story.kind: story for story in STORIES}.values(), ids=lambda story: story.kind)
def test_the_page_that_an_alert_leads_to_opens(happenings: tuple[Flask, Watched], story) -> None:
    app, firm = happenings
    story.happens(firm)
    raise_alerts(firm.office, firm.now)
    person = Visitor(app).signed_in(PARTNER)
    (row,) = firm.alerts()
    assert f'href="{page_of(row)}"' in person.reads("/alerts")
    assert person.opens(page_of(row)).status_code == 200


def test_those_that_are_over_say_why(happenings: tuple[Flask, Watched]) -> None:
    app, firm = happenings
    STORIES[1].happens(firm)
    raise_alerts(firm.office, firm.now)
    STORIES[1].over(firm)
    raise_alerts(firm.office, firm.now)
    page = words(Visitor(app).signed_in(PARTNER).reads("/alerts?state=done"))
    assert "close par Mailbot le 18 nov., 10 h 00 (soldé)" in page
    with firm.office.books.write() as session, pytest.raises(Exception, match="déjà traitée"):
        close_alert(session, firm.office, 1, BY, firm.now)
