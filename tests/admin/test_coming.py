"""What will leave over the next thirty days, as a page."""

from __future__ import annotations

from datetime import datetime

import pytest

from mailbot.tasks.planning.coming_up import coming_up
from tests.admin.conftest import Visitor
from tests.firm import Firm, paris


def test_the_days_to_come_say_who_is_reminded_at_which_level(reader: Visitor) -> None:
    page = reader.reads("/coming")
    first = page.partition('<section class="comes">')[2].partition("</section>")[0]
    assert "18 novembre 2026" in first
    assert "Harbour &amp; Sons Ltd" in first
    assert "12\u202f750,00\u202f€" in first
    assert "à la suite de la précédente" in page
    assert "SCI Les Lilas" not in page.partition("<main")[2], "disputed: nothing leaves by itself"
    assert "Menuiserie" not in page, "nobody to write to"


def test_looking_ahead_writes_nothing(shared_town: Firm, reader: Visitor) -> None:
    before = [(row.id, row.status) for row in shared_town.reminders()]
    reader.reads("/coming")
    assert [(row.id, row.status) for row in shared_town.reminders()] == before


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (paris("2026-11-18T10:00"), "2026-11-18"),
        (paris("2026-11-18T18:00"), "2026-11-19"),
        (paris("2026-11-20T18:00"), "2026-11-23"),
        (paris("2026-11-21T10:00"), "2026-11-23"),
    ],
)
def test_the_first_day_is_one_on_which_mail_may_still_leave(shared_town: Firm, now: datetime, first: str) -> None:
    with shared_town.office.books.read() as session:
        found = coming_up(session, shared_town.office, now, lambda _: True)
    assert found.first.isoformat() == first
    assert {one.on for one in found.reminders if one.on < found.first} == set()
    assert found.left_out == 0


def test_every_ladder_is_drawn_as_a_line_of_time(reader: Visitor) -> None:
    page = reader.reads("/ladders")
    assert page.count('<ol class="ladder">') == 4
    assert "J\u22125</strong>" in page
    assert page.count('<li class="formal">') >= 2


def test_another_ladder_is_tried_on_the_last_year(reader: Visitor) -> None:
    assert "Rejoué" not in reader.reads("/ladders/trial")
    page = reader.reads("/ladders/trial?days=30")
    assert "Rejoué sur 10 factures" in page.replace("\xa0", " ")
    reminders = page.partition('<th scope="row">Relances</th>')[2].partition("</tr>")[0]
    assert "<strong>" in reminders
    same = reader.reads("/ladders/trial?days=0").partition('<th scope="row">Relances</th>')[2].partition("</tr>")[0]
    as_is, tried = (part.partition("</")[0] for part in (same.partition('num">')[2], same.partition("<strong>")[2]))
    assert as_is == tried, "no change, no difference"


@pytest.mark.parametrize("query", ["days=x", "days=9999", "ladder=nope"])
def test_a_ladder_that_cannot_be_tried_says_why(reader: Visitor, query: str) -> None:
    assert 'role="alert"' in reader.reads(f"/ladders/trial?{query}")
