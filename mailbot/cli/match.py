"""`mailbot match`: how payments would be matched. Reads files, writes one file, opens no books."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.matching.decide import USUAL_TRUST
from mailbot.intake.match_rows import MatchRows
from mailbot.tasks.money.match_files import MatchFiles, match_files
from mailbot.tasks.money.match_payments import trust_of


def _file(name: str, text: str) -> Callable[[Any], Any]:
    return click.option(f"--{name}", required=True, type=click.Path(dir_okay=False, path_type=Path), help=text)


@click.command()
@_file("clients", "CSV: code, name, kind, email, siren, iban.")
@_file("invoices", "CSV: number, client, issued_on, due_on, total, open_amount, currency, kind; settled ones too.")
@_file("payments", "CSV: id, received_on, amount, currency, payer, payer_iban, label.")
@_file("out", "CSV to write: payment, decision, allocations, score, why.")
@pass_shell
def match(shell: Shell, clients: Path, invoices: Path, payments: Path, out: Path) -> int:
    """Say which payments would be matched without a person, which proposed, and why. Writes nothing but --out.

    Works without a configuration; where there is one, its threshold, language, currency and column map count.
    """
    files = MatchFiles(clients=clients, invoices=invoices, payments=payments, out=out)
    settings = shell.settings_without_secrets if shell.config.exists() else None
    rows = MatchRows(
        tell=lambda sentence: click.echo(sentence, err=True),
        currency=settings.firm.currency if settings else "EUR",
        columns=settings.import_.columns if settings else {},
    )
    counts = match_files(
        files,
        rows,
        trust_of(settings.matching) if settings else USUAL_TRUST,
        language=settings.firm.language if settings else "fr",
    )
    said = ", ".join(f"{counts[kind]} {kind}" for kind in ("auto", "review", "none"))
    click.echo(f"{out}: {said}{f'; {rows.rejected} rows rejected' if rows.rejected else ''}")
    return 1 if rows.rejected else 0
