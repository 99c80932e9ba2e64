"""Each of the twenty verdicts: the day on which it may change, and its sentence in both languages."""

from datetime import date, timedelta

import pytest

from mailbot.core.deciding.verdicts import Decision, judge, sentence
from mailbot.core.hold import HoldKind
from mailbot.core.invoice import InvoiceKind
from mailbot.core.ladder import Base, Ladder
from mailbot.core.sentences import OF_QUOTES, VERDICTS
from tests.factories import CALENDAR, TODAY, a_credit_note, a_hold, a_ladder, a_level, a_standing, an_invoice, eur

# Today is Wednesday 18 November 2026.
TOMORROW, FRIDAY = TODAY + timedelta(days=1), date(2026, 11, 20)
QUOTES = Ladder(name="quote", levels=(a_level(1, name="relance de devis", offset_days=15),), base=Base.SENT)


def late(days=20, **changes):
    return an_invoice(due_on=TODAY - timedelta(days=days), **changes)


def quote(days, **changes):
    """A quote sent so many days ago, valid for thirty days."""
    sent = TODAY - timedelta(days=days)
    validity = {"issued_on": sent, "due_on": sent + timedelta(days=30)}
    return an_invoice(**{"kind": InvoiceKind.QUOTE, "number": "D-7", **validity, **changes})


def held(kind, until=None):
    return {"invoice": late(), "holds": (a_hold(kind=kind, until=until, reason="appel du 17"),)}


def sent(days_ago, level=1, deadline=None):
    return late(level=level, level_sent_on=TODAY - timedelta(days=days_ago), deadline_on=deadline)


# what stands in the books, decision, day on which it may change, French, English
TWENTY = [
    ({"invoice": late(6)}, "remind", None, "à relancer : rappel courtois", "to be reminded: rappel courtois"),
    (
        {"invoice": late(2)}, "not_due", date(2026, 11, 21),
        "pas encore à relancer, jusqu'au 20 nov. 2026", "not to be reminded yet, until 20 Nov 2026",
    ),
    ({"invoice": late(open="0")}, "paid", None, "réglée", "paid"),
    (
        {"client_net": eur(0)}, "in_credit", None,
        "le client ne doit rien, tous comptes faits", "the client owes nothing on balance",
    ),
    (
        {"minimum": eur(2000)}, "below_minimum", None,
        "sous le montant minimum : 2\u202f000,00\u00a0EUR", "below the minimum amount: 2,000.00\u00a0EUR",
    ),
    (
        held(HoldKind.HOLD, FRIDAY), "on_hold", date(2026, 11, 21),
        "suspendue : appel du 17, jusqu'au 20 nov. 2026", "on hold: appel du 17, until 20 Nov 2026",
    ),
    (held(HoldKind.DISPUTE), "disputed", None, "en litige : appel du 17", "disputed: appel du 17"),
    (
        held(HoldKind.PROMISE, FRIDAY), "promised", date(2026, 11, 21),
        "règlement promis : appel du 17, jusqu'au 20 nov. 2026", "payment promised: appel du 17, until 20 Nov 2026",
    ),
    (
        held(HoldKind.INSTALMENTS), "instalments", None,
        "échéancier en cours : appel du 17", "paying in instalments: appel du 17",
    ),
    (
        held(HoldKind.INSOLVENT), "insolvent", None,
        "procédure collective ou surendettement : appel du 17", "insolvency proceedings: appel du 17",
    ),
    (held(HoldKind.DECEASED), "deceased", None, "client décédé : appel du 17", "client deceased: appel du 17"),
    ({"reachable": False}, "no_contact", None, "aucune adresse où écrire", "no address to write to"),
    (
        {"waiting": True}, "waiting_approval", None,
        "déjà proposée, en attente de validation ou d'envoi", "already proposed, waiting for approval or dispatch",
    ),
    (
        held(HoldKind.CONVERSATION, FRIDAY), "conversation_open", date(2026, 11, 21),
        "échange en cours avec le client : appel du 17, jusqu'au 20 nov. 2026",
        "conversation with the client under way: appel du 17, until 20 Nov 2026",
    ),
    (
        {"invoice": sent(3)}, "gap", date(2026, 11, 25),
        "délai entre deux relances, jusqu'au 24 nov. 2026", "pause between two reminders, until 24 Nov 2026",
    ),
    (
        {"invoice": sent(12, deadline=FRIDAY)}, "deadline_running", date(2026, 11, 21),
        "le délai laissé au client court encore, jusqu'au 20 nov. 2026",
        "the time given to the client is still running, until 20 Nov 2026",
    ),
    (
        held(HoldKind.ABSENT, FRIDAY), "absent", date(2026, 11, 24),
        "destinataire absent : appel du 17, jusqu'au 23 nov. 2026", "recipient away: appel du 17, until 23 Nov 2026",
    ),
    (
        {"silent_account": "Crédit Agricole"}, "bank_silent", TOMORROW,
        "banque sans nouvelles : Crédit Agricole : les soldes peuvent être périmés",
        "no news from the bank: Crédit Agricole: balances may be stale",
    ),
    (
        {"invoice": sent(40, level=3)}, "level_done", None,
        "toutes les relances prévues sont parties", "every reminder of the ladder has left",
    ),
    (
        held(HoldKind.EXCLUDED), "excluded", None,
        "exclue des relances : appel du 17", "excluded from reminders: appel du 17",
    ),
]  # fmt: skip

