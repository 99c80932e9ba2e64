"""`mailbot penalties`: the annex of late-payment interest, of an invoice or of figures typed in; the side ledger."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option
from mailbot.cli.penalty_ledger import LedgerAsked, settle
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY, Amount, PartPayment, RegimeName
from mailbot.config.rates import load_rates
from mailbot.core.interest.annex import Annex, annex, notices
from mailbot.core.interest.claim import PenaltyKind
from mailbot.core.interest.debt import Change, Debt, Imputation
from mailbot.core.interest.rates import Rates
from mailbot.core.interest.regime import Start
from mailbot.core.interest.regimes import regime
from mailbot.core.interest.rows import COLUMNS, as_record, rows
from mailbot.core.interest.wording import LABELS, percent, title
from mailbot.core.money import Money
from mailbot.tasks.law.penalties import Terms, invoice_annex

# Options of the side ledger, besides --invoice and --pay.
_OF_THE_LEDGER = (
    "listing", "every", "waived", "undone", "gesture", "code", "kind", "payment_id", "elsewhere", "why", "who",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of one call, as typed."""

    invoice: str | None
    principal: Decimal | None
    currency: str | None
    due: datetime | None
    paid: datetime | None
    payment: tuple[tuple[date, Decimal], ...]
    rate: Decimal | None
    regime: str | None
    notice: datetime | None
    proceedings: datetime | None
    imputation: str | None

    @property
    def terms(self) -> Terms:
        """What the person knows better than the books."""
        return Terms(
            regime=self.regime or "", rate=self.rate, notice_on=_day(self.notice),
            proceedings_on=_day(self.proceedings),
            imputation=Imputation(self.imputation) if self.imputation else None,
        )  # fmt: skip


@click.command()
@click.option("--invoice", metavar="NUMBER", help="An invoice of the books, with its payments.")
@click.option("--principal", type=Amount(), help="Or a sum, taxes included.")
@click.option("--currency", metavar="EUR", help="Its currency (default: that of the regime).")
@click.option(
    "--due",
    type=DAY,
    metavar="DATE",
    help="Its due date; for consumers the day on which the formal notice was received, unless --notice says it;"
    " for fr_term_… the invoice's date.",
)
@click.option(
    "--paid", "--as-of", "paid", type=DAY, metavar="DATE", help="Day of payment or of the computation (default: today)."
)
@click.option(
    "--payment",
    type=PartPayment(),
    multiple=True,
    metavar="2026-08-20:2000",
    help="A part payment; as often as needed.",
)
@click.option(
    "--regime",
    type=RegimeName(),
    metavar="NAME",
    help="fr_b2b, fr_b2c, fr_public … (default: fr_b2b, or the client's).",
)
@click.option("--rate", type=Amount(), help="The rate agreed in the contract, in percent a year.")
@click.option("--notice", type=DAY, metavar="DATE", help="Day on which the formal notice was received.")
@click.option("--proceedings", type=DAY, metavar="DATE", help="Day of the judgment that opened collective proceedings.")
@click.option(
    "--apply-payment-to",
    "imputation",
    type=click.Choice([one.value for one in Imputation]),
    help="What part payments extinguish first (default: as configured, else principal).",
)
@click.option("--list", "listing", is_flag=True, help="The side ledger: what is open (with --all: everything).")
@click.option("--all", "every", is_flag=True, help="With --list: what is paid, waived or superseded too.")
@click.option("--waive", "waived", is_flag=True, help="Waive what is open of --invoice or --client; say --why.")
@click.option("--pay", "settled", is_flag=True, help="It is paid: by --payment, else the client's money in hand.")
@click.option("--undo", "undone", type=int, metavar="ID", help="Open again what was waived or paid; say --why.")
@click.option("--gesture", type=click.Choice(["on", "off"]), help="Claim none from --client from now on, or again.")
@click.option("--client", "code", metavar="CODE", default="", help="All of this client, for the side ledger.")
@click.option("--kind", type=click.Choice([one.value for one in PenaltyKind]), help="Only the interest, or fixed sums.")
@click.option("--payment-id", type=int, metavar="ID", help="With --pay: the payment whose surplus pays it.")
@click.option("--elsewhere", is_flag=True, help="With --pay: it was paid in a way that no payment here shows.")
@click.option("--why", default="", help="The reason, kept in the history.")
@as_option
@click.option("--language", type=click.Choice(["fr", "en"]), help="Language of the annex (default: that of the firm).")
@format_option
@pass_shell
def penalties(shell: Shell, /, form: str, language: str | None, **options: Any) -> None:
    """Late-payment interest and fixed sum, piece by piece, so that anybody can compute them again."""
    typed = {name: options.pop(name) for name in _OF_THE_LEDGER}
    ledger = LedgerAsked(invoice=options["invoice"], paid=options.pop("settled"), **typed)
    if ledger.meant:
        settle(shell, ledger, form)
        return
    asked = Asked(**options)
    rates = _rates(shell)
    claim = _of_the_books(shell, asked, rates) if asked.invoice else _of_figures(shell, asked, rates)
    spoken = language or (shell.settings_without_secrets.firm.language if shell.config.is_file() else "fr")
    if form == "table":
        _show_for_people(claim, rates, spoken)
    elif form == "csv":
        show(rows(claim, spoken), COLUMNS, form)
    else:
        click.echo(json.dumps(as_record(claim, spoken), ensure_ascii=False))


