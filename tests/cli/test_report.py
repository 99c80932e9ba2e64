"""Where things stand, from the shell."""

import json


def test_the_run_says_where_reminders_and_deliveries_stand(at_work, office):
    at_work("remind", "--invoice", "F-2026-0042")
    lines = [json.loads(line) for line in at_work("report", "run", "--format", "json").stdout.splitlines()]
    assert {"what": "reminders", "status": "sent", "count": 1} in lines
    assert {"what": "deliveries", "status": "sent", "count": 1} in lines


def test_the_mailbox_says_what_came_in(at_work, office):
    at_work("poll")
    office.at("2026-11-16T09:00").writes("inconnu@ailleurs.example", "Bonjour", "Une question.")
    at_work("poll")
    (line,) = [json.loads(line) for line in at_work("report", "mailbox", "--format", "json").stdout.splitlines()]
    assert (line["count"], bool(line["kind"]), bool(line["state"])) == (1, True, True)
