"""Messages of which nobody knows whether they left: a person says."""

import json
from dataclasses import dataclass, replace

import pytest

from mailbot.outbound.transport import Outcome
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.release_reminders import release
from tests.firm import PARTNER

CLIENT = "compta@dupont.example"


@dataclass
class Dying:
    """The line dies while the server holds the whole message."""

    def send(self, sender, recipients, raw, message_id):
        return Outcome("unknown", "connection lost after DATA")

    def close(self):
        pass


@pytest.fixture
def in_doubt(at_work, office):
    """A reminder that may have left; returns the key of its delivery."""
    at_work("remind", "--invoice", "F-2026-0042", now="2026-11-16T08:00")
    now = office.at("2026-11-16T09:00").now
    release(office.office, now)
    deliver(replace(office.office, open_sender=Dying), now)
    (line,) = at_work("delivery", "list", "--format", "json").stdout.splitlines()
    return json.loads(line)


def test_the_list_says_what_is_in_doubt(in_doubt):
    assert (in_doubt["kind"], in_doubt["to"], in_doubt["answer"]) == ("reminder", CLIENT, "connection lost after DATA")


def test_what_is_said_to_have_left_counts_as_sent(at_work, office, in_doubt):
    result = at_work("delivery", "sent", str(in_doubt["id"]), "--as", PARTNER)
    assert (result.exit_code, result.stdout) == (0, f"{in_doubt['id']}: sent\n")
    assert (office.invoice().level, office.reminders()[0].status) == (1, "sent")
    at_work("send")
    assert office.inbox_of(CLIENT) == []


def test_what_is_said_not_to_have_left_is_sent_once_more(at_work, office, in_doubt):
    assert at_work("delivery", "not-sent", str(in_doubt["id"])).stdout == f"{in_doubt['id']}: queued\n"
    for _ in range(2):
        at_work("send")
    assert len(office.inbox_of(CLIENT)) == 1


@pytest.mark.parametrize("word", ["sent", "not-sent"])
def test_where_there_is_no_doubt_nothing_is_said(at_work, office, word):
    at_work("remind", "--invoice", "F-2026-0042")
    result = at_work("delivery", word, "1")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert at_work("delivery", word, "99").exit_code == 1


def test_other_messages_are_listed_by_where_they_stand(at_work, office):
    at_work("remind", "--invoice", "F-2026-0042")
    assert at_work("delivery", "list").stdout.splitlines()[1:] == []
    assert CLIENT in at_work("delivery", "list", "--status", "sent").stdout
