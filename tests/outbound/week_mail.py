"""The report of a week as a partner gets it, for tests and pictures."""

from datetime import date

from mailbot.core.figures.aging import OpenRow, aged
from mailbot.core.figures.chart import Chart, Mark, Writing, aged_chart
from mailbot.core.figures.chart_words import BUCKET_NAMES, aged_title, received_title
from mailbot.outbound.phrasing import Phrasing
from mailbot.outbound.weekly import Came, Kept, Waits, WeeklyFacts
from tests.outbound.samples import SIGNATORY, TODAY, a_firm, eur

OPEN = (("2026-12-01", 4000), ("2026-11-10", 3120), ("2026-10-01", 1250), ("2026-05-02", 890))
MONTHS = {"fr": ("sept. 2026", "oct. 2026", "nov. 2026"), "en": ("Sep 2026", "Oct 2026", "Nov 2026")}


def a_week(language="fr", **changes) -> WeeklyFacts:
    rows = [OpenRow("Dupont", "", date.fromisoformat(day), eur(amount)) for day, amount in OPEN]
    (balance,), phrasing = aged(rows, TODAY), Phrasing(language)
    months = zip(MONTHS[language], (5400, 0, 2310), strict=True)
    came = [Mark(name, amount, phrasing.money(eur(amount))) for name, amount in months]
    writing = Writing(phrasing.money, phrasing.share)
    given = {
        "firm": a_firm(), "language": language, "to": SIGNATORY, "today": TODAY, "first": date(2026, 11, 16),
        "last": date(2026, 11, 22), "balances": (balance,), "came": (Came(3, eur(2310)),), "sent": 14, "formal": 1,
        "promises": Kept(made=2, kept=2, late=1, broken=1),
        "waits": (Waits("reminders", 5), Waits("payments", 1), Waits("alerts", 2)),
        "charts": (
            aged_chart(balance, aged_title("EUR", language), BUCKET_NAMES[language], writing),
            Chart(title=received_title("EUR", language), marks=came),
        ),
        "link": "https://a.example/reports/aged",
    }  # fmt: skip
    return WeeklyFacts(**{**given, **changes})
