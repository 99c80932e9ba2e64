"""Letters through a service that posts them: each handed over once, and followed; what it refuses is printed."""

import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from mailbot.core.errors import InputError, Refused, TryLater
from mailbot.outbound.post_provider import HttpProvider, LetterToPost
from mailbot.store.tables import EventRow
from mailbot.tasks import jobs
from mailbot.tasks.desk.sending_switch import stop_sending
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.sending.post_provider_run import post_letters
from mailbot.tasks.sending.post_run import print_run
from tests.firm import Firm
from tests.outbound.post_service import running
from tests.tasks.test_post import BY, HOME, NOTICE, PAPER, a_firm, approved, letters


@pytest.fixture(scope="module")
def listening():
    with running() as service:
        yield service


@pytest.fixture
def service(listening):
    """The service, with nothing in it."""
    listening.letters.clear()
    listening.keys.clear()
    listening.faults.clear()
    return listening


def a_waiting_letter(tmp_path, service, level=PAPER, **client) -> Firm:
    firm = a_firm(tmp_path, level)
    firm.has_client(**{"email": "", **HOME, **client})
    firm.has_invoice()
    approved(firm)
    firm.office = replace(firm.office, post=lambda: HttpProvider(service.url, service.token))
    return firm


@pytest.fixture(scope="module")
def model(tmp_path_factory, listening):
    """The folder of a firm with a letter that waits, made once."""
    firm = a_waiting_letter(tmp_path_factory.mktemp("model"), listening)
    firm.office.books.close()
    return firm.folder


@pytest.fixture
def firm(model, tmp_path, service) -> Firm:
    shutil.copytree(model, tmp_path / "firm")
    firm = a_firm(tmp_path).at("2026-11-16T09:00")
    firm.office = replace(firm.office, post=lambda: HttpProvider(service.url, service.token))
    return firm


def kinds(firm):
    with firm.office.books.read() as session:
        told = session.scalars(select(EventRow.kind).where(EventRow.kind.startswith("letter_")).order_by(EventRow.id))
        return list(told)


def test_a_letter_is_handed_over_once_and_counts_as_sent(firm, service):
    assert post_letters(firm.office, firm.now).handed == 1
    (letter,) = service.letters.values()
    assert letter["pdf"].startswith(b"%PDF") and letter["duplex"] is True and letter["registered"] is False
    assert letter["address"] == {
        "lines": ["Dupont Bâtiment", "4 rue des Compagnons", "44800 SAINT-HERBLAIN"], "country": "FR",
    }  # fmt: skip
    assert (letters(firm)[0].status, letters(firm)[0].provider_id) == ("printed", "L1")
    assert firm.reminders()[0].status == "sent" and firm.invoice().level == 1
    post_letters(firm.office, firm.now + timedelta(hours=1))
    assert len(service.letters) == 1 and print_run(firm.office, BY, firm.now).printed == 0
    assert kinds(firm) == ["letter_handed_over"] and verify(firm.office) == []


def test_the_day_of_reception_starts_the_days_to_pay(tmp_path, service):
    firm = a_waiting_letter(tmp_path, service, NOTICE, email="compta@dupont.example")
    before = firm.reminders()[0].deadline_on
    post_letters(firm.office, firm.now)
    service.letters["L1"] |= {"status": "delivered", "tracking": "1A 234", "delivered_on": "2026-11-20"}
    firm.at("2026-11-23T09:00")
    assert post_letters(firm.office, firm.now).news == 1
    row = letters(firm)[0]
    assert (row.number, row.delivered_on, row.registered) == ("1A 234", date(2026, 11, 20), True)
    assert before is not None and firm.invoice().deadline_on > before
    assert post_letters(firm.office, firm.now + timedelta(hours=5)).news == 0
    assert kinds(firm) == ["letter_handed_over", "letter_numbered", "letter_received"]


def test_what_the_service_refuses_stays_to_be_printed_with_its_reason(firm, service):
    service.faults.append("refuse")
    assert post_letters(firm.office, firm.now).refused == 1
    row = letters(firm)[0]
    assert (row.status, row.refusal) == ("waiting", "address not deliverable")
    assert post_letters(firm.office, firm.now).handed == 0 and service.letters == {}
    assert firm.invoice().level is None
    assert print_run(firm.office, BY, firm.now).printed == 1


@pytest.mark.parametrize("fault", ["lost", "500"])
def test_what_may_have_been_taken_is_not_printed_and_never_posted_twice(firm, service, fault):
    service.faults.append(fault)
    report = post_letters(firm.office, firm.now)
    assert (report.later, letters(firm)[0].status) == (1, "handing") and report.trouble
    assert print_run(firm.office, BY, firm.now).printed == 0
    assert post_letters(firm.office, firm.now).handed == 1
    assert len(service.letters) == 1 and letters(firm)[0].status == "printed"


def test_nothing_is_handed_over_while_all_sending_is_stopped(firm, service):
    service.faults.append("500")
    post_letters(firm.office, firm.now)
    with firm.office.books.write() as session:
        stop_sending(session, BY, firm.now)
    assert post_letters(firm.office, firm.now).handed == 0 and service.letters == {}


def test_what_was_paid_meanwhile_is_not_handed_over(firm, service):
    firm.takes_in("p.csv", "id;received_on;amount;currency;payer;label\nB1;2026-11-16;1200;EUR;DUPONT;F-2026-0042\n")
    jobs.do_match(firm.office, firm.now)
    post_letters(firm.office, firm.now)
    assert service.letters == {} and letters(firm)[0].status == "cancelled"


@pytest.mark.parametrize(("state", "level"), [("returned", None), ("failed", None), ("posted", 1)])
def test_what_comes_back_or_was_never_posted_has_reminded_nobody(firm, service, state, level):
    post_letters(firm.office, firm.now)
    service.letters["L1"] |= {"status": state, "reason": "NPAI"}
    post_letters(firm.office, firm.now + timedelta(hours=5))
    assert firm.invoice().level == level
    assert verify(firm.office) == []


@pytest.mark.parametrize(
    ("change", "error"),
    [({"token": "wrong"}, TryLater), ({"url": "http://127.0.0.1:9/v1"}, TryLater)],
)
def test_when_nobody_answers_or_lets_us_in_it_is_tried_later(service, change, error):
    provider = replace(HttpProvider(service.url, service.token), **change)
    with pytest.raises(error):
        provider.progress("L1") if "url" in change else provider.take(a_parcel())


def a_parcel():
    return LetterToPost(
        key="k", reference="1", address=("a",), country="FR", registered=False, duplex=True, pdf=b"%PDF"
    )  # fmt: skip


@pytest.mark.parametrize("said", [{"status": "lost in space"}, {"status": "delivered", "delivered_on": "yesterday"}])
def test_an_answer_that_makes_no_sense_changes_nothing(firm, service, said):
    post_letters(firm.office, firm.now)
    service.letters["L1"] |= said
    report = post_letters(firm.office, firm.now + timedelta(hours=5))
    assert report.trouble and letters(firm)[0].delivered_on is None
    with pytest.raises(InputError):
        HttpProvider(service.url, service.token).progress("none")


def test_it_is_off_unless_it_is_configured(tmp_path):
    firm = a_firm(tmp_path)
    assert firm.office.post is None and "Post:" not in jobs.do_send(firm.office, firm.now)
    with pytest.raises(Refused, match=r"post\.provider"):
        post_letters(firm.office, firm.now)
