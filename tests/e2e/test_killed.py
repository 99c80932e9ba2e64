"""kill -9 at any instant while sending: nothing leaves twice, nothing is lost, and what is doubtful is said to be.

The processes are forked from one that has read the program already: what is killed is at work within milliseconds.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.config.load import load
from mailbot.core.reading.understood import Approval, ReplyLine
from mailbot.store.dunning import batches, reminders
from mailbot.store.tables import DeliveryRow, ReminderRow
from mailbot.tasks.deciding.decide_reminders import decide
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.jobs import do_send
from mailbot.wiring import build
from tests.firm import CONFIG, PARTNER, Firm, paris
from tests.servers.certificates import Authority
from tests.servers.faulty_smtp import FaultySmtp

CLIENTS, KILLS = 12, 4
WHEN = "2026-11-16T09:00"


def approved_batch(folder: Path, server: FaultySmtp, authority: Authority) -> Firm:
    """A firm with an approved reminder for each of its clients, that sends by SMTP."""
    login = f"user: bot, password_file: {folder}/password, ca_file: {authority.pem}"
    smtp = f"smtp: {{host: localhost, port: {server.port}, {login}}}"
    folder.mkdir()
    (folder / "password").write_text("secret")
    firm = Firm(folder, CONFIG.replace("transport: maildir", f"transport: smtp, {smtp}"))
    firm.at("2026-11-02T09:00")
    lines = [f"C{n},Client {n},c{n}@client{n}.example" for n in range(CLIENTS)]
    firm.takes_in("clients.csv", "code,name,email\n" + "\n".join(lines) + "\n")
    lines = [f"F-{n},C{n},2026-10-01,2026-11-10,100.00" for n in range(CLIENTS)]
    firm.takes_in("invoices.csv", "number,client,issued_on,due_on,total\n" + "\n".join(lines) + "\n")
    firm.at("2026-11-16T08:00").tick()
    server.wait(1)
    with firm.office.books.write() as session:
        (batch,) = batches.recent(session)
        yes = Approval(decision="approve", lines=(ReplyLine(verb="approve"),))
        decide(session, firm.office, batch, yes, Decider(email=PARTNER, via="shell"), firm.at(WHEN).now)
    return firm


def send(folder: Path, when: str) -> None:
    """What `mailbot send` does, in a process of its own, with books of its own."""
    do_send(build(load(folder / "config.yaml")), paris(when))


@pytest.fixture(scope="module")
def processes() -> BaseContext:
    """Where processes come from that need not read the program first."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def begun(processes: BaseContext, firm: Firm, when: str = WHEN) -> BaseProcess:
    process = processes.Process(target=send, args=(firm.folder, when), daemon=True)
    process.start()
    return process


def sends(processes: BaseContext, firm: Firm, when: str = WHEN) -> None:
    """One process that comes to its end."""
    process = begun(processes, firm, when)
    process.join(60)
    assert process.exitcode == 0


def deliveries(firm: Firm) -> list[DeliveryRow]:
    with firm.office.books.read() as session:
        return list(session.scalars(select(DeliveryRow).where(DeliveryRow.kind == "reminder")))


@pytest.mark.parametrize("seed", range(4))
def test_killed_while_sending_nothing_leaves_twice_and_nothing_is_lost(
    tmp_path: Path, smtp_sink: FaultySmtp, authority: Authority, processes: BaseContext, seed: int
) -> None:
    firm = approved_batch(tmp_path / "firm", smtp_sink, authority)
    chance = random.Random(seed)
    for _ in range(KILLS):
        process = begun(processes, firm)
        before = len(smtp_sink.mails)
        deadline = time.monotonic() + 20
        # Wait for the program to be at work, then kill it at a random instant of its next milliseconds.
        while process.is_alive() and len(smtp_sink.mails) == before and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(chance.random() * 0.05)
        process.kill()
        process.join()
    sends(processes, firm)

    received = Counter(mail.raw.split(b"Message-ID: ")[1].split(b"\r\n")[0] for mail in smtp_sink.mails[1:])
    assert all(count == 1 for count in received.values()), "a reminder left twice"
    rows = deliveries(firm)
    states = Counter(row.status for row in rows)
    assert len(rows) == CLIENTS and set(states) <= {"sent", "unknown"}, states
    assert states["unknown"] <= KILLS, "a process that dies leaves one message doubtful at most"
    sent = {row.message_id.encode() for row in rows if row.status == "sent"}
    assert sent <= set(received), "a message counts as sent that nobody received"
    unknown = {row.message_id.encode() for row in rows if row.status == "unknown"}
    assert {row.message_id.encode() for row in rows} <= set(received) | unknown, "a message is lost"
    with firm.office.books.read() as session:
        counted = {row.status for row in session.scalars(select(ReminderRow))}
    assert counted <= {"sent", "unknown"}