def _show_for_people(claim: Annex, rates: Rates, language: str) -> None:
    labels = LABELS[language]
    click.echo(f"{title(claim.regime, language)} ({claim.regime.name}, {claim.regime.article})")
    said: list[Mapping[str, object]] = [
        {labels[name]: row[name] for name in COLUMNS} | {labels["rate"]: percent(Decimal(row["rate"]), language)}
        for row in rows(claim, language)
    ]
    if said:
        show(said, [labels[name] for name in COLUMNS], "table")
    colon = " :" if language == "fr" else ":"
    click.echo(f"{labels['interest']}{colon} {claim.interest}")
    click.echo(f"{labels['fixed']}{colon} {claim.fixed}")
    click.echo(f"{labels['total']}{colon} {' + '.join(map(str, claim.totals))}")
    click.echo(labels["method"])
    for notice in notices(claim, rates):
        click.echo(f"! {notice.sentence(language)}")


def _rates(shell: Shell) -> Rates:
    """The shipped tables, and the firm's own rows where there is a firm."""
    if not shell.config.is_file():
        return load_rates()
    return load_rates(shell.settings_without_secrets.law.rates_folder)


def _of_the_books(shell: Shell, asked: Asked, rates: Rates) -> Annex:
    typed = [name for name in ("principal", "currency", "due", "payment") if getattr(asked, name)]
    if typed:
        raise click.UsageError(f"--invoice reads the books: leave out --{typed[0]}")
    office = shell.office
    until = _day(asked.paid) or office.day(shell.now())
    return invoice_annex(office, str(asked.invoice), rates, until, asked.terms)


def _of_figures(shell: Shell, asked: Asked, rates: Rates) -> Annex:
    if asked.principal is None or asked.due is None:
        raise click.UsageError("Name --invoice, or --principal and --due")
    chosen = asked.terms.chosen(regime("fr_b2b"))
    currency = asked.currency or chosen.currency
    notice_on = _day(asked.notice) or (asked.due.date() if chosen.start is Start.NOTICE else None)
    debt = Debt(
        principal=Money.of(asked.principal, currency),
        due_on=asked.due.date(),
        changes=tuple(Change(on, Money.of(amount, currency)) for on, amount in asked.payment),
        notice_on=notice_on,
        proceedings_on=_day(asked.proceedings),
        imputation=asked.terms.imputation or Imputation.PRINCIPAL,
    )
    return annex(debt, chosen, rates, _day(asked.paid) or _today(shell))


def _today(shell: Shell) -> date:
    if not shell.config.is_file():
        raise click.UsageError("Name --paid: the day of payment or of the computation")
    return shell.now().astimezone(ZoneInfo(shell.settings_without_secrets.firm.timezone)).date()


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
