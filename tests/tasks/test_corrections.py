"""A person corrects what was understood: the wrong effect goes, the right one comes, and both can be taken back."""

from datetime import date

import pytest

from mailbot.core.errors import Refused
from mailbot.core.reading.corrections import Verdict
from mailbot.tasks.correcting.resolve_message import link_message_to, reopen_message, resolve_message
from mailbot.tasks.keeping.verify import verify
from tests.firm import Firm
from tests.tasks import reading
from tests.tasks.reading import BY, aliases, client_answers, corrections, decides, running, told, undoes, writes

PROMISE = "Bonjour,\n\nNous réglerons cette facture le 4 décembre.\n\nCordialement,\nJ. Dupont"
DISPUTE = "Bonjour,\n\nJe conteste cette facture : la prestation n'a pas été réalisée.\n\nJ. Dupont"
CHAT = "Bonjour,\n\nLes girafes ont le cou long.\n"
PROMISED = ("promise", "2026-12-09", "mailbot")


def test_a_promise_that_was_a_dispute_stops_the_ladder_instead(reminded: Firm) -> None:
    message = client_answers(reminded, PROMISE)
    assert running(reminded) == [PROMISED]
    decides(reminded, message, Verdict.DISPUTE)
    assert running(reminded) == [("dispute", "", BY.email)]
    line = told(reminded, "message_corrected")[0]
    assert line.text == "message lu : c'est une contestation" and "4 décembre" in line.data["sentence"]
    assert told(reminded, "hold_ended")[0].text == (
        "suspension levée : le client promet de régler le 4 déc. 2026 (message lu autrement)"
    )
    assert verify(reminded.office) == []


def test_a_dispute_that_was_a_promise_waits_for_its_day_and_amount(reminded: Firm) -> None:
    message = client_answers(reminded, DISPUTE)
    done = decides(reminded, message, Verdict.PROMISE, day=date(2026, 11, 30), amount="600")
    assert running(reminded) == [("promise", "2026-12-03", BY.email)]
    (hold,) = done.made
    assert (hold.promised_on, hold.amount_minor, hold.currency) == (date(2026, 11, 30), 60000, "EUR")
    assert not corrections(reminded)[0].agreed


def test_a_person_may_grant_a_day_that_the_program_would_not(reminded: Firm) -> None:
    message = client_answers(reminded, CHAT)
    decides(reminded, message, Verdict.PROMISE, day=date(2027, 6, 30))
    assert running(reminded) == [("promise", "2027-07-05", BY.email)]


@pytest.mark.parametrize(
    ("verdict", "kind", "until"),
    [
        (Verdict.DISPUTE, "dispute", ""), (Verdict.PAID, "hold", "2026-12-02"), (Verdict.OPT_OUT, "hold", ""),
        (Verdict.INSOLVENCY, "insolvent", ""), (Verdict.DECEASED, "deceased", ""),
        (Verdict.INSTALMENTS, "conversation", "2026-11-25"),
    ],
)  # fmt: skip
def test_each_verdict_has_the_effect_of_a_reply_that_says_it_plainly(
    reminded: Firm, verdict: Verdict, kind: str, until: str
) -> None:
    message = client_answers(reminded, DISPUTE if verdict is Verdict.INSTALMENTS else CHAT)
    decides(reminded, message, verdict)
    assert running(reminded) == [(kind, until, BY.email)]
    assert reading.message(reminded, message.id).resolved_by == BY.email


@pytest.mark.parametrize("verdict", [Verdict.NOTHING, Verdict.ANSWERED])
def test_what_needs_nothing_more_lets_reminders_go_on(reminded: Firm, verdict: Verdict) -> None:
    message = client_answers(reminded, DISPUTE)
    decides(reminded, message, verdict)
    assert running(reminded) == []
    assert reading.message(reminded, message.id).resolved_at == reminded.now


def test_a_right_understanding_is_confirmed_and_keeps_its_effect(reminded: Firm) -> None:
    message = client_answers(reminded, PROMISE)
    decides(reminded, message, Verdict.PROMISE, day=date(2026, 12, 4))
    assert running(reminded) == [PROMISED]
    assert corrections(reminded)[0].agreed and told(reminded, "message_confirmed")


def test_taking_a_decision_back_gives_everything_its_place_again(reminded: Firm) -> None:
    message = client_answers(reminded, PROMISE)
    before = reading.message(reminded, message.id)
    done = decides(reminded, message, Verdict.DISPUTE)
    undoes(reminded, done)
    after = reading.message(reminded, message.id)
    assert running(reminded) == [PROMISED]
    assert (after.resolved_at, after.client_id, after.linked_by) == (None, before.client_id, before.linked_by)
    assert told(reminded, "message_uncorrected")
    with pytest.raises(Refused, match="déjà annulée"):
        undoes(reminded, done)