OTHERS = [
    ({"invoice": a_credit_note()}, "in_credit", None, "le client ne doit rien, tous comptes faits", None),
    (held(HoldKind.EXCLUDED, FRIDAY), "excluded", date(2026, 11, 21), None, None),
    (held(HoldKind.DISPUTE, FRIDAY), "disputed", date(2026, 11, 21), None, None),
    (held(HoldKind.ABSENT), "absent", None, "destinataire absent : appel du 17", None),
    (
        {"invoice": late(6), "last_contact_on": TODAY}, "gap", date(2026, 11, 25),
        "délai entre deux relances, jusqu'au 24 nov. 2026", None,
    ),
]  # fmt: skip

ANOTHER = "une autre relance de ce client attend d'être validée ou envoyée"
OTHERS += [
    (
        {"invoice": late(6), "client_waiting": True}, "waiting_approval", None,
        ANOTHER, "another reminder to this client waits for approval or dispatch",
    ),
    ({"invoice": late(2), "client_waiting": True}, "not_due", date(2026, 11, 21), None, None),
    (
        {"invoice": late(6), "waiting": True, "client_waiting": True}, "waiting_approval", None,
        "déjà proposée, en attente de validation ou d'envoi", None,
    ),
]  # fmt: skip

OF_A_QUOTE = [
    ({"invoice": quote(15)}, "remind", None, "à relancer : relance de devis", "to be reminded: relance de devis"),
    (
        {"invoice": quote(14)}, "not_due", TOMORROW,
        "pas encore à relancer, jusqu'au 18 nov. 2026", "not to be reminded yet, until 18 Nov 2026",
    ),
    (
        {"invoice": quote(40, sent_on=TODAY - timedelta(days=14))}, "not_due", TOMORROW,
        "pas encore à relancer, jusqu'au 18 nov. 2026", None,
    ),
    ({"invoice": quote(400)}, "remind", None, None, None),
    (
        {"invoice": quote(20, open="0")}, "paid", None,
        "devis clos, accepté ou sans suite", "quote closed, accepted or lost",
    ),
    (
        {"invoice": quote(20, level=1)}, "level_done", None,
        "plus aucune relance de ce devis n'est prévue", "no further reminder of this quote is planned",
    ),
    (
        {"invoice": quote(20), "holds": (a_hold(until=FRIDAY, reason="il réfléchit"),)}, "on_hold", date(2026, 11, 21),
        "suspendu : il réfléchit, jusqu'au 20 nov. 2026", "on hold: il réfléchit, until 20 Nov 2026",
    ),
    (
        {"invoice": quote(20), "holds": (a_hold(kind=HoldKind.EXCLUDED, reason="ami"),)}, "excluded", None,
        "exclu des relances : ami", "excluded from reminders: ami",
    ),
    (
        {"invoice": quote(20), "waiting": True}, "waiting_approval", None,
        "relance déjà proposée, en attente de validation ou d'envoi", None,
    ),
    ({"invoice": quote(20), "last_contact_on": TODAY}, "gap", date(2026, 11, 25), None, None),
    ({"invoice": quote(20), "reachable": False}, "no_contact", None, None, None),
    (
        {"invoice": quote(20), "holds": (a_hold(kind=HoldKind.ABSENT, until=FRIDAY),)}, "absent", date(2026, 11, 24),
        None, None,
    ),
    ({"invoice": quote(20), "silent_account": "Crédit Agricole"}, "remind", None, None, None),
    ({"invoice": quote(20), "client_net": eur(-50)}, "remind", None, None, None),
    ({"invoice": quote(20), "minimum": eur(5000)}, "remind", None, None, None),
]  # fmt: skip


def _check(found, decision, until, french, english):
    assert (found.decision, found.until) == (decision, until)
    assert french is None or sentence(found, "fr") == french
    assert english is None or sentence(found, "en") == english


@pytest.mark.parametrize(("books", "decision", "until", "french", "english"), TWENTY, ids=[row[1] for row in TWENTY])
def test_a_verdict_names_the_day_on_which_it_may_change_and_says_why(books, decision, until, french, english):
    _check(judge(a_standing(**books), a_ladder(), CALENDAR, TODAY), decision, until, french, english)


def test_the_table_holds_every_verdict_once():
    assert sorted(row[1] for row in TWENTY) == sorted(Decision)


@pytest.mark.parametrize(("books", "decision", "until", "french", "english"), OTHERS)
def test_the_same_verdict_for_another_reason(books, decision, until, french, english):
    _check(judge(a_standing(**books), a_ladder(), CALENDAR, TODAY), decision, until, french, english)


@pytest.mark.parametrize(("books", "decision", "until", "french", "english"), OF_A_QUOTE)
def test_a_quote_is_judged_by_the_same_table_without_what_concerns_debts(books, decision, until, french, english):
    _check(judge(a_standing(**books), QUOTES, CALENDAR, TODAY), decision, until, french, english)


def test_without_a_ladder_for_quotes_none_is_reminded():
    found = judge(a_standing(invoice=quote(20)), Ladder(name="quote", levels=()), CALENDAR, TODAY)
    _check(found, "level_done", None, "plus aucune relance de ce devis n'est prévue", None)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_said_otherwise_of_quotes_is_a_verdict(language):
    assert set(OF_QUOTES[language]) <= set(VERDICTS[language])
