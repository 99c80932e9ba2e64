"""Alerts as they are raised and said: a row for each kind and way, in French and English."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mailbot.core.alerting import escalation_events
from mailbot.core.alerting.escalation import alerts_for
from mailbot.core.alerting.escalation_events import Outgoing
from mailbot.core.alerting.escalation_state import (
    AlertKind,
    BrokenRun,
    Debtor,
    LastNotice,
    LevelDue,
    Missed,
    Nearing,
    Promised,
    SilentBank,
    State,
    Stopped,
    Undelivered,
    Unmatched,
)  # fmt: skip
from mailbot.core.client import ClientKind
from mailbot.core.limitation import NearLimitation
from tests.factories import TODAY, eur

V = "v@etude.example"
DUPONT = Debtor(client_id=1, name="Dupont", code="C1", partner=V)
JEAN = replace(DUPONT, name="Jean Petit", kind=ClientKind.CONSUMER)
MAIRIE = replace(DUPONT, name="Mairie", kind=ClientKind.PUBLIC)
GMBH = replace(DUPONT, name="Bau GmbH", country="DE")
NB, NARROW = "\u00a0", "\u202f"


def a_notice(**changes):
    facts = {"debtor": DUPONT, "invoice_id": 5, "number": "F-5", "open": eur(1000)}
    return LastNotice(**{**facts, "deadline_on": TODAY - timedelta(days=7), **changes})


def a_promise(**changes):
    day = TODAY - timedelta(days=4)
    facts = {"debtor": DUPONT, "hold_id": 3, "promised_on": day, "until": TODAY - timedelta(days=1), "open": eur(100)}
    return Promised(**{**facts, **changes})


def a_stop(kind, **changes):
    facts = {"debtor": DUPONT, "hold_id": 2, "kind": kind, "since": date(2026, 11, 16), "sentence": "Non."}
    return Stopped(**{**facts, **changes})


def a_level(**changes):
    facts = {"debtor": DUPONT, "reminder_id": 9, "level": 3, "level_name": "mise en demeure", "formal": True}
    return LevelDue(**{**facts, "numbers": "F-5, F-6", "total": eur(4200), "invoice_id": 5, **changes})


def a_near(months, act_by=date(2027, 1, 10), **changes):
    near = NearLimitation(
        invoice_id=5, number="F-5", client_id=1, months=months, act_by=act_by, sentence="prescription le 10/01/2027"
    )
    return Nearing(**{"debtor": DUPONT, "near": near, "open": eur(900), **changes})


def alerts(language="fr", **state):
    return alerts_for(State(today=TODAY, language=language, **state))


MISSED = Missed(
    debtor=DUPONT, instalment_id=7, rank=2, due_on=date(2026, 11, 10), amount=eur(200), open=eur(600), invoice_id=5
)
BOUNCE = Undelivered(debtor=DUPONT, reminder_id=9, recipient="x@y.example", status="5.1.1")
PAYMENT = Unmatched(payment_id=8, amount=eur(5), received_on=date(2026, 11, 17), payer="M. X", label="VIR X")
RUN = BrokenRun(run_id=4, asked_by=V, asked_on=date(2026, 11, 17), why="plus de place")
OUT = Outgoing(
    delivery_id=6, recipients="x@y.example", answer="550 5.1.1 unknown.", debtor=DUPONT, reminder_id=9, formal=True
)

# What is found → its key, urgent or not, whose, the title in French and in English, and what to do in both.
STATES = [
    (
        {"levels": (a_level(),)}, "next_level:3:5:0", False, V,
        f"Dupont : mise en demeure à décider pour F-5, F-6 (4{NARROW}200,00{NB}€)",
        "Dupont: mise en demeure to decide for F-5, F-6 (€4,200.00)", "Lisez la lettre", "Read the letter",
    ),
    (
        {"levels": (a_level(formal=False, level=1, level_name="rappel"),)}, "next_level:1:5:0", False, V,
        f"Dupont : rappel à décider pour F-5, F-6 (4{NARROW}200,00{NB}€)",
        "Dupont: rappel to decide for F-5, F-6 (€4,200.00)", "sans vous, rien ne part", "without you nothing leaves",
    ),
    (
        {"notices": (a_notice(),)}, "handover:5:0:2026-11-11", False, V,
        f"Dupont : F-5 reste impayée (1{NARROW}000,00{NB}€) après le délai du 11 nov. 2026",
        "Dupont: F-5 is still unpaid (€1,000.00) after the deadline of 11 Nov 2026",
        "mailbot pursue propose --client C1", "mailbot pursue propose --client C1",
    ),
    (
        {"promises": (a_promise(),)}, "promise_broken:3", False, V,
        f"Dupont : promesse du 14 nov. 2026 non tenue, il reste 100,00{NB}€",
        "Dupont: the promise for 14 Nov 2026 was not kept, €100.00 is open",
        "mailbot promise --client C1 --date AAAA-MM-JJ", "mailbot promise --client C1 --date YYYY-MM-DD",
    ),
    (
        {"missed": (MISSED,)}, "instalment_missed:7:2026-11-10", False, V,
        f"Dupont : échéance du 10 nov. 2026 non réglée (200,00{NB}€), il reste 600,00{NB}€",
        "Dupont: the instalment of 10 Nov 2026 was not paid (€200.00), €600.00 is open",
        "mailbot instalments make --client C1", "mailbot instalments make --client C1",
    ),
    (
        {"undelivered": (BOUNCE,)}, "bounce:9:x@y.example", False, V,
        "Dupont : la relance n'est pas arrivée à x@y.example (5.1.1)",
        "Dupont: the reminder did not reach x@y.example (5.1.1)", "bonne adresse", "right address",
    ),
    (
        {"stopped": (a_stop(AlertKind.DISPUTE, number="F-5", invoice_id=5),)}, "dispute:2", False, V,
        "Dupont conteste (F-5)", "Dupont disputes (F-5)", "« Non. » Répondez sur le fond",
        "“Non.” Answer on the merits",
    ),
    (
        {"stopped": (a_stop(AlertKind.INSOLVENCY, published_on=date(2026, 11, 3)),)}, "insolvency:2:2026-11-03", True,
        V, "Dupont : procédure collective ou surendettement", "Dupont: insolvency proceedings",
        "le 3 janv. 2027 au plus tard, deux mois après la publication au BODACC du 3 nov. 2026",
        "by 3 Jan 2027 at the latest, two months after the publication in the BODACC of 3 Nov 2026",
    ),
    (
        {"stopped": (a_stop(AlertKind.INSOLVENCY, since=date(2026, 12, 31)),)}, "insolvency:2", True, V,
        "Dupont : procédure collective ou surendettement", "Dupont: insolvency proceedings",
        "Sa date n'étant pas connue, comptez depuis la nouvelle : le 28 févr. 2027 au plus tard",
        "Its day not being known, count from the news: by 28 Feb 2027 at the latest",
    ),
    (
        {"stopped": (a_stop(AlertKind.DECEASED),)}, "deceased:2", True, V, "Dupont : décès annoncé",
        "Dupont: death announced", "notaire", "notary",
    ),
    (
        {"unmatched": (PAYMENT,)}, "payment_unmatched:8", False, "",
        f"Règlement non rapproché : 5,00{NB}€ de M. X, le 17 nov. 2026",
        "Payment not matched: €5.00 from M. X, 17 Nov 2026", "Libellé : VIR X", "Label: VIR X",
    ),
    (
        {"unmatched": (replace(PAYMENT, payer="", debtor=DUPONT),)}, "payment_unmatched:8", False, V,
        f"Règlement non rapproché : 5,00{NB}€ d'un payeur inconnu, le 17 nov. 2026",
        "Payment not matched: €5.00 from an unknown payer, 17 Nov 2026", "écartez-le", "set it aside",
    ),
    (
        {"silent": (SilentBank(account="CA", last_heard_on=date(2026, 11, 2)),)}, "bank_silent:CA:2026-11-02", True, "",
        "CA : plus de nouvelles de la banque depuis le 2 nov. 2026", "CA: no news from the bank since 2 Nov 2026",
        "mailbot import RELEVÉ", "mailbot import STATEMENT",
    ),
    (
        {"nearing": (a_near(12, date(2027, 11, 10)),)}, "limitation:5:2027-11-10:12", False, V,
        f"Dupont : F-5 (900,00{NB}€) se prescrit dans moins de 12 mois",
        "Dupont: F-5 (€900.00) is barred in less than 12 months",
        "saisissez le tribunal avant le 10 nov. 2027", "go to court before 10 Nov 2027",
    ),
    (
        {"nearing": (a_near(2),)}, "limitation:5:2027-01-10:2", True, V,
        f"Dupont : F-5 (900,00{NB}€) se prescrit dans moins de 2 mois",
        "Dupont: F-5 (€900.00) is barred in less than 2 months",
        "mailbot acknowledge --invoice F-5", "mailbot acknowledge --invoice F-5",
    ),
    (
        {"nearing": (a_near(0, date(2026, 11, 1)),)}, "limitation:5:2026-11-01:0", True, V,
        f"Dupont : F-5 (900,00{NB}€) est peut-être prescrite depuis le 1er nov. 2026",
        "Dupont: F-5 (€900.00) may have been barred since 1 Nov 2026", "Cherchez au dossier", "Look in the file",
    ),
    (
        {"runs": (RUN,)}, "run_failed:4", False, V, "Les relances demandées le 17 nov. 2026 se sont arrêtées en route",
        "The reminders asked for on 17 Nov 2026 stopped half-way", "mailbot runs show 4", "mailbot runs show 4",
    ),
]  # fmt: skip

# What a client asks for → the alert's titles and what to do.
REQUESTS = (
    (
        "copy", "Dupont demande une copie (F-5) : la réponse attend votre OK",
        "Dupont asks for a copy (F-5): the answer waits for your OK", "Lisez la réponse préparée",
        "mailbot answers approve 7",
    ),
    (
        "no_file", "Dupont demande une copie, mais le PDF manque (F-5)",
        "Dupont asks for a copy, but the PDF is missing (F-5)", "Rattachez le PDF", "Give the invoice its PDF",
    ),
    (
        "which", "Dupont demande une copie, sans dire de quelle facture",
        "Dupont asks for a copy, without saying of which invoice", "Demandez-lui", "Ask which invoice",
    ),
    (
        "contact", "Dupont demande d'écrire désormais à b@d.example",
        "Dupont asks to be written to at b@d.example from now on", "Vérifiez par un autre moyen",
        "mailbot answers approve 7",
    ),
    (
        "order", "Dupont veut un numéro de commande sur sa facture", "Dupont wants an order number on the invoice",
        "Obtenez le numéro", "Get the number",
    ),
    (
        "portal", "Dupont veut sa facture sur un portail", "Dupont wants the invoice on a portal",
        "Déposez-y la facture",
        "Upload the invoice",
    ),
)  # fmt: skip

# What happened at one instant → the same.
EVENTS = [
    (
        escalation_events.delivery_refused(OUT), "delivery_refused:6", True, V,
        "Dupont : la mise en demeure n'est pas partie, x@y.example est refusé",
        "Dupont: the formal notice did not leave, x@y.example is refused",
        "550 5.1.1 unknown. Le niveau n'est pas compté et aucun délai ne court.", "no deadline runs",
    ),
    (
        escalation_events.delivery_refused(replace(OUT, formal=False)), "delivery_refused:6", False, V,
        "Dupont : la relance n'est pas partie, x@y.example est refusé",
        "Dupont: the reminder did not leave, x@y.example is refused", "Le niveau n'est pas compté", "not counted",
    ),
    (
        escalation_events.delivery_refused(replace(OUT, debtor=None, reminder_id=None, formal=False)),
        "delivery_refused:6", False, "", "Un message du cabinet n'est pas arrivé à x@y.example",
        "A message of the firm did not reach x@y.example", "config.yaml", "config.yaml",
    ),
    (
        escalation_events.copy_refused((("c@d.example", "550 no"),), OUT), "delivery_refused:6:copy", False, V,
        "Dupont : la relance est partie, mais pas sa copie à c@d.example",
        "Dupont: the reminder left, but not its copy to c@d.example", "550 no. Corrigez", "550 no. Correct",
    ),
    (
        escalation_events.delivery_unknown(replace(OUT, formal=False)), "delivery_unknown:6", False, V,
        "Dupont : on ne sait pas si la relance est partie (x@y.example)",
        "Dupont: it is not known whether the reminder left (x@y.example)",
        "mailbot delivery sent 6", "mailbot delivery not-sent 6",
    ),
    (
        escalation_events.message_quarantined(3), "message_quarantined:3", False, "",
        "Un message n'a pas pu être lu", "A message could not be read", "Quarantaine", "quarantine",
    ),
    (
        escalation_events.bank_unverified(3, "CA", "rien ne le prouve", None), "bank_unverified:message:3", False, "",
        "Avis bancaire non vérifié (CA)", "Bank notice not verified (CA)", "Rien n'a été compté : rien ne le prouve",
        "Nothing was counted: rien ne le prouve",
    ),
    (
        escalation_events.approval_refused(3, "jeton absent", V), "approval_refused:message:3", True, V,
        "Réponse au lot sans effet : jeton absent", "Answer to the batch without effect: jeton absent",
        "Rien n'a été décidé", "Nothing was decided",
    ),
    (
        escalation_events.opt_out(2, DUPONT, "Stop.", TODAY), "opt_out:2", False, V,
        "Dupont ne veut plus recevoir de messages", "Dupont wants no more messages",
        "« Stop. » Décidez du moyen", "mailbot resume --client C1",
    ),
    *(
        (
            escalation_events.client_request(
                3, DUPONT, what, {"sentence": "Merci.", "numbers": "F-5", "new": "b@d.example", "answer": 7},
                "a@e.example",
            ),
            f"client_request:3:{what}", False, "a@e.example", french, english, f"« Merci. » {do}", todo,
        )
        for what, french, english, do, todo in REQUESTS
    ),
]  # fmt: skip