def test_a_second_decision_takes_the_first_back(reminded: Firm) -> None:
    message = client_answers(reminded, PROMISE)
    decides(reminded, message, Verdict.DISPUTE)
    done = decides(reminded, message, Verdict.PAID)
    assert running(reminded) == [("hold", "2026-12-02", BY.email)]
    undoes(reminded, done)
    assert running(reminded) == [PROMISED]
    assert [row.undone_at is None for row in corrections(reminded)] == [False, False]


def test_what_the_wrong_effect_had_replaced_runs_again(reminded: Firm) -> None:
    client_answers(reminded, PROMISE)
    later = client_answers(reminded, PROMISE.replace("4 décembre", "11 décembre"), at="2026-11-19T10:00")
    assert running(reminded) == [("promise", "2026-12-16", "mailbot")]
    done = decides(reminded, later, Verdict.NOTHING)
    assert running(reminded) == [PROMISED]
    undoes(reminded, done)
    assert running(reminded) == [("promise", "2026-12-16", "mailbot")]


def test_only_the_invoices_that_the_person_names_wait(reminded: Firm) -> None:
    reminded.has_invoice("F-2026-0050", due="2027-01-10")
    message = client_answers(reminded, CHAT)
    done = decides(reminded, message, Verdict.DISPUTE, numbers=("F-2026-0050",))
    assert [hold.invoice_id for hold in done.made] == [reminded.invoice("F-2026-0050").id]


def test_a_promise_in_the_past_is_refused_and_changes_nothing(reminded: Firm) -> None:
    message = client_answers(reminded, DISPUTE)
    for day in (None, date(2026, 11, 17)):
        with pytest.raises(Refused, match="jour promis"):
            decides(reminded, message, Verdict.PROMISE, day=day)
    assert [kind for kind, _, _ in running(reminded)] == ["dispute"] and corrections(reminded) == []


def test_a_message_of_nobody_needs_its_client_first(reminded: Firm) -> None:
    message = writes(reminded, "inconnu@ailleurs.example", "Votre courrier", "De quoi s'agit-il ?")
    with pytest.raises(Refused, match="quel client"):
        decides(reminded, message, Verdict.DISPUTE)
    decides(reminded, message, Verdict.NOTHING)
    assert reading.message(reminded, message.id).resolved_by == BY.email


def test_a_message_from_another_client_is_acted_upon_there(reminded: Firm) -> None:
    reminded.has_client(code="C2", name="Martin SARL", email="compta@martin.example")
    message = client_answers(reminded, DISPUTE, sender="d.roux@fiduciaire.example")
    done = decides(reminded, message, Verdict.OTHER_CLIENT, client="C2")
    with reminded.office.books.read() as session:
        assert session.merge(done.made[0]).client_id == reminded.client("C2").id
    assert [kind for kind, _, _ in running(reminded)] == ["dispute"]
    moved = reading.message(reminded, message.id)
    assert (moved.client_id, moved.linked_by, moved.resolved_at) == (reminded.client("C2").id, "person", None)
    decides(reminded, message, Verdict.PAID)
    assert [kind for kind, _, _ in running(reminded)] == ["hold"]
    assert reading.message(reminded, message.id).client_id == reminded.client("C2").id
    undoes(reminded, done)
    back = reading.message(reminded, message.id)
    assert back.client_id == reminded.client("C1").id and aliases(reminded) == []
    assert running(reminded) == [("dispute", "", "mailbot")]


def test_linking_a_message_of_nobody_carries_out_what_it_says(reminded: Firm) -> None:
    text = "Bonjour,\n\nJe conteste la facture que vous réclamez : rien n'a été livré.\n"
    message = writes(reminded, "d.roux@fiduciaire.example", "Re: votre relance", text)
    assert message.client_id is None and running(reminded) == []
    with reminded.office.books.write() as session:
        link_message_to(session, reminded.office, message.id, " C1 ", BY, reminded.now)
    assert [kind for kind, _, _ in running(reminded)] == ["dispute"]


def test_a_code_that_nobody_has_is_refused(reminded: Firm) -> None:
    message = client_answers(reminded, CHAT)
    with pytest.raises(Refused, match="Aucun client n'a le code ou le nom C9"):
        decides(reminded, message, Verdict.OTHER_CLIENT, client="C9")


def test_a_message_dealt_with_by_mistake_waits_again(reminded: Firm) -> None:
    message = client_answers(reminded, CHAT)
    with reminded.office.books.write() as session:
        resolve_message(session, message.id, BY, "", reminded.now)
        reopen_message(session, message.id, BY, reminded.now)
        with pytest.raises(Refused, match="attend déjà"):
            reopen_message(session, message.id, BY, reminded.now)
    assert reading.message(reminded, message.id).resolved_at is None


def test_who_contests_has_acknowledged_nothing(reminded: Firm) -> None:
    message = client_answers(reminded, PROMISE)
    done = decides(reminded, message, Verdict.DISPUTE)
    proposed = done.row.undoing["interruptions"]
    undoes(reminded, done)
    again = decides(reminded, message, Verdict.NOTHING).row.undoing["interruptions"]
    assert proposed == again != []
