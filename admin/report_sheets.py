"""Every report, written out: gathered by the tasks and the core, worded here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from admin import verdict_words
from admin.desk import office, reading, today
from admin.exports import Cell
from admin.formats import number, share
from admin.language import gettext, mark
from admin.money_sheets import forecast, limits, months
from admin.sheet import Sheet
from admin.words import word
from mailbot.core.figures.chart import Chart, Mark
from mailbot.core.promises import Outcome
from mailbot.store.mail import corrections
from mailbot.tasks.holds.judge_promises import promise_report
from mailbot.tasks.planning.report import level_effects


def levels() -> Sheet:
    """How many reminders of each level were sent, how many were paid soon after, how many crossed the money."""
    found = level_effects(office())
    marks = [Mark(f"{one.ladder} {one.level}", one.rate, share(one.rate)) for one in found if one.rate is not None]
    return Sheet(
        name="levels",
        title=gettext("Effet des relances"),
        note=gettext(
            "Par barème et niveau : ce qui a été réglé dans les quinze jours, les relances croisées avec le règlement "
            "mises à part."
        ),
        columns=[
            gettext("barème"), gettext("niveau"), gettext("envoyées"), gettext("réglées en 15 jours"), gettext("part"),
            gettext("jours, médiane"), gettext("croisées"), gettext("part croisée"),
        ],
        rows=[
            (one.ladder, one.level, one.sent, one.paid_soon, share(one.rate), _days(one.median_days), one.crossed,
             share(one.crossed / one.sent if one.sent else None))
            for one in found
        ],
        numeric=frozenset(range(1, 8)),
        empty=gettext("Ce tableau se remplit avec les relances envoyées et les règlements qui les suivent."),
        links={},
        charts=[Chart(title=gettext("Part réglée dans les quinze jours, par niveau"), marks=marks)] if marks else [],
    )  # fmt: skip


def promises() -> Sheet:
    """How clients keep their promises to pay: the total of each currency first."""
    found = sorted(promise_report(office(), today()), key=lambda one: (one.client != "", one.client, one.currency))
    totals = [one for one in found if not one.client]
    marks = [
        Mark(word(outcome.value, "hold_outcome"), count, number(count), outcome == Outcome.BROKEN)
        for one in totals[:1]
        for outcome in Outcome
        if (count := one.counts[outcome])
    ]
    return Sheet(
        name="promises",
        title=gettext("Promesses de règlement"),
        note=gettext("Tenue : réglée au jour promis ; en retard : réglée avant qu'on y renonce."),
        columns=[
            gettext("client"), gettext("devise"), gettext("faites"), gettext("tenues"), gettext("en retard"),
            gettext("non tenues"), gettext("en cours"), gettext("part tenue"), gettext("montant promis"),
        ],
        rows=[
            (one.client or gettext("Ensemble"), one.currency, one.made, one.counts[Outcome.KEPT],
             one.counts[Outcome.LATE], one.counts[Outcome.BROKEN], one.counts[Outcome.RUNNING],
             share(one.kept_share), one.amount(*Outcome))
            for one in found
        ],
        numeric=frozenset(range(2, 9)),
        empty=gettext("Ce tableau se remplit quand des clients promettent de régler."),
        links={},
        charts=[Chart(title=gettext("Ce que les promesses sont devenues"), marks=marks)] if marks else [],
    )  # fmt: skip


def accuracy() -> Sheet:
    """How often the program had understood a message as a person then said."""
    tally = corrections.tally(reading())
    verdicts = sorted({verdict for verdict, _ in tally})
    rows: list[tuple[Cell, ...]] = []
    marks = []
    for one in verdicts:
        right, wrong = tally.get((one, True), 0), tally.get((one, False), 0)
        part = right / (right + wrong)
        rows.append((_decision(one), right, wrong, share(part)))
        marks.append(Mark(_decision(one), part, share(part)))
    return Sheet(
        name="accuracy",
        title=gettext("Lecture du courrier"),
        note=gettext("Ce que des personnes ont dit de messages, comparé à ce que le programme y avait lu."),
        columns=[gettext("décision"), gettext("lu de même"), gettext("lu autrement"), gettext("part juste")],
        rows=rows,
        numeric=frozenset({1, 2, 3}),
        empty=gettext("Ce tableau se remplit quand quelqu'un décide de messages dans « Courrier »."),
        links={},
        charts=[Chart(title=gettext("Part lue comme une personne l'a dit"), marks=marks)] if marks else [],
    )


SHEETS: Mapping[str, Callable[[], Sheet]] = {
    "levels": levels,
    "months": months,
    "promises": promises,
    "forecast": forecast,
    "limits": limits,
    "accuracy": accuracy,
}
# What the tabs call them.
TABS = {
    "levels": mark("Effet des relances"),
    "months": mark("Encaissements"),
    "promises": mark("Promesses"),
    "forecast": mark("Prévision"),
    "limits": mark("Prescription"),
    "accuracy": mark("Lecture du courrier"),
}


def _decision(verdict: str) -> str:
    known = verdict_words.WORDS.get(verdict)
    return gettext(known) if known else verdict


def _days(value: float | None) -> int | None:
    return None if value is None else round(value)
