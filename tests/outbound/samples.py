"""Values of the outbound room for tests: plain keyword functions, each test states only what matters to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from mailbot.config.rates import load_rates
from mailbot.core.client import Client, ClientKind
from mailbot.core.interest.annex import annex
from mailbot.core.interest.claim import InvoiceClaim, Penalties
from mailbot.core.interest.debt import Change, Debt
from mailbot.core.interest.regimes import regime
from mailbot.core.money import Money
from mailbot.core.reminder import Channel, ReminderLine, ReminderPlan
from mailbot.outbound.compose import Outgoing
from mailbot.outbound.digest import BankNews, DigestFacts, DigestRow, Happened, SetAside
from mailbot.outbound.facts import Occasion, ReminderFacts, reminder_facts
from mailbot.outbound.firm_card import FirmCard, Signatory
from mailbot.outbound.line_facts import EarlierReminder

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
EARLIER = (
    EarlierReminder(level_name="rappel courtois", sent_on=date(2026, 11, 1)),
    EarlierReminder(level_name="rappel ferme", sent_on=date(2026, 11, 12)),
)
SIGNATORY = Signatory(name="Hélène Vallier", title="Associée", email="h.vallier@etude.example", phone="02 40 12 34 57")


def eur(amount: str | int) -> Money:
    return Money.of(amount)


def a_firm(**changes: Any) -> FirmCard:
    firm = FirmCard(
        name="Étude Vallier & Associés", profession="lawyer", address="12 rue des Carmes", postcode="44000",
        city="Nantes", siren="812345678", vat_number="FR76812345678", phone="02 40 12 34 56",
        email="compta@etude.example", website="etude.example", iban="FR7630006000011234567890189", bic="AGRIFRPP",
        bank="Crédit Agricole",
    )  # fmt: skip
    return replace(firm, **changes)


def a_client(**changes: Any) -> Client:
    client = Client(
        id=1, code="C001", name="Dupont Bâtiment SARL", email="compta@dupont.example", contact="Mme Claire Dupont",
        address="4 rue des Compagnons", postcode="44800", city="Saint-Herblain",
    )  # fmt: skip
    return replace(client, **changes)


def a_line(rank: int = 1, **changes: Any) -> ReminderLine:
    """The invoice F-2026-004<rank>, of 1,234.56 EUR; `total` and `open` may be texts in euros."""
    for name in ("total", "open"):
        if isinstance(changes.get(name), (str, int)):
            changes[name] = eur(changes[name])
    if "total" in changes:
        changes.setdefault("open", changes["total"])
    line = ReminderLine(
        invoice_id=rank, number=f"F-2026-{40 + rank:04d}", issued_on=date(2026, 10, 1) + timedelta(days=rank),
        due_on=date(2026, 11, 1) + timedelta(days=rank), total=eur("1234.56"), open=eur("1234.56"), level=1, cycle=0,
        days_overdue=22 - rank, advanced=True,
    )  # fmt: skip
    return replace(line, **changes)


def a_credit(**changes: Any) -> ReminderLine:
    return a_line(**{"rank": 9, "number": "A-2026-0003", "total": "-200", "days_overdue": 0, **changes})


def a_plan(level: int = 1, *lines: ReminderLine, **changes: Any) -> ReminderPlan:
    plan = ReminderPlan(
        client_id=1, currency="EUR", language="fr", ladder="professional", level=level, level_name=f"niveau {level}",
        channel=Channel.MAIL if level < 2 else Channel.MAIL_AND_LETTER, formal=level == 3, automatic=False,
        partner="h.vallier@etude.example", deadline_on=date(2026, 11, 30) if level else None,
        lines=lines or (a_line(days_overdue=0, due_on=date(2026, 11, 27)) if level == 0 else a_line(),),
    )  # fmt: skip
    return replace(plan, **changes)


def an_occasion(**changes: Any) -> Occasion:
    occasion = Occasion(
        firm=a_firm(), signatory=SIGNATORY, today=TODAY, reply_to="recouvrement+r1abc@etude.example", earlier=EARLIER
    )
    return replace(occasion, **changes)


def some_facts(level: int = 1, *lines: ReminderLine, **changes: Any) -> ReminderFacts:
    """Facts of a reminder; changes may name anything of the plan, the client (`kind`, `contact`, `name` …), the firm
    (`profession`, `firm_country`) or the occasion."""
    pools: dict[str, dict[str, Any]] = {"plan": {}, "client": {}, "occasion": {}}
    firm = {key: changes.pop(f"firm_{key}") for key in FirmCard.__slots__ if f"firm_{key}" in changes}
    for name, value in changes.items():
        pool = next(pool for pool, kind in _OWNERS if name in kind.__slots__)
        pools[pool][name] = value
    plan = a_plan(level, *lines, **pools["plan"])
    client = a_client(**{"language": plan.language, **pools["client"]})
    return reminder_facts(plan, client, an_occasion(firm=a_firm(**firm), **pools["occasion"]))


_OWNERS: tuple[tuple[str, Any], ...] = (("occasion", Occasion), ("plan", ReminderPlan), ("client", Client))


def a_consumer(**changes: Any) -> dict[str, Any]:
    return {"kind": ClientKind.CONSUMER, "name": "M. Jean Petit", "contact": "", **changes}


def a_row(number: int = 1, **changes: Any) -> DigestRow:
    row = DigestRow(
        number=number, client=f"Client {number}", invoices=2, total=eur(3120), days=34, level=2, formal=False,
        recipient=f"client{number}@client.example", subject=f"Objet {number}", text=f"Corps {number}.\n\n-- \nPied\n",
        attachments=("Lettre.pdf", "F-2026-0042.pdf"), earlier=EARLIER[:1], usual_days=41,
    )  # fmt: skip
    return replace(row, **changes)


def a_digest(*rows: DigestRow, **changes: Any) -> DigestFacts:
    digest = DigestFacts(
        firm=a_firm(), language="fr", partner=SIGNATORY, now=NOW, rows=rows or tuple(map(a_row, (1, 2, 3, 4))),
        token="d12abcdefghijklmnop", link="https://etude.example/a/jeton", link_until=date(2026, 11, 30),
        banks=(
            BankNews(bank="Crédit Agricole", heard_at=NOW.replace(hour=7, minute=12)),
            BankNews(bank="Stripe", heard_at=NOW - timedelta(days=1)),
        ),
        happened=Happened(since=date(2026, 11, 22), payments=3, received=(eur(2310),), promises=1, disputes=1),
        aside=(SetAside(client="Martin SARL", why="promesse 30 nov."), SetAside(client="SCI Lilas", why="litige")),
    )  # fmt: skip
    return replace(digest, **changes)


def an_outgoing(**changes: Any) -> Outgoing:
    outgoing = Outgoing(
        message_id="<rem-1-abc@etude.example>", date=NOW, sender=("Étude Vallier", "recouvrement@etude.example"),
        to=("compta@dupont.example",), subject="Facture F-2026-0042 : règlement en attente",
        text="Madame,\n\nVoici le texte : 1\u202f234,56\u202f€.\n", html="<p>Madame,</p>",
    )  # fmt: skip
    return replace(outgoing, **changes)


def some_penalties(*debts: tuple[str, str], regime_name: str = "fr_b2b", **changes: Any) -> Penalties:
    """What is claimed on invoices F-2026-0041, 0042 …: (principal, due date) each, as of `until` (23 November 2026).

    `changes` may name `paid` ((day, amount), …), `notice_on`, `imputation`, `interest_done` and `fixed_done`.
    """
    until = changes.pop("until", TODAY)
    chosen = regime(regime_name)
    interest_done, fixed_done = eur(changes.pop("interest_done", 0)), changes.pop("fixed_done", 0)
    done = {"interest_done": interest_done, "fixed_done": Money.of(fixed_done, chosen.currency)}
    paid = tuple(Change(date.fromisoformat(on), eur(amount)) for on, amount in changes.pop("paid", ()))
    claims = []
    for rank, (principal, due) in enumerate(debts or (("1234.56", "2026-03-31"),), start=1):
        debt = Debt(principal=eur(principal), due_on=date.fromisoformat(due), changes=paid, **changes)
        found = annex(debt, chosen, load_rates(), until)
        claims.append(InvoiceClaim(invoice_id=rank, number=f"F-2026-{40 + rank:04d}", annex=found, **done))
    return Penalties(until=until, claims=tuple(claims))
