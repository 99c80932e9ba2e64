"""Deciding on a batch, on its page and behind the signed link: the same service as a reply by mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from mailbot.core.tokens import sign_link
from mailbot.store.tables import EventRow, HoldRow, ReminderRow
from mailbot.tasks.sending.release_reminders import release
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS
from tests.firm import DEPUTY, PARTNER, Firm, body_of

Enter = Callable[..., Visitor]
BATCH = 3


def waiting(town: Firm) -> list[ReminderRow]:
    """The reminders of the batch that waits, by their number."""
    return sorted((row for row in town.reminders() if row.batch_id == BATCH), key=lambda row: row.number or 0)


def statuses(town: Firm) -> list[str]:
    """Where they stand."""
    return [row.status for row in waiting(town)]


def hashes(town: Firm) -> dict[str, str]:
    """What the form sends along about what was shown."""
    return {f"hash-{row.number}": row.content_hash for row in waiting(town)}


def link(town: Firm, reader: str = PARTNER, batch: int = BATCH, days: int = 7) -> str:
    """The signed link of a digest, as its mail has it."""
    return "/a/" + sign_link(f"{batch}:{reader}", town.now + timedelta(days=days), town.office.key)


def test_a_partner_approves_all_but_the_exceptions_of_the_batch(town: Firm, visitor: Enter) -> None:
    choices = {
        "own-1": "reject",
        "why-1": "appelé hier",
        "own-2": "postpone",
        "until-2": "2026-12-01",
        "own-3": "leave",
    }
    words = visitor(PARTNER).presses("/batches/3/decide", rest="approve", **hashes(town), **choices)
    assert words == "1 relance approuvée, 1 refusée, 1 reportée."
    assert statuses(town) == ["rejected", "approved", "proposed", "approved"]
    rows = waiting(town)
    assert rows[0].status_why == "appelé hier"
    assert rows[1].not_before == date(2026, 12, 1)
    assert (rows[3].approved_by, rows[3].approved_via, rows[3].approved_hash) == (
        PARTNER,
        "admin",
        rows[3].content_hash,
    )


def test_only_the_exceptions_leave_the_rest_undecided(town: Firm, visitor: Enter) -> None:
    visitor(PARTNER).presses("/batches/3/decide", rest="leave", **{"own-4": "reject"})
    assert statuses(town) == ["proposed", "proposed", "proposed", "rejected"]


def test_what_was_approved_on_the_page_passes_the_gate(town: Firm, visitor: Enter) -> None:
    visitor(BOSS).presses("/batches/3/decide", rest="approve", **hashes(town))
    assert statuses(town) == ["approved"] * 4
    assert release(town.office, town.now).released == 4


def test_somebody_elses_batch_is_shown_and_not_decided(town: Firm, visitor: Enter) -> None:
    deputy = visitor(DEPUTY)
    assert "soumis à une autre personne" in deputy.reads("/batches/3")
    words = deputy.presses("/batches/3/decide", rest="approve")
    assert "ne décide pas de ce lot" in words
    assert statuses(town) == ["proposed"] * 4
    assert "autre associé" in deputy.presses("/reminders/9/decide", choice="approve")
    assert statuses(town) == ["proposed"] * 4


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Rien n’est décidé"),
        ({"rest": "leave"}, "Rien n’est décidé"),
        ({"rest": "approve", "own-1": "postpone"}, "choisissez un jour à venir"),
        ({"rest": "approve", "own-1": "postpone", "until-1": "2026-11-18"}, "choisissez un jour à venir"),
        ({"rest": "approve", "own-1": "postpone", "until-1": "demain"}, "n’est pas un jour"),
        ({"rest": "approve", "hash-2": "0" * 64}, "a changé depuis"),
    ],
)
def test_a_form_that_is_not_clear_decides_nothing(town: Firm, visitor: Enter, form: dict[str, str], words: str) -> None:
    assert words in visitor(PARTNER).presses("/batches/3/decide", **form)
    assert statuses(town) == ["proposed"] * 4


def test_one_reminder_is_refused_by_itself_and_its_invoices_rest(town: Firm, visitor: Enter) -> None:
    row = waiting(town)[0]
    words = visitor(PARTNER).presses(f"/reminders/{row.id}/decide", choice="reject", why="je  l'appelle")
    assert words == "1 refusée."
    with town.office.books.read() as session:
        hold = session.scalars(select(HoldRow).order_by(HoldRow.id.desc())).first()
    assert hold is not None
    assert hold.reason == "relance refusée: je l'appelle"
    assert "1 déjà décidée" in visitor(PARTNER).presses(f"/reminders/{row.id}/decide", choice="approve")


def test_an_approved_reminder_can_still_be_held_back(town: Firm, visitor: Enter) -> None:
    person = visitor(PARTNER)
    row = waiting(town)[0]
    person.presses(f"/reminders/{row.id}/decide", choice="approve", hash=row.content_hash)
    person.presses(f"/reminders/{row.id}/decide", choice="reject")
    assert statuses(town)[0] == "rejected"


def test_opening_the_link_changes_nothing_and_shows_the_mail_itself(town: Firm, app: Flask) -> None:
    before = len(_events(town))
    for _ in range(2):
        page = Visitor(app).reads(link(town))
        for row in waiting(town):
            assert row.subject in page.replace("&#39;", "'")
            assert row.content_hash[:16] in page
    assert statuses(town) == ["proposed"] * 4
    assert len(_events(town)) == before


def test_the_link_that_the_digest_carries_decides_once(town: Firm, app: Flask) -> None:
    links = [re.search(r"http\S+?(/a/\S+)", body_of(mail)) for mail in town.inbox_of(PARTNER)]
    found = [one for one in links if one][-1]
    reader = Visitor(app)
    reader.reads(found[1])
    answer = reader.posts(found[1], rest="approve", **hashes(town), **{"own-2": "reject"})
    assert answer.status_code == 200
    assert "3 relances approuvées, 1 refusée." in answer.get_data(as_text=True)
    assert statuses(town) == ["approved", "rejected", "approved", "approved"]
    assert waiting(town)[0].approved_via == "link"
    again = reader.posts(found[1], rest="approve")
    assert again.status_code == 410
    assert "déjà servi" in again.get_data(as_text=True)
    assert reader.opens(found[1]).status_code == 410
    assert statuses(town)[1] == "rejected"


def test_a_form_that_is_refused_does_not_use_the_link_up(town: Firm, app: Flask) -> None:
    reader, path = Visitor(app), link(town)
    reader.posts(path, rest="leave")
    assert statuses(town) == ["proposed"] * 4
    assert reader.posts(path, rest="approve").status_code == 200
    assert statuses(town) == ["approved"] * 4


def test_links_that_are_old_forged_or_of_strangers_show_nothing(town: Firm, app: Flask) -> None:
    right = link(town)
    dead = [
        link(town, days=-1),
        right[:-2] + ("aa" if not right.endswith("aa") else "bb"),
        link(town, reader="nobody@etude.example"),
        link(town, reader=DEPUTY),
        link(town, batch=999),
        "/a/" + sign_link(f"login:{PARTNER}", town.now + timedelta(days=1), town.office.key),
        "/a/x",
        "/a/a.b.c",
    ]
    for path in dead:
        for answer in (Visitor(app).opens(path), Visitor(app).posts(path, rest="approve")):
            assert answer.status_code == 410, path
            assert "Dupont" not in answer.get_data(as_text=True), path
    assert statuses(town) == ["proposed"] * 4


def test_the_link_opens_the_files_of_its_own_batch_only(town: Firm, app: Flask) -> None:
    reader, path = Visitor(app), link(town)
    row = waiting(town)[0]
    assert reader.opens(f"{path}/reminders/{row.id}/html").status_code == 200
    letter = reader.opens(f"{path}/reminders/{row.id}/letter.pdf")
    assert letter.data.startswith(b"%PDF-")
    assert reader.opens(f"{path}/reminders/{row.id}/files/0").data.startswith(b"%PDF-")
    assert reader.opens(f"{path}/reminders/1/html").status_code == 404, "another batch's"
    assert reader.opens(f"{path}/reminders/{row.id}/files/7").status_code == 404
    reader.posts(path, rest="approve")
    assert reader.opens(f"{path}/reminders/{row.id}/html").status_code == 404, "the link is used up"


def _events(town: Firm) -> list[EventRow]:
    with town.office.books.read() as session:
        return list(session.scalars(select(EventRow)))
