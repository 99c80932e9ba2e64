"""A reminder on its way through every fault of a mail server: never twice, never lost, and a person is told where only
a person can know. The table of docs/measurements.md is this one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.config.schema import Smtp
from mailbot.outbound.smtp import SmtpSender
from mailbot.store.tables import AlertRow
from mailbot.tasks import jobs
from tests.firm import BOT, CONFIG, Firm
from tests.servers.faulty_smtp import FaultySmtp
from tests.tasks.test_post import approved

CLIENT = "compta@dupont.example"
LATER = ("09:02", "09:10", "09:30", "10:40", "12:00", "15:00", "17:00")


@dataclass(frozen=True)
class Fault:
    """What the server does, so many times; how often the mail arrives in the end, and whether a person is asked."""

    name: str
    kind: str
    text: str = ""
    times: int = 1
    arrives: int = 1
    asked: bool = False
    status: str = "sent"


FAULTS = (
    Fault("no fault", "none"),
    Fault("the sender is refused for now", "refuse_mail", "451 4.3.0 busy"),
    Fault("too many connections", "refuse_mail", "421 4.3.2 too many connections"),
    Fault("greylisted, three times", "refuse_rcpt", "450 4.2.0 greylisted", times=3),
    Fault("disk full at DATA", "refuse_data", "452 4.3.1 insufficient system storage"),
    Fault("rate limit at DATA", "refuse_data", "451 4.7.1 rate limited", times=2),
    Fault("line cut at MAIL", "drop_at_mail"),
    Fault("line cut at RCPT", "drop_at_rcpt"),
    Fault("line cut at DATA", "drop_at_data"),
    Fault("no such user", "refuse_rcpt", "550 5.1.1 no such user", arrives=0, asked=True, status="failed"),
    Fault("the sender is refused for good", "refuse_mail", "550 5.7.1 no", arrives=0, asked=True, status="failed"),
    Fault("taken for spam after DATA", "refuse_data", "554 5.7.1 spam", arrives=0, asked=True, status="failed"),
    Fault("line cut after the whole message, which is lost", "drop_before_store", "", 1, 0, True, "unknown"),
    Fault("line cut after the whole message, which is kept", "drop_after_store", "", 1, 1, True, "unknown"),
    Fault("an answer that is none, the message is kept", "garbage", "", 1, 1, True, "unknown"),
    Fault("silence after the message, which is lost", "hang_before_store", "", 1, 0, True, "unknown"),
    Fault("silence after the message, which is kept", "hang_after_store", "", 1, 1, True, "unknown"),
)


@pytest.fixture
def server() -> Iterator[FaultySmtp]:
    with FaultySmtp() as server:
        yield server


@pytest.fixture
def firm(tmp_path: Path, server: FaultySmtp) -> Firm:
    """A client who owes an invoice; mail leaves by SMTP to the faulty server."""
    firm = Firm(tmp_path / "firm", CONFIG)
    firm.has_client()
    firm.has_invoice()
    settings = Smtp(host="127.0.0.1", port=server.port, security="none", user="-")
    firm.office = replace(firm.office, open_sender=partial(SmtpSender, settings, BOT, "", answer_seconds=0.3))
    return firm


@pytest.mark.parametrize("pipelined", [False, True], ids=["one by one", "pipelined"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_reminder_arrives_once_or_a_person_is_asked(firm: Firm, server: FaultySmtp, fault: Fault, pipelined) -> None:
    server.pipelining = pipelined
    if fault.kind != "none":
        server.next(fault.kind, fault.text, seconds=0.6, times=fault.times)
    approved(firm)
    for hour in LATER:
        firm.at(f"2026-11-16T{hour}")
        jobs.do_send(firm.office, firm.now)
    to_client = [mail for mail in server.mails if CLIENT in mail.recipients]
    assert len(to_client) == fault.arrives, "never twice"
    assert {row.status for row in firm.reminders()} == {fault.status}
    with firm.office.books.read() as session:
        told = {row.kind for row in session.scalars(select(AlertRow).where(AlertRow.done_at.is_(None)))}
    assert bool(told) is fault.asked, "what did not arrive for sure is a person's to know"
    assert (firm.invoice().level == 1) is (fault.status == "sent")
