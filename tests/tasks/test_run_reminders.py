"""Reminders in number: the same verdicts as the plan, one client after the other, nothing lost and nothing twice."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mailbot.core.deciding.mass import MassFilter, MassOrder
from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.outbound.transport import Outcome
from mailbot.store.dunning import deliveries, runs
from mailbot.store.pursuit_tables import RunRow
from mailbot.tasks import jobs
from mailbot.tasks.deciding.queue_run import ask_cancel, queue_run
from mailbot.tasks.deciding.run_reminders import work_on, work_on_runs
from mailbot.tasks.deciding.run_report import run_report
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.holds.manage_holds import HoldOrder, set_hold
from mailbot.tasks.keeping.verify import verify
from tests.firm import ASSISTANT, DEPUTY, PARTNER, Firm, body_of

BY = Decider(email=PARTNER, via="shell")
CLIENTS = 5


def address(number):
    return f"compta@client{number}.example"


@pytest.fixture
def firm(tmp_path):
    """Five clients with an invoice each, six days overdue, on a Monday within the send window."""
    return a_firm_of(tmp_path / "firm", CLIENTS)


def a_firm_of(folder, count, **more):
    made = Firm(folder, **more)
    rows = "".join(f"C{n};Client {n};{address(n)}\n" for n in range(1, count + 1))
    made.takes_in("clients.csv", "code;name;email\n" + rows)
    rows = "".join(f"F-{n};C{n};2026-10-01;2026-11-10;{n}00.00\n" for n in range(1, count + 1))
    made.takes_in("invoices.csv", "number;client;issued_on;due_on;total\n" + rows)
    return made.at("2026-11-16T10:00")


def launch(firm, order=None, by=BY, **wanted):
    return queue_run(firm.office, order or MassOrder(wanted=MassFilter(**wanted)), by, firm.now).run_id


def report(firm, run_id):
    with firm.office.books.read() as session:
        return run_report(session, firm.office, run_id)


def left_out(firm, run_id):
    with firm.office.books.read() as session:
        return {(row.number, row.verdict) for row, _ in runs.omissions(session, run_id)}


def run_row(firm, run_id):
    with firm.office.books.read() as session:
        return session.get_one(RunRow, run_id)


def reports(firm):
    """How many mails about a run were made; each leaves at most once."""
    with firm.office.books.read() as session:
        return sum(row.kind == "run" for status in ("sent", "unknown") for row in deliveries.of_status(session, status))


def received(firm):
    return [len(firm.inbox_of(address(number))) for number in range(1, CLIENTS + 1)]


def dispute(firm, number):
    invoice = firm.invoice(number)
    order = HoldOrder(client_id=invoice.client_id, invoice_id=invoice.id, kind=HoldKind.DISPUTE, reason="malfaçons")
    with firm.office.books.write() as session:
        set_hold(session, firm.office, order, BY, firm.now)


def test_a_run_reminds_every_client_of_the_selection_once(firm):
    run_id = launch(firm)
    assert work_on_runs(firm.office, firm.now) == f"run {run_id}: 5/5, done"
    assert received(firm) == [1, 1, 1, 1, 1]
    assert {(row.status, row.approved_by, row.run_id) for row in firm.reminders()} == {("sent", PARTNER, run_id)}
    assert (report(firm, run_id).part("sent").count, str(report(firm, run_id).part("sent").totals[0])) == (
        5, "1500.00 EUR",
    )  # fmt: skip
    assert verify(firm.office) == []


def test_nothing_that_the_plan_refuses_is_sent_and_each_is_named_with_its_reason(firm):
    dispute(firm, "F-2")
    firm.takes_in("clients.csv", "code;name;email\nC3;Client 3;\n")
    run_id = launch(firm)
    work_on_runs(firm.office, firm.now)
    assert received(firm) == [1, 0, 0, 1, 1]
    assert left_out(firm, run_id) == {("F-2", "disputed"), ("F-3", "no_contact")}
    assert [(one.words, one.count) for one in report(firm, run_id).left_out] == [
        ("en litige", 1), ("aucune adresse où écrire", 1),
    ]  # fmt: skip
    assert run_row(firm, run_id).told["left_out"] == {"disputed": 1, "no_contact": 1}


def test_the_filter_selects_and_what_it_passes_over_is_not_in_the_report(firm):
    run_id = launch(firm, minimum=Decimal("300"))
    work_on_runs(firm.office, firm.now)
    assert (received(firm), left_out(firm, run_id)) == ([0, 0, 1, 1, 1], set())


def test_what_a_person_took_out_stays_out(firm):
    launch(firm, MassOrder(without=("F-1", "F-4")))
    work_on_runs(firm.office, firm.now)
    assert received(firm) == [0, 1, 1, 0, 1]


def test_the_level_that_was_chosen_is_the_one_that_leaves(firm):
    launch(firm, MassOrder(level=2, why="avant la clôture"))
    work_on_runs(firm.office, firm.now)
    assert {row.level for row in firm.reminders()} == {2}
    assert verify(firm.office) == []


def test_a_level_that_some_ladder_lacks_leaves_those_invoices_out_and_no_others(firm):
    firm.takes_in("clients.csv", "code;name;email;ladder\nC2;Client 2;compta@client2.example;quote\n")
    run_id = launch(firm, MassOrder(level=2, why="avant la clôture"))
    work_on_runs(firm.office, firm.now)
    assert received(firm) == [1, 0, 1, 1, 1]
    assert left_out(firm, run_id) == {("F-2", "no_such_level")}


def test_matters_of_another_partner_are_left_to_them(firm):
    rows = f"F-2;C2;2026-10-01;2026-11-10;200.00;{DEPUTY}\n"
    firm.takes_in("invoices.csv", "number;client;issued_on;due_on;total;partner\n" + rows)
    run_id = launch(firm)
    work_on_runs(firm.office, firm.now)
    assert received(firm) == [1, 0, 1, 1, 1]
    assert left_out(firm, run_id) == {("F-2", "another_partner")}


def test_outside_the_window_they_wait_approved_and_the_report_says_so(firm):
    run_id = launch(firm.at("2026-11-16T20:00"))
    work_on_runs(firm.office, firm.now)
    assert (received(firm), report(firm, run_id).part("waiting").count) == ([0] * 5, 5)
    firm.at("2026-11-17T09:00").tick()
    firm.at("2026-11-17T09:10").tick()
    assert (received(firm), report(firm, run_id).part("sent").count) == ([1] * 5, 5)


def test_the_cap_of_a_passage_holds_for_a_run_too(firm):
    config = (firm.folder / "config.yaml").read_text()
    capped = Firm(firm.folder, config + "schedule: {max_per_run: 2}\n").at("2026-11-16T10:00")
    run_id = launch(capped)
    for _ in range(3):
        work_on(capped.office, run_id, capped.now, limit=2)
    assert (sum(received(capped)), report(capped, run_id).part("waiting").count) == (2, 3)
    assert {row.status_why for row in capped.reminders()} == {"", "plafond de 2 envois par passage atteint"}


def test_a_second_turn_goes_on_where_the_first_one_stopped(firm):
    run_id = launch(firm)
    seen = [(at.done, at.status) for at in (work_on(firm.office, run_id, firm.now, limit=2) for _ in range(3))]
    assert seen == [(2, "running"), (4, "running"), (5, "done")]
    assert received(firm) == [1] * 5


def test_progress_is_told_after_each_client(firm):
    seen = []
    work_on(firm.office, launch(firm), firm.now, told=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


# ---- crashes ----


class Killed(BaseException):
    """The process dies here: nothing of it may run on."""


def killed_while(step, after):
    """The n-th call of this kind is the process's last."""
    left = [after]

    def dies(*arguments, **more):
        if left[0] == 0:
            raise Killed
        left[0] -= 1
        return step(*arguments, **more)

    return dies


