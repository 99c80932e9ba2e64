"""The demo as a whole: what it leaves, that it can be repeated, that it replaces only what it made."""

from __future__ import annotations

import mailbox
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.config.load import load
from mailbot.core.errors import UserError
from mailbot.demo.firm import ADDRESS, HELENE, PARTNERS
from mailbot.demo.folder import fresh_folder
from mailbot.demo.options import DemoResult
from mailbot.demo.play import play
from mailbot.demo.report import lines
from tests.demo.conftest import options, quiet


def test_no_invariant_is_broken(played: DemoResult) -> None:
    assert played.problems == ()


def test_reminders_climb_and_partners_decide_by_mail(played: DemoResult) -> None:
    summary = played.summary
    levels = {level for level, _ in summary.sent}
    assert {0, 1, 2} <= levels
    assert sum(summary.approvals.values()) >= sum(summary.sent.values()) - summary.settled.by_hand
    assert summary.approvals["mail"] > 0.8 * sum(summary.approvals.values())
    assert summary.statuses["rejected"] > 0
    assert summary.handed_over > 0, "a partner was away or silent: a deputy is asked"


def test_most_payments_match_by_themselves_and_are_linked_to_their_reminder(played: DemoResult) -> None:
    money = played.summary.money
    assert money.decisions["auto"] > 0.8 * money.count
    assert played.summary.linked > 0
    assert played.summary.crossed > 0
    assert played.summary.days_to_pay > 0


def test_forged_notices_count_for_nothing_and_are_told(played: DemoResult) -> None:
    assert played.summary.money.unverified == 2
    assert played.summary.alerts["bank_unverified"] == 2


def test_something_is_left_for_the_visitor(played: DemoResult) -> None:
    assert played.summary.statuses["proposed"] > 0
    assert played.summary.to_review > 0


def test_every_message_that_came_was_read(played: DemoResult) -> None:
    states = {state for _, state in played.summary.messages}
    assert states <= {"done", "review", "quarantined"}
    unread = sum(count for (_, state), count in played.summary.messages.items() if state == "quarantined")
    assert unread == 1, "the one that the disk did not give back"


def test_the_summary_says_it_in_a_line_per_matter(played: DemoResult) -> None:
    text = "\n".join(lines(played))
    for word in ("Reminders", "Approval", "Payments", "Linked", "All invariants hold", str(played.folder)):
        assert word in text


def test_the_mailboxes_are_ordinary_maildirs(played: DemoResult) -> None:
    root = played.folder / "mail"
    bot = mailbox.Maildir(root / ADDRESS, create=False)
    assert "Sent" in bot.list_folders()
    assert len(bot.get_folder("Sent")) > 20
    partner = mailbox.Maildir(root / HELENE.email, create=False)
    digest = next(message for message in partner if str(message["Message-ID"]).startswith("<dig-"))
    assert digest["Reply-To"].startswith("recouvrement+d")
    answers = mailbox.Maildir(root / PARTNERS[1].email, create=False).get_folder("Sent")
    assert all(message["In-Reply-To"] for message in answers)


def test_nobody_has_a_mailbox_who_does_not_exist(played: DemoResult) -> None:
    boxes = {path.name for path in (played.folder / "mail").iterdir()}
    moved = next(box for box in boxes if box.startswith("direction@"))
    assert [box for box in boxes if box.endswith(moved.partition("@")[2])] == [moved]


def test_the_configuration_it_leaves_is_complete(played: DemoResult) -> None:
    settings = load(played.configuration)
    assert settings.firm.name == "Aubrac & Lindon"
    assert len(settings.banks) == 3


def test_the_same_seed_gives_the_same_demo(tmp_path: Path) -> None:
    small = options(days=14, clients=20, invoices_per_client=1, seed=5)
    first, second = (play(tmp_path / name, small, quiet).summary for name in ("one", "two"))
    assert first == second
    assert len(first.message_ids) > 5


def test_another_seed_gives_another_demo(tmp_path: Path, played: DemoResult) -> None:
    other = play(tmp_path / "other", options(days=6, clients=4, seed=6), quiet).summary
    assert not set(other.message_ids) & set(played.summary.message_ids)


def test_it_stops_at_the_instant_it_was_given(tmp_path: Path) -> None:
    at_night = datetime(2026, 5, 1, 2, 0, tzinfo=UTC)
    result = play(tmp_path / "night", options(end=at_night, days=6, clients=5), quiet)
    assert result.problems == ()


def test_progress_is_told_day_by_day(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    play(tmp_path / "days", options(days=5, clients=3), lambda number, days, day: told.append((number, days)))
    assert told == [(number, 5) for number in range(1, 6)]


def test_a_folder_that_no_demo_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("three years of work")
    with pytest.raises(UserError, match="no demo made it"):
        fresh_folder(tmp_path)
    assert (tmp_path / "thesis.txt").exists()


def test_a_folder_of_an_earlier_demo_is_replaced(tmp_path: Path) -> None:
    place = fresh_folder(tmp_path / "demo")
    (place / "old.txt").write_text("old")
    assert [path.name for path in fresh_folder(place).iterdir()] == [".mailbot-demo"]
