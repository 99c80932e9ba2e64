"""Something happens while a batch is being sent: it holds for whatever has not left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.core.hold import HoldKind
from mailbot.outbound.transport import Outcome
from mailbot.store.tables import ClientRow, DeliveryRow, ReminderRow
from mailbot.tasks import jobs
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.sending_switch import stop_sending
from mailbot.tasks.holds.manage_holds import HoldOrder, set_hold
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.release_reminders import release
from tests.firm import CONFIG, PARTNER, Firm

BY = Decider(email=PARTNER, via="shell")


def disputed(firm: Firm) -> None:
    order = HoldOrder(client_id=firm.client("C3").id, kind=HoldKind.DISPUTE, reason="malfaçons")
    with firm.office.books.write() as session:
        set_hold(session, firm.office, order, BY, firm.now)


def paid(firm: Firm) -> None:
    firm.takes_in("paid.csv", "received_on,amount,label\n2026-11-16,100.00,F-3\n")
    jobs.do_match(firm.office, firm.now)


def readdressed(firm: Firm) -> None:
    firm.has_client("C3", "Client 3", "autre@client3.example")


def stopped(firm: Firm) -> None:
    with firm.office.books.write() as session:
        stop_sending(session, BY, firm.now, why="erreur de tarif")


def wrote(firm: Firm) -> None:
    """A stop by mail, as the client writes it."""
    mail = firm.inbox_of("c3@client3.example")
    assert not mail
    firm.writes("c3@client3.example", "Facture F-3", "Nous contestons la facture F-3 : les travaux sont mal faits.\n")
    jobs.do_poll(firm.office, firm.now)


def of_no_concern(firm: Firm) -> None:
    order = HoldOrder(client_id=firm.client("C1").id, kind=HoldKind.HOLD, reason="déjà parti")
    with firm.office.books.write() as session:
        set_hold(session, firm.office, order, BY, firm.now)


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    """Four approved reminders, C1 to C4, ready to leave in this order."""
    made = Firm(tmp_path / "firm", CONFIG)
    rows = [f"C{n};Client {n};c{n}@client{n}.example" for n in range(1, 5)]
    made.takes_in("clients.csv", "\n".join(["code;name;email", *rows]))
    rows = [f"F-{n};C{n};2026-10-01;2026-11-10;100.00" for n in range(1, 5)]
    made.takes_in("invoices.csv", "\n".join(["number;client;issued_on;due_on;total", *rows]))
    jobs.do_plan(made.office, made.at("2026-11-16T09:00").now)
    with made.office.books.write() as session:
        for row in session.scalars(select(ReminderRow)):
            row.status, row.approved_hash, row.approved_by = "approved", row.content_hash, PARTNER
    return made


class Interrupted:
    """A line during whose second message something happens."""

    def __init__(self, happens: Callable[[], None]) -> None:
        self.happens, self.sent = happens, []

    def send(self, sender, recipients, raw, message_id):
        self.sent.append(recipients[0])
        if len(self.sent) == 2:
            self.happens()
        return Outcome("sent", "250 ok")

    def close(self) -> None:
        pass


@pytest.mark.parametrize("when", ["between the gate and the claim", "while the second one travels"])
@pytest.mark.parametrize(
    ("happens", "leave", "third"),
    [
        (disputed, "124", "failed"),
        (paid, "124", "failed"),
        (readdressed, "124", "failed"),
        (wrote, "124", "failed"),
        (stopped, "12", "released"),
        (of_no_concern, "1234", "sent"),
    ],
)
def test_what_happens_meanwhile_holds_for_what_has_not_left(firm: Firm, happens, leave, third, when) -> None:
    line = Interrupted(lambda: happens(firm) if when.startswith("while") else None)
    firm.office = replace(firm.office, open_sender=lambda: line)
    release(firm.office, firm.now)
    firm.now += timedelta(seconds=1)
    if when.startswith("between"):
        happens(firm)
        leave = {stopped: "", of_no_concern: "234"}.get(happens, leave)
    deliver(firm.office, firm.now)
    assert "".join(to[1] for to in line.sent) == leave
    assert firm.reminders()[2].status == third
    assert verify(firm.office) == []


def test_a_message_that_cannot_be_read_or_written_into_the_books_stops_no_other(firm: Firm) -> None:
    line = Interrupted(lambda: None)
    firm.office = replace(firm.office, open_sender=lambda: line)
    release(firm.office, firm.now)
    with firm.office.books.write() as session:
        first, second = session.scalars(select(DeliveryRow).order_by(DeliveryRow.id)).all()[:2]
        first.raw_sha = "0" * 64
        session.get_one(ReminderRow, second.reminder_id).status = "rejected"  # no way leads from there to `sent`
        second.asked_line = 10**9
        assert session.get(ClientRow, second.client_id)
    with pytest.raises(Exception, match="cannot become"):
        deliver(firm.office, firm.now)
    assert [to[1] for to in line.sent] == ["2", "3", "4"]
    with firm.office.books.read() as session:
        rows = session.scalars(select(DeliveryRow).order_by(DeliveryRow.id)).all()
    assert [row.status for row in rows] == ["queued", "sending", "sent", "sent"]
    assert "cannot be read" in rows[0].answer and rows[1].progress == "accepted"
