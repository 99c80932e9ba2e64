"""Partners who see their own matters only: every page of somebody else's is not there, every list leaves it out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from admin import create_app
from admin.access import OPEN
from admin.matters import ABOUT, OWN_LISTS
from mailbot.clock import FixedClock
from mailbot.store.lists import owners
from mailbot.store.tables import ClientRow, InvoiceRow, ReminderRow
from tests.admin.conftest import Visitor
from tests.admin.test_access import routes
from tests.admin.town import ASSISTANT, BOSS, Town, a_config
from tests.firm import DEPUTY, PARTNER, Firm, paris

# A partner of the town to whom one client belongs, and one invoice of another's client.
NEW = "n.martin@etude.example"
_PERSON = f"  - {{email: {NEW}, name: Noé Martin, role: partner}}\n"
_OWN = "admin: {partners_see: own}\n"
OTHERS = "Harbour &amp; Sons"


@pytest.fixture
def divided(model_town: Path, tmp_path: Path) -> Iterator[Firm]:
    """The town, in which client C5 and invoice F-2026-0042 of C1 are the new partner's."""
    shutil.copytree(model_town, tmp_path / "town")
    firm = Town(tmp_path / "town", a_config(extra=_OWN).replace("banks:", _PERSON + "banks:", 1))
    firm.now = paris("2026-11-18T10:00")
    with firm.office.books.write() as session:
        session.get_one(ClientRow, 5).partner = NEW
        for row in session.query(InvoiceRow).where(InvoiceRow.number.in_(("F-2026-0038", "F-2026-0042"))):
            row.partner = NEW
    yield firm
    firm.office.books.close()


@pytest.fixture
def site(divided: Firm) -> Flask:
    """Its pages."""
    return create_app(divided.office, FixedClock(divided.now))


@pytest.fixture
def partner(site: Flask) -> Visitor:
    """The new partner."""
    return Visitor(site).signed_in(NEW)


def test_every_page_is_either_theirs_or_closed(site: Flask, partner: Visitor) -> None:
    """Each route is opened with the key 4: client C4 and all of that number belong to somebody else."""
    for endpoint, path in routes(site, "GET"):
        if endpoint in OPEN or endpoint in OWN_LISTS:
            continue
        answer = partner.opens(path.replace("/1", "/4"))
        assert answer.status_code == (404 if endpoint in ABOUT else 403), f"{endpoint} {path}"
        assert OTHERS not in answer.get_data(as_text=True)


def test_no_button_reaches_what_is_somebody_elses(site: Flask, partner: Visitor) -> None:
    token = partner.token()
    for endpoint, path in routes(site, "POST"):
        if endpoint in OPEN or endpoint in OWN_LISTS:
            continue
        answer = partner.browser.post(path.replace("/1", "/4"), data={"csrf_token": token, "why": "x"})
        assert answer.status_code in (403, 404), f"{endpoint} {path}: {answer.status_code}"


@pytest.mark.parametrize(
    "path",
    ["/", "/invoices?state=open", "/invoices/export.csv?state=open", "/clients", "/clients/export.csv",
     "/batches", "/batches/sent", "/coming", "/alerts", "/alerts?person=-", "/reports/aged", "/reports/aged.csv"],
)  # fmt: skip
def test_lists_leave_out_what_is_somebody_elses(partner: Visitor, path: str) -> None:
    page = partner.opens(path).get_data(as_text=True)
    for words in (OTHERS, "Harbour & Sons", "Żółkiewski", "Saint-Étienne", "F-2026-0031", "F-2026-0037"):
        assert words not in page, words


def test_what_is_theirs_is_there(partner: Visitor) -> None:
    assert "SCI Les Lilas" in partner.reads("/clients")
    assert partner.opens("/invoices/2").status_code == 200, "their invoice of a client whom two partners share"
    assert partner.opens("/invoices/1").status_code == 404, "the other partner's invoice of the same client"
    page = partner.reads("/clients/1")
    assert "F-2026-0042" in page
    assert "F-2026-0031" not in page, "in no line of the history either"


@pytest.mark.parametrize("email", [BOSS, ASSISTANT])
def test_administrators_and_assistants_see_everything(site: Flask, email: str) -> None:
    assert OTHERS in Visitor(site).signed_in(email).reads("/invoices?state=open")


def test_who_stands_in_for_somebody_sees_their_matters_too(site: Flask, divided: Firm) -> None:
    deputised = [person.email for person in divided.office.settings.people if person.deputy == DEPUTY]
    assert deputised == [PARTNER]
    assert OTHERS in Visitor(site).signed_in(DEPUTY).reads("/invoices?state=open")


def test_everybody_sees_everything_unless_it_is_configured(town: Firm, app: Flask) -> None:
    assert OTHERS in Visitor(app).signed_in(DEPUTY).reads("/invoices?state=open")


def test_every_closed_or_open_page_exists(site: Flask) -> None:
    assert set(ABOUT) | OWN_LISTS <= set(site.view_functions)
    assert not set(ABOUT) & OWN_LISTS


def test_a_reminder_is_the_matter_of_its_partner_and_of_whoever_was_asked(divided: Firm) -> None:
    with divided.office.books.read() as session:
        row = session.get_one(ReminderRow, 9)
        assert owners.of(session, "reminder", 9) >= {row.partner}
        assert owners.of(session, "reminder", 999) == frozenset()
        assert owners.of(session, "client", 1) == {PARTNER, NEW}
        assert owners.clients_of(session, [NEW], range(1, 9)) == {1, 5}