@pytest.mark.parametrize("where", ["key", "blobs", "press", "sender"])
@pytest.mark.parametrize("after", range(6))
def test_a_process_that_dies_anywhere_loses_and_doubles_nothing(firm, where, after):
    """Whichever door it was at - a token being made, a letter or a message being kept, a mail being sent."""
    run_id = launch(firm, MassOrder(level=2, why="avec lettre"))
    office = firm.office
    doomed = {
        "key": lambda: replace(office, worker="here/1", nonce=killed_while(office.nonce, after)),
        "blobs": lambda: replace(office, worker="here/1", blobs=_Blobs(office.blobs, after)),
        "press": lambda: replace(office, worker="here/1", press=killed_while(office.press, after)),
        "sender": lambda: replace(office, worker="here/1", open_sender=killed_while(office.open_sender, after)),
    }[where]()
    with suppress(Killed):
        work_on_runs(doomed, firm.now)
    firm.office = replace(office, worker="here/2", is_alive=lambda worker: worker != "here/1")
    for _ in range(2):
        work_on_runs(firm.office, firm.now)
        jobs.do_send(firm.office, firm.now)
    doubtful = sum(row.status == "unknown" for row in firm.reminders())
    assert sum(received(firm)) + doubtful == CLIENTS
    assert max(received(firm)) == 1 and len(firm.reminders()) == CLIENTS
    assert run_row(firm, run_id).status == "done"
    assert (run_row(firm, run_id).done, reports(firm)) == (CLIENTS, 1)
    assert verify(firm.office) == []


