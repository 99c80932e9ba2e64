"""`mailbot banks`: how a bank's mail is read, how well each bank's are, and when each last spoke."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.shell import Shell, pass_shell
from mailbot.store import state
from mailbot.store.lists import bank_reading
from mailbot.tasks.money.try_bank import FIELDS, Tested, Trial, try_mail
from mailbot.tasks.planning.freshness import longest_silence

_COLUMNS = (
    "bank", "mails", "with_payments", "without", "for_a_person", "read_rightly", "last_heard", "silence_allowed",
)  # fmt: skip


@click.group("banks")
def banks() -> None:
    """Banks and payment providers whose mails are read."""


@banks.command("test")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "profile", default="", metavar="NAME", help="The profile to read with (default: the sender's).")
@click.option(
    "--pattern", "patterns", multiple=True, metavar="FIELD=REGEX",
    help=f"Try a pattern in place of the profile's own; fields: {', '.join(FIELDS)}.",
)  # fmt: skip
@pass_shell
def test(shell: Shell, files: tuple[Path, ...], profile: str, patterns: tuple[str, ...]) -> int:
    """Say what is found in a mail, where and why. Writes nothing; exits 1 when a mail tells of nothing certain."""
    tried = dict(_split(one) for one in patterns)
    poor = 0
    for file in files:
        trial = Trial(profile=profile, patterns=tried or None)
        tested = try_mail(file.read_bytes(), shell.settings_without_secrets, trial)
        click.echo(f"{file.name}")
        _tell(tested)
        poor += bool(tested.doubts) or (not tested.findings and tested.story not in ("nothing", "payout"))
    return 1 if poor else 0


@banks.command("list")
@format_option
@pass_shell
def list_banks(shell: Shell, form: str) -> None:
    """Every bank: its mails, how many told of payments, how many went to a person, when it last spoke."""
    office = shell.office
    with office.books.read() as session:
        heard = {row.bank: row for row in state.bank_accounts(session)}
        counted = bank_reading.by_bank(session)
        rows = []
        for bank in office.settings.banks:
            told, account = counted.get(bank.name, bank_reading.Told()), heard.get(bank.name)
            last = account.last_heard_at if account else None
            rows.append(
                {
                    "bank": bank.name,
                    **asdict(told),
                    "read_rightly": f"{told.share:.0%}" if told.mails else None,
                    "last_heard": office.day(last) if last else None,
                    "silence_allowed": longest_silence(office, account, bank) if account else bank.silent_after_days,
                }
            )
        show(rows, _COLUMNS, form)


def _split(written: str) -> tuple[str, str]:
    name, sign, text = written.partition("=")
    if not sign or name not in FIELDS:
        raise click.UsageError(f"--pattern is FIELD=REGEX; fields: {', '.join(FIELDS)}")
    return name, text


def _tell(tested: Tested) -> None:
    proof = {True: "proved", False: "not proved", None: "not known"}[tested.authentic]
    click.echo(f"  kind: {tested.kind} ({tested.why})")
    click.echo(f"  bank: {tested.bank or 'none of banks'}; authenticity: {proof} {tested.authentic_why}".rstrip())
    click.echo(f"  tells of: {tested.story}")
    for one in tested.findings:
        place = "put together" if one.line is None else "subject" if one.line == 0 else f"line {one.line}"
        by = ", by the profile's pattern" if one.by_pattern else ""
        click.echo(f"  {one.movement}. {one.name}: {one.value}  [{place}{by}] {one.text.strip()[:70]}".rstrip())
    for doubt in tested.doubts:
        click.echo(f"  doubt: {doubt}")
    if not tested.findings:
        click.echo("  no movement; the lines that were read:")
        for number, line in enumerate(tested.lines, start=1):
            if line.strip():
                click.echo(f"    {number:3} {line.strip()[:100]}")
    if tested.yaml:
        click.echo(f"  to keep it, in banks:\n{tested.yaml}")
