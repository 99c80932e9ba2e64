"""The reports about money to come: what came in month by month and how soon, the forecast, limitation."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from flask import url_for

from admin.desk import language, office, reading, today
from admin.exports import Cell
from admin.formats import day, money, number
from admin.language import gettext
from admin.sheet import Sheet
from mailbot.core.figures.chart import Chart, Mark
from mailbot.core.figures.collection import MonthEnd
from mailbot.core.limitation import sentence
from mailbot.core.money import Money
from mailbot.store.lists import money_months
from mailbot.tasks.law.limitation_watch import limitations
from mailbot.tasks.planning.report import cash_forecast, collection

# How far ahead limitation is watched, in months.
_WATCHED = 24
_SHOWN = 2_000


def months() -> Sheet:
    """What was billed, received and owed month by month, and the days of sales that this is."""
    books, rows, charts = reading(), [], []
    for currency in money_months.currencies(books):
        found = [one for one in collection(books, currency, today()) if one.billed or one.received or one.owed]
        rows += [_month(one, currency) for one in found]
        came = [Mark(_month_name(one), one.received, money(one.received, currency)) for one in found]
        waited = [
            Mark(_month_name(one), one.days, gettext("%(days)s j", days=number(round(one.days))))
            for one in found
            if one.days is not None
        ]
        titles = (
            gettext("Encaissé par mois, en %(currency)s", currency=currency),
            gettext("Délai de règlement en fin de mois, en %(currency)s", currency=currency),
        )
        charts += [Chart(title=title, marks=marks) for title, marks in zip(titles, (came, waited), strict=True)]
    return Sheet(
        name="months",
        title=gettext("Encaissements et délai de règlement"),
        note=gettext(
            "Le délai (DSO) est compté à rebours : ce qui reste dû en fin de mois est rapporté aux mois facturés, du "
            "plus récent au plus ancien."
        ),
        columns=[
            gettext("devise"), gettext("mois"), gettext("facturé"), gettext("encaissé"), gettext("dû en fin de mois"),
            gettext("délai en jours"),
        ],
        rows=rows,
        numeric=frozenset({2, 3, 4, 5}),
        empty=gettext("Ce tableau se remplit avec les factures et les règlements des douze derniers mois."),
        links={},
        charts=[one for one in charts if one.marks],
    )  # fmt: skip


def forecast() -> Sheet:
    """What should come in over the next weeks."""
    books, rows, charts = reading(), list[tuple[Cell, ...]](), []
    for currency in money_months.currencies(books):
        found = cash_forecast(books, currency, today())
        parts = [(gettext("semaine du %(day)s", day=day(monday)), minor) for monday, minor in found.weeks]
        parts += [
            (gettext("plus tard"), found.later),
            (gettext("en retard sur l'habitude du client"), found.overdue),
            (gettext("en litige ou suspendu"), found.held),
        ]
        if any(minor for _, minor in parts):
            rows += [(currency, name, Money.from_minor(minor, currency)) for name, minor in parts]
            marks = [Mark(name, minor, money(minor, currency), place > 8) for place, (name, minor) in enumerate(parts)]
            title = gettext("Encaissements attendus, en %(currency)s", currency=currency)
            charts.append(Chart(title=title, marks=marks))
    return Sheet(
        name="forecast",
        title=gettext("Prévision d'encaissement"),
        note=gettext(
            "Chaque client est supposé régler avec le retard médian de ses douze derniers mois, ou au jour qu'il a "
            "promis."
        ),
        columns=[gettext("devise"), gettext("quand"), gettext("montant")],
        rows=rows,
        numeric=frozenset({2}),
        empty=gettext("La prévision se remplit avec les factures ouvertes."),
        links={},
        charts=charts,
    )


def limits() -> Sheet:
    """Until when open invoices can be claimed in court, the nearest day first."""
    rows: list[tuple[Cell, ...]] = []
    links: dict[int, str] = {}
    found = sorted(limitations(reading(), office(), today(), _WATCHED), key=lambda one: one.found.act_by)
    for place, one in enumerate(found[:_SHOWN]):
        rows.append((one.number, one.client, one.found.act_by, one.open, sentence(one.found, today(), language())))
        links[place] = url_for("invoices.one", key=one.invoice_id)
    return Sheet(
        name="limits",
        title=gettext("Prescription"),
        note=gettext("Les factures ouvertes à réclamer en justice dans les vingt-quatre mois."),
        columns=[gettext("numéro"), gettext("client"), gettext("agir avant le"), gettext("reste dû"), gettext("règle")],
        rows=rows,
        numeric=frozenset({3}),
        empty=gettext("Aucune facture ouverte n'approche de la prescription."),
        links=links,
    )


def _month(one: MonthEnd, currency: str) -> tuple[Cell, ...]:
    amounts = (Money.from_minor(minor, currency) for minor in (one.billed, one.received, one.owed))
    return (currency, _month_name(one), *amounts, None if one.days is None else round(one.days))


def _month_name(one: MonthEnd) -> str:
    return str(format_date(date(one.month.year, one.month.number, 1), "MMM y", locale=language()))