def test_a_connection_lost_after_the_message_is_unknown_and_never_repeated(
    tmp_path: Path, smtp_sink: FaultySmtp, authority: Authority, processes: BaseContext
) -> None:
    firm = approved_batch(tmp_path / "firm", smtp_sink, authority)
    smtp_sink.next("drop_after_store")
    sends(processes, firm)
    sends(processes, firm)
    states = Counter(row.status for row in deliveries(firm))
    assert states == {"sent": CLIENTS - 1, "unknown": 1}
    assert len(smtp_sink.mails) == CLIENTS + 1


def test_a_doubtful_message_found_in_the_sent_folder_was_sent(
    tmp_path: Path, smtp_sink: FaultySmtp, authority: Authority, processes: BaseContext
) -> None:
    firm = approved_batch(tmp_path / "firm", smtp_sink, authority)
    smtp_sink.next("drop_after_store")
    sends(processes, firm)
    (doubtful,) = [row for row in deliveries(firm) if row.status == "unknown"]
    mailbox = firm.office.open_mailbox()
    mailbox.append("Sent", firm.office.blobs.get(doubtful.raw_sha), firm.now)
    mailbox.close()
    sends(processes, firm)
    assert {row.status for row in deliveries(firm)} == {"sent"}
    assert firm.office and all(row.status == "sent" for row in firm.reminders())


def test_a_greylisted_message_goes_later_and_once(
    tmp_path: Path, smtp_sink: FaultySmtp, authority: Authority, processes: BaseContext
) -> None:
    firm = approved_batch(tmp_path / "firm", smtp_sink, authority)
    smtp_sink.next("refuse_rcpt", "450 4.2.0 greylisted", times=3)
    sends(processes, firm)
    assert Counter(row.status for row in deliveries(firm)) == {"sent": CLIENTS - 3, "queued": 3}
    firm.at("2026-11-16T09:10").tick()
    assert {row.status for row in deliveries(firm)} == {"sent"} and len(smtp_sink.mails) == CLIENTS + 1


def test_what_was_paid_while_it_waited_for_the_server_does_not_leave(
    tmp_path: Path, smtp_sink: FaultySmtp, authority: Authority, processes: BaseContext
) -> None:
    firm = approved_batch(tmp_path / "firm", smtp_sink, authority)
    smtp_sink.next("refuse_rcpt", "450 4.2.0 greylisted")
    firm.at(WHEN).tick()
    (waiting,) = [row for row in deliveries(firm) if row.status == "queued"]
    with firm.office.books.read() as session:
        number = reminders.lines(session, waiting.reminder_id or 0)[0].number
    firm.at("2026-11-16T09:30").takes_in("paid.csv", f"received_on,amount,label\n2026-11-16,100.00,{number}\n")
    firm.tick()
    assert firm.invoice(number).open_minor == 0
    assert len(smtp_sink.mails) == CLIENTS
    assert [row.status for row in firm.reminders()].count("failed") == 1


def test_a_refused_address_is_told_to_a_person_and_has_no_contact_any_more(
    tmp_path: Path, smtp_sink: FaultySmtp, authority: Authority, processes: BaseContext
) -> None:
    smtp_sink.recipients["c3@client3.example"] = "550 5.1.1 unknown"
    firm = approved_batch(tmp_path / "firm", smtp_sink, authority)
    sends(processes, firm)
    assert firm.client("C3").email_bounced and firm.invoice("F-3").level is None
    firm.at("2026-11-17T08:00").tick()
    assert "C3" not in {
        "C3" for row in firm.reminders() if row.client_id == firm.client("C3").id and row.status == "proposed"
    }
