"""One message in one's own words before it goes, and a trial of it to oneself."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from mailbot.tasks import jobs
from tests.admin.conftest import Visitor, said
from tests.admin.town import VIEWER
from tests.firm import ASSISTANT, DEPUTY, PARTNER, Firm, body_of

Enter = Callable[..., Visitor]
WORDS = "Bonjour Mary,\r\n\r\nComme convenu au téléphone, merci de régler cette semaine."


def waiting(town: Firm) -> int:
    return next(row.id for row in reversed(town.reminders()) if row.status == "proposed" and row.content_hash)


def test_a_message_is_rewritten_and_asked_about_anew(visitor: Enter, town: Firm) -> None:
    key, partner = waiting(town), visitor(PARTNER)
    assert f"/reminders/{key}/words" in partner.reads(f"/reminders/{key}")
    page = partner.reads(f"/reminders/{key}/words")
    now = unescape(page.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0])
    assert len(now) > 60 and "{{" not in now, "the words as they stand, not the template"
    shown = partner.posts(f"/reminders/{key}/words/preview", typed=WORDS)
    assert "Comme convenu au téléphone" in unescape(shown.get_data(as_text=True))
    assert shown.headers["Content-Security-Policy"].startswith("sandbox")
    assert [row.id for row in town.reminders() if row.own_words] == [], "looking writes nothing"
    answer = partner.posts(f"/reminders/{key}/words", typed=WORDS)
    made = int(re.findall(r"/reminders/(\d+)", answer.headers["Location"])[0])
    rows = {row.id: row for row in town.reminders()}
    assert (rows[key].status, rows[made].status) == ("fell_out", "proposed")
    assert "Comme convenu au téléphone" in rows[made].body_text
    assert "récrit" in said(partner.reads(f"/reminders/{made}"))
    assert partner.opens(f"/reminders/{key}/words").status_code == 404, "it waits no more"


def test_what_cannot_be_sent_is_refused_and_stays_typed(visitor: Enter, town: Firm) -> None:
    key, partner = waiting(town), visitor(PARTNER)
    answer = partner.posts(f"/reminders/{key}/words", typed="x" * 5000)
    assert answer.status_code == 422 and "x" * 5000 in answer.get_data(as_text=True)
    assert [row.id for row in town.reminders() if row.own_words] == []
    assert visitor(DEPUTY).opens(f"/reminders/{key}/words").status_code == 403, "it is another partner's"
    assert visitor(ASSISTANT).posts(f"/reminders/{key}/words", typed=WORDS).status_code == 403


def test_a_trial_of_this_very_message_goes_to_whoever_asks(visitor: Enter, town: Firm) -> None:
    key, assistant = waiting(town), visitor(ASSISTANT)
    assert "part à" in assistant.presses(f"/reminders/{key}/test")
    jobs.do_send(town.office, town.now)
    mail = town.inbox_of(ASSISTANT)[-1]
    row = next(row for row in town.reminders() if row.id == key)
    assert str(mail["Subject"]).startswith("[Essai] ")
    assert body_of(mail).split()[:20] == row.body_text.split()[:20]
    assert visitor(VIEWER).posts(f"/reminders/{key}/test").status_code == 403