class _Blobs:
    """Blobs of a process that dies at the n-th thing it keeps."""

    def __init__(self, inner, after):
        self._inner, self.put = inner, killed_while(inner.put, after)

    def get(self, sha):
        return self._inner.get(sha)


def test_a_run_that_somebody_alive_works_on_is_left_to_them(firm):
    run_id = launch(firm)
    mine = replace(firm.office, worker="here/1")
    work_on(mine, run_id, firm.now, limit=2)
    other = replace(firm.office, worker="here/2", is_alive=lambda worker: True)
    assert work_on_runs(other, firm.now) == "no runs"
    firm.at("2026-11-16T10:14")
    assert work_on_runs(other, firm.now) == "no runs"
    firm.at("2026-11-16T10:16")
    assert work_on_runs(other, firm.now) == f"run {run_id}: 5/5, done"
    assert not work_on(mine, run_id, firm.now).mine
    assert received(firm) == [1] * 5


def test_what_a_run_has_in_hand_is_asked_of_nobody_else(firm):
    run_id = launch(firm, MassOrder(level=2, why="avec lettre"))
    doomed = replace(firm.office, worker="here/1", press=killed_while(firm.office.press, 1))
    with pytest.raises(Killed):
        work_on(doomed, run_id, firm.now, limit=2)
    other = replace(firm.office, is_alive=lambda worker: True)
    assert jobs.do_plan(other, firm.now).startswith("3 proposed, 3 drafted")  # the clients that the run has not reached
    firm.office = replace(firm.office, is_alive=lambda worker: worker != "here/1")
    work_on_runs(firm.office, firm.now)
    assert received(firm) == [1, 1, 0, 0, 0]
    assert left_out(firm, run_id) == {(f"F-{n}", "waiting_approval") for n in (3, 4, 5)}


def test_a_client_on_whom_the_program_fails_is_named_and_the_others_go_on(firm):
    class Broken:
        def pdf(self, html):
            if "Client 3" in html:
                raise ValueError("no glyph")
            return firm.office.press().pdf(html)

    run_id = launch(firm, MassOrder(level=2, why="avec lettre"))
    work_on_runs(replace(firm.office, press=Broken), firm.now)
    assert received(firm) == [1, 1, 0, 1, 1]
    assert report(firm, run_id).failed == (("Client 3", "ValueError: no glyph"),)
    assert [row.status for row in firm.reminders()].count("fell_out") == 1
    assert run_row(firm, run_id).status == "done"


# ---- calling it off ----


def test_what_left_stays_and_nothing_else_leaves_when_a_run_is_called_off(firm):
    run_id = launch(firm)
    work_on(firm.office, run_id, firm.now, limit=2)
    ask_cancel(firm.office, run_id, Decider(email=DEPUTY, via="admin"), firm.now)
    work_on_runs(firm.office, firm.now)
    row = run_row(firm, run_id)
    assert (row.status, row.done, received(firm)) == ("cancelled", 2, [1, 1, 0, 0, 0])
    (mail,) = firm.inbox_of(PARTNER)
    assert mail["Subject"].startswith("Relances en nombre, arrêtées") and "arrêtées" in body_of(mail)


