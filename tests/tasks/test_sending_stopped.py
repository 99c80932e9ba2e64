"""Nothing leaves any more: at once, what is queued too; until a day or until a person says so. Nothing in a rush."""

from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from mailbot.__main__ import program
from mailbot.core.deciding.send_caps import DomainCaps
from mailbot.core.errors import Refused
from mailbot.outbound.paced import Pace, PacedSender
from mailbot.outbound.transport import Outcome
from mailbot.store.tables import DeliveryRow
from mailbot.tasks import jobs
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.sending_switch import is_stopped, stop_sending
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.release_reminders import release
from tests.firm import CONFIG, PARTNER, Firm
from tests.tasks.test_post import approved

BY = Decider(email=PARTNER, via="shell")


@pytest.fixture
def firm(tmp_path) -> Firm:
    """Three clients of one domain whose reminders are approved; nothing was released yet."""
    firm = Firm(tmp_path / "firm", CONFIG)
    for number in (1, 2, 3):
        firm.has_client(f"C{number}", f"Client {number}", f"c{number}@group.example")
        firm.has_invoice(f"F-{number}", client=f"C{number}")
    return firm


def received(firm: Firm) -> int:
    return sum(len(firm.inbox_of(f"c{number}@group.example")) for number in (1, 2, 3))


def stopped(firm: Firm) -> bool:
    with firm.office.books.read() as session:
        return is_stopped(session)


def test_what_waits_in_the_queue_is_held_back_too_and_leaves_later_as_it_was_approved(firm):
    office = firm.office
    firm.office = replace(office, open_sender=lambda: pytest.fail("nothing is handed over"))
    firm.at("2026-11-16T09:00")
    with office.books.write() as session:
        stop_sending(session, BY, firm.now, why="erreur de tarif")
    firm.office = office
    approved(firm)  # the gate waits
    assert received(firm) == 0 and {row.status for row in firm.reminders()} == {"approved"}


def test_a_stop_between_release_and_hand_over_holds(firm):
    class Busy:
        def send(self, *message):
            return Outcome("temporary", "451 later", blocked=True)

        def close(self):
            pass

    office = firm.office
    firm.office = replace(office, open_sender=Busy)
    approved(firm)
    with office.books.write() as session:
        stop_sending(session, BY, firm.now)
    firm.office = office
    firm.at("2026-11-16T10:00")
    report = deliver(office, firm.now)
    assert (report.sent, report.later, received(firm)) == (0, 3, 0)
    with office.books.read() as session:
        assert {row.status for row in session.scalars(select(DeliveryRow))} == {"queued"}


def test_one_command_stops_and_one_lets_go_on(firm, monkeypatch):
    monkeypatch.chdir(firm.folder)

    def mailbot(*words: str) -> str:
        return CliRunner().invoke(program(), ["--now", "2026-11-16T09:00", *words], prog_name="mailbot").output

    assert mailbot("stop") == "stopped until `mailbot resume`\n" and stopped(firm)
    assert "goes on" in mailbot("resume") and not stopped(firm)
    assert mailbot("stop", "--until", "2026-11-18", "--why", "congés") == "stopped until 2026-11-18\n"
    assert "n'est pas à venir" in mailbot("stop", "--until", "2026-11-16")


def test_sending_goes_on_by_itself_on_its_day(firm):
    firm.at("2026-11-16T09:00")
    with firm.office.books.write() as session:
        stop_sending(session, BY, firm.now, until=date(2026, 11, 18))
    approved(firm, "2026-11-17T09:00")
    assert received(firm) == 0
    firm.at("2026-11-18T09:00")
    jobs.do_send(firm.office, firm.now)
    assert received(firm) == 3 and not stopped(firm)


def test_a_stop_without_a_day_stays(firm):
    firm.at("2026-11-16T09:00")
    with firm.office.books.write() as session:
        stop_sending(session, BY, firm.now, until=date(2026, 11, 18))
        stop_sending(session, BY, firm.now)
        with pytest.raises(Refused):
            stop_sending(session, BY, firm.now, until=date(2026, 11, 16))
    firm.at("2026-12-18T09:00")
    jobs.do_send(firm.office, firm.now)
    assert stopped(firm)


def test_one_domain_gets_its_share_of_an_hour_and_the_rest_later(tmp_path):
    firm = Firm(tmp_path / "capped", f"{CONFIG}\nschedule: {{max_per_domain_per_hour: 2}}\n")
    for number in (1, 2, 3):
        firm.has_client(f"C{number}", f"Client {number}", f"c{number}@group.example")
        firm.has_invoice(f"F-{number}", client=f"C{number}")
    approved(firm)
    assert received(firm) == 2
    firm.at("2026-11-16T09:30")
    jobs.do_send(firm.office, firm.now)
    assert received(firm) == 2
    firm.at("2026-11-16T10:11")
    release(firm.office, firm.now)
    deliver(firm.office, firm.now)
    assert received(firm) == 3


@pytest.mark.parametrize(
    ("cap", "before", "full"),
    [(0, 9, False), (2, 1, False), (2, 2, True), (1, 5, True)],
)  # fmt: skip
def test_a_domain_is_one_however_it_is_written(cap, before, full):
    assert DomainCaps(cap, ["a@Group.example"] * before).full("b@group.EXAMPLE") is full
    assert not DomainCaps(1, ["a@group.example"]).full("a@other.example")


def test_messages_leave_evenly_and_a_quiet_time_is_not_made_up_for():
    clock, waits, sent = [100.0], [], []

    class Fast:
        def send(self, sender, recipients, raw, message_id):
            sent.append((clock[0], raw))
            return Outcome("sent", "250 ok")

        def close(self):
            sent.append("closed")

    def wait(seconds: float) -> None:
        waits.append(seconds)
        clock[0] += seconds

    paced = PacedSender(Fast(), Pace(30, lambda: clock[0], wait))
    for _ in range(3):
        assert paced.send("a@x.example", ("b@x.example",), b"raw", "<1@x>").status == "sent"
    clock[0] += 60
    paced.send("a@x.example", ("b@x.example",), b"raw", "<1@x>")
    paced.close()
    assert waits == [2.0, 2.0] and [at for at, _ in sent[:-1]] == [100.0, 102.0, 104.0, 164.0] and sent[-1] == "closed"
