"""What a firm changes in its files while Mailbot runs is taken up by the next piece of work; a mistake is not."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Lock

import pytest

from mailbot import scheduler
from mailbot.clock import FixedClock
from mailbot.tasks.desk.office import Office
from mailbot.tasks.jobs import Job
from tests.firm import Firm

BEFORE = "words/fr/reminder-1/before.txt"


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    return Firm(tmp_path / "firm")


def writes(firm: Firm, name: str, text: str) -> None:
    (firm.folder / name).parent.mkdir(parents=True, exist_ok=True)
    (firm.folder / name).write_text(text, encoding="utf-8")


def adds(firm: Firm, text: str) -> None:
    config = firm.folder / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_nothing_is_read_while_nothing_changes(firm: Firm) -> None:
    assert firm.office.fresh() is firm.office


def test_ladders_and_texts_are_taken_up_together_and_everything_else_stays(firm: Firm) -> None:
    adds(firm, "ladders: {professional: {levels: [{number: 1, name: unique, offset: 9}]}}\n")
    writes(firm, f"templates/{BEFORE}", "Il reste {{ f.total | money }}.")
    now = firm.office.fresh()
    assert [one.name for one in now.ladders["professional"].levels] == ["unique"]
    assert now.settings.ladders["professional"].levels[0].offset == 9
    assert now.texts is not firm.office.texts
    assert (now.books, now.blobs, now.key, now.worker) == (
        firm.office.books, firm.office.blobs, firm.office.key, firm.office.worker
    )  # fmt: skip
    assert firm.office.fresh().texts is now.texts, "read once"


def test_a_mistake_leaves_what_was_good_and_is_told(firm: Firm, caplog: pytest.LogCaptureFixture) -> None:
    adds(firm, "ladders: {professional: {levels: [{number: 1, name: unique, offset: 9}]}}\n")
    assert firm.office.fresh().ladders["professional"].levels[0].offset_days == 9
    adds(firm, "ladders: [\n")
    writes(firm, f"templates/{BEFORE}", "{{ f.nope }}")
    kept = firm.office.fresh()
    assert kept.ladders["professional"].levels[0].offset_days == 9
    assert "configuration:" in caplog.text and "nope" in caplog.text


def test_each_job_begins_with_the_ladders_of_its_moment(firm: Firm) -> None:
    seen = []

    def work(office: Office, now: object) -> str:
        seen.append(office.ladders["professional"].levels[0].name)
        return "looked"

    job = Job(name="plan", work=work)
    turn = scheduler._turn(firm.office, job, FixedClock(firm.now), Lock(), Event())
    turn()
    adds(firm, "ladders: {professional: {levels: [{number: 1, name: unique, offset: 9}]}}\n")
    turn()
    assert seen == ["pré-relance", "unique"]