def test_a_run_that_is_called_off_while_mails_leave_approves_nothing_more(tmp_path):
    firm = a_firm_of(tmp_path / "firm", 20)  # more than are written and sent at once
    run_id = launch(firm)
    sent = []

    class Line:
        def send(self, sender, recipients, raw, message_id):
            if not sent:
                ask_cancel(firm.office, run_id, BY, firm.now)
            sent.append(recipients[0])
            return Outcome("sent", "250 ok")

        def close(self):
            pass

    work_on_runs(replace(firm.office, open_sender=Line), firm.now)
    states = [row.status for row in firm.reminders()]
    assert states == ["sent"] * 16 + ["rejected"] * 4 and len(set(sent)) == 16 + 1, "and the report of the run"
    assert run_row(firm, run_id).status == "cancelled" and verify(firm.office) == []


def test_what_waits_for_the_window_is_withdrawn_and_free_again(firm):
    run_id = launch(firm.at("2026-11-16T20:00"))
    work_on(firm.office, run_id, firm.now, limit=3)
    ask_cancel(firm.office, run_id, BY, firm.now)
    work_on_runs(firm.office, firm.now)
    assert [row.status for row in firm.reminders()] == ["rejected"] * 3
    firm.at("2026-11-17T08:00").tick()
    assert received(firm) == [0] * 5
    assert [row.status for row in firm.reminders()[3:]] == ["proposed"] * 5
    assert verify(firm.office) == []


def test_a_run_that_is_over_cannot_be_called_off(firm):
    run_id = launch(firm)
    work_on_runs(firm.office, firm.now)
    with pytest.raises(Refused, match="terminé"):
        ask_cancel(firm.office, run_id, BY, firm.now)
    with pytest.raises(Refused, match="pas d'envoi en nombre 99"):
        ask_cancel(firm.office, 99, BY, firm.now)


# ---- who may, and what makes no sense ----


@pytest.mark.parametrize(
    ("order", "by", "says"),
    [
        (MassOrder(), Decider(email=ASSISTANT, via="shell"), "Seul un associé"),
        (MassOrder(wanted=MassFilter(minimum=Decimal("9000"))), BY, "Aucune facture"),
        (MassOrder(level=9), BY, "niveau 9"),
        (MassOrder(wanted=MassFilter(next_level=9)), BY, "niveau 9"),
        (MassOrder(wanted=MassFilter(ladder="nulle part")), BY, "nulle part"),
    ],
)
def test_an_order_that_makes_no_sense_queues_nothing(firm, order, by, says):
    with pytest.raises(Refused, match=says):
        launch(firm, order, by)
    with firm.office.books.read() as session:
        assert runs.newest(session) == []


def test_an_order_that_no_version_understands_ends_the_run_and_says_so(firm):
    run_id = launch(firm)
    with firm.office.books.write() as session:
        session.get_one(RunRow, run_id).wanted = {"wanted": {"mood": "grim"}}
    work_on_runs(firm.office, firm.now)
    assert run_row(firm, run_id).status == "failed"
    assert "mood" in body_of(firm.inbox_of(PARTNER)[0])


# ---- the mail ----


def test_whoever_launched_it_is_told_once_with_everything_that_did_not_go(firm):
    dispute(firm, "F-2")
    run_id = launch(firm)
    for _ in range(2):
        work_on_runs(firm.office, firm.now)
        firm.tick()
    (mail,) = [one for one in firm.inbox_of(PARTNER) if "Relances en nombre" in one["Subject"]]
    said = body_of(mail).replace("\xa0", " ").replace("\u202f", " ")
    assert mail["Subject"].replace("\xa0", " ") == "Relances en nombre : 4 envoyées, 1 facture écartée (16 nov.)"
    assert "5 clients sur 5" in said and "Factures en retard" in said
    assert "4 RELANCES ENVOYÉES · 1 300,00 €" in said
    assert "F-2, Client 2 : en litige : malfaçons" in said
    assert f"/mass/runs/{run_id}" in said
    assert date(2026, 11, 16) == firm.office.day(run_row(firm, run_id).reported_at)
