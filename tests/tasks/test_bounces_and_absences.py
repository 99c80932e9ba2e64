"""Undelivered is not reminded; delayed is nothing yet; away is waited out and never taken for an answer."""

import pytest

from mailbot.core.reading.corrections import Verdict
from mailbot.store.tables import AlertRow
from mailbot.tasks.keeping.verify import verify
from tests.firm import PARTNER, Firm
from tests.tasks.looking import CLIENT, holds
from tests.tasks.reading import answers, client_answers, decides, running, told, undoes
from tests.tasks.test_what_clients_answer import a_bounce

AWAY = "Bonjour,\n\nJe suis absent du bureau {when}.\n\nCordialement"
AUTO = {"Auto_Submitted": "auto-replied"}


def bounces(firm: Firm, *changes: tuple[str, str]) -> None:
    raw = a_bounce(str(firm.inbox_of(CLIENT)[-1]["Message-ID"]))
    for old, new in changes:
        assert old.encode() in raw
        raw = raw.replace(old.encode(), new.encode())
    firm.at("2026-11-16T10:00").drops(raw)
    firm.tick()


def away(firm: Firm, text: str, at: str = "2026-11-17T10:00") -> None:
    mail = firm.inbox_of(CLIENT)[0]
    firm.at(at).answers(CLIENT, mail, text, **AUTO)
    firm.tick()


def test_what_is_only_delayed_changes_nothing(reminded: Firm) -> None:
    bounces(
        reminded, ("Action: failed", "Action: delayed"), ("Status: 5.1.1", "Status: 4.4.1"),
        ("smtp; 550 5.1.1 unknown user", "smtp; 451 try later"),
    )  # fmt: skip
    row = reminded.reminders()[0]
    assert (row.status, reminded.invoice().level) == ("sent", 1)
    assert not reminded.client().email_bounced and running(reminded) == []
    assert reminded.messages()[-1].why == "retard de remise, sans effet"


def test_after_a_bounce_the_next_contact_gets_the_same_level(reminded: Firm) -> None:
    reminded.takes_in("contacts.csv", "client;role;email\nC1;firm;direction@dupont.example\n")
    bounces(reminded)
    assert reminded.invoice().level is None and reminded.reminders()[0].status == "bounced"
    assert told(reminded, "reminder_bounced")[0].text.startswith(f"non remis à {CLIENT} : niveau 1 décompté")
    reminded.at("2026-11-24T08:00").tick()
    again = reminded.reminders()[-1]
    assert (again.level, again.recipient) == (1, "direction@dupont.example")


def test_where_nobody_else_can_be_written_to_the_post_is_proposed(reminded: Firm) -> None:
    bounces(reminded)
    reminded.at("2026-11-24T08:30").tick()
    assert len(reminded.reminders()) == 1
    with reminded.office.books.read() as session:
        alert = session.query(AlertRow).filter_by(kind="bounce").one()
    assert CLIENT in alert.title and "la lettre par la poste" in alert.advice


def test_the_same_bounce_twice_counts_once(reminded: Firm) -> None:
    bounces(reminded)
    cycle = reminded.invoice().cycle
    bounces(reminded, ("dsn1@", "dsn2@"))
    assert reminded.invoice().cycle == cycle and reminded.messages()[-1].why == "non-remise déjà comptée"


def test_a_person_says_that_it_arrived_after_all(reminded: Firm) -> None:
    reminded.takes_in("contacts.csv", f"client;role;email\nC1;firm;{CLIENT}\n")
    before = (reminded.invoice().level, reminded.invoice().cycle, reminded.invoice().deadline_on)
    bounces(reminded)
    done = decides(reminded, reminded.messages()[-1], Verdict.NOTHING)
    invoice = reminded.invoice()
    assert (invoice.level, invoice.cycle, invoice.deadline_on) == before
    assert reminded.reminders()[0].status == "sent" and not reminded.client().email_bounced
    assert told(reminded, "reminder_arrived")[0].text == (
        f"arrivé malgré l'avis de non-remise : {CLIENT} reçoit de nouveau, niveau 1 compté (F-2026-0042)"
    )
    undoes(reminded, done)
    assert reminded.invoice().level is None and reminded.client().email_bounced
    assert reminded.reminders()[0].status == "bounced"
    assert verify(reminded.office) == []


def test_what_was_sent_since_keeps_its_level_when_the_bounce_was_none(reminded: Firm) -> None:
    reminded.takes_in("contacts.csv", "client;role;email\nC1;firm;direction@dupont.example\n")
    bounces(reminded)
    reminded.at("2026-11-24T08:00").tick()
    digest = next(mail for mail in reversed(reminded.inbox_of(PARTNER)) if "à valider" in str(mail["Subject"]))
    reminded.at("2026-11-24T09:00").answers(PARTNER, digest, "OK")
    reminded.tick()
    now = (reminded.invoice().level, reminded.invoice().cycle, reminded.invoice().level_sent_on)
    assert [row.status for row in reminded.reminders()] == ["bounced", "sent"]
    decides(reminded, next(row for row in reminded.messages() if row.kind == "bounce"), Verdict.NOTHING)
    assert (reminded.invoice().level, reminded.invoice().cycle, reminded.invoice().level_sent_on) == now
    assert [row.status for row in reminded.reminders()] == ["sent", "sent"]
    assert verify(reminded.office) == []


@pytest.mark.parametrize(
    ("when", "until"),
    [
        ("jusqu'au 4 décembre 2026 inclus", "2026-12-04"),
        ("jusqu'au 31 mars 2029", "2026-11-24"),
        ("pour quelques jours", "2026-11-24"),
    ],
    ids=["until a day", "for years: only a working week, and a person looks", "without a day: a working week"],
)
def test_an_absence_is_waited_out(reminded: Firm, when: str, until: str) -> None:
    away(reminded, AWAY.format(when=when))
    assert running(reminded) == [("absent", until, "mailbot")]
    assert reminded.messages()[-1].state == ("review" if "2029" in when else "done")
    line = told(reminded, "hold_absent")[0]
    assert "absent du bureau" in line.data["sentence"]


def test_an_absence_that_is_over_is_not_waited_for(reminded: Firm) -> None:
    away(reminded, AWAY.format(when="jusqu'au 13 novembre 2026"))
    assert running(reminded) == []


def test_an_absence_is_no_answer(reminded: Firm) -> None:
    away(reminded, AWAY.format(when="jusqu'au 20 novembre 2026. Si vous contestez une facture, voyez la direction"))
    assert [hold.kind for hold in holds(reminded)] == ["absent"]
    reminded.at("2026-12-01T08:00").tick()
    assert [row.level for row in reminded.reminders()] == [1, 2]


def test_an_automatic_reply_that_names_a_lasting_address_waits_for_ok(reminded: Firm) -> None:
    away(reminded, "Bonjour,\n\nCette adresse n'est plus utilisée : écrivez désormais à factures@groupe.example.\n")
    (answer,) = answers(reminded)
    assert answer.facts["new"] == "factures@groupe.example"
    assert reminded.messages()[-1].state == "review"


def test_an_answer_after_an_absence_is_an_answer(reminded: Firm) -> None:
    away(reminded, AWAY.format(when="jusqu'au 20 novembre 2026"))
    client_answers(reminded, "Bonjour,\n\nNous réglons le 4 décembre.\n", at="2026-11-23T10:00")
    assert sorted(kind for kind, _, _ in running(reminded)) == ["absent", "promise"]
