"""The decisions about a message: their key, their words, and what the program would have to hear to say the same."""

from __future__ import annotations

from admin.language import mark
from mailbot.core.reading.corrections import Verdict
from mailbot.core.reading.understood import Intent

# The keys are those of the words in French, and stay the same in every language: hands learn them once.
KEYS = {
    Verdict.DISPUTE: ("l", mark("Litige")),
    Verdict.PROMISE: ("p", mark("Promesse")),
    Verdict.PAID: ("r", mark("Dit avoir réglé")),
    Verdict.ANSWERED: ("q", mark("Question, répondue")),
    Verdict.NOTHING: ("n", mark("Rien à faire")),
    Verdict.OTHER_CLIENT: ("c", mark("Pas de ce client")),
    Verdict.INSTALMENTS: ("e", mark("Demande un échéancier")),
    Verdict.OPT_OUT: ("s", mark("Ne veut plus de messages")),
    Verdict.INSOLVENCY: ("f", mark("Procédure collective")),
    Verdict.DECEASED: ("d", mark("Décès")),
}
# The same decision, about a bounce that was none and about an absence.
ARRIVED = mark("C'est arrivé quand même")
NOT_AWAY = mark("Pas d'absence à attendre")
FIRST = (Verdict.DISPUTE, Verdict.PAID, Verdict.ANSWERED, Verdict.NOTHING)
RARE = (Verdict.INSTALMENTS, Verdict.OPT_OUT, Verdict.INSOLVENCY, Verdict.DECEASED)
HEARD = {
    Intent.DISPUTE: Verdict.DISPUTE,
    Intent.ALREADY_PAID: Verdict.PAID,
    Intent.PROMISE_TO_PAY: Verdict.PROMISE,
    Intent.INSOLVENCY: Verdict.INSOLVENCY,
    Intent.DECEASED: Verdict.DECEASED,
    Intent.OPT_OUT: Verdict.OPT_OUT,
    Intent.INSTALLMENT_REQUEST: Verdict.INSTALMENTS,
}
WORDS = {verdict.value: words for verdict, (_, words) in KEYS.items()}
