"""`mailbot pursue`: what follows the last notice, from the ways that are open to a request that is filed and closed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from mailbot.cli.evidence import following
from mailbot.cli.evidence import say as say_evidence
from mailbot.cli.lists import Row, format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.pursuit_list import COLUMNS, rows_of, told
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY
from mailbot.core.errors import UserError
from mailbot.core.pursuing import pursuit_words as words
from mailbot.core.pursuing.pursuit_case import Way
from mailbot.store.dunning import proceedings
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.pursuit.evidence import EvidenceOrder, gather_evidence
from mailbot.tasks.pursuit.prepare_request import Prepared, prepare
from mailbot.tasks.pursuit.pursue import Filing, PursueOrder, close_it, file_it, propose, prospect, to_look_at
from mailbot.tasks.pursuit.pursuit_case import Narrowed

_LISTED = ("client", "way", "status", "act_by", "filed_on", "reference", "invoices", "file", "why", "by")

# Ways whose filing is, or may be, a claim in court: what that does to limitation is recorded by a person.
_IN_COURT = frozenset({Way.BATONNIER, Way.PAYMENT_ORDER, Way.INTERIM_ORDER, Way.CLAIM_DECLARATION})

_FOLDER = click.Path(file_okay=False, path_type=Path)
_client = click.option("--client", "code", metavar="CODE", required=True, help="Of this client.")
_kind = click.option("--kind", type=click.Choice([way.value for way in Way]), required=True, help="Which way.")
_why = click.option("--why", default="", help="The reason, kept in the history.")


@click.group()
def pursue() -> None:
    """What may follow the last notice: the ways that are open, their requests, what became of them."""


@pursue.command("list")
@click.option("--client", "code", metavar="CODE", default="", help="Only this client's.")
@click.option("--all", "closed", is_flag=True, help="Also those that are over.")
@format_option
@pass_shell
def list_them(shell: Shell, code: str, closed: bool, form: str) -> None:
    """The ways on record, those to begin first first."""
    office = shell.office
    with office.books.read() as session:
        client_id = find_subjects(session, (), code)[0].client.id if code else None
        found = proceedings.listed(session, client_id=client_id, closed=closed)
        numbers = proceedings.numbers(session, [row for row, _ in found])
        rows: list[Row] = [
            {
                "client": client.code, "way": row.kind, "status": row.status, "act_by": row.act_by,
                "filed_on": row.filed_on, "reference": row.reference, "invoices": numbers[row.id],
                "file": row.file_name, "why": row.why, "by": row.author,
            }
            for row, client in found
        ]  # fmt: skip
    show(rows, _LISTED, form)


@pursue.command("propose")
@click.option("--client", "code", metavar="CODE", default="", help="Only for this client.")
@click.option("--dry-run", is_flag=True, help="Look, and record nothing.")
@as_option
@format_option
@pass_shell
def propose_them(shell: Shell, code: str, dry_run: bool, who: str | None, form: str) -> None:
    """Say for each client at the end of the ladder which ways are open and what they lack, and record the open ones."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.read() as session:
        keys = [one.client.id for one in find_subjects(session, (), code)] if code else []
    found = []
    for key in keys or to_look_at(office, now):
        with office.books.read() if dry_run else office.books.write() as session:
            one = prospect(session, office, key, now) if dry_run else propose(session, office, key, by, now)
            found.append(one)
    language = office.settings.firm.language
    if form == "table":
        click.echo("\n".join(told(found, language)))
    else:
        show(rows_of(found, language), COLUMNS, form)


@pursue.command("prepare")
@_client
@_kind
@click.option("--invoice", "numbers", metavar="NUMBER", multiple=True, help="Only this invoice; as often as needed.")
@click.option("--opened-on", type=DAY, metavar="DAY", help="Of an insolvency: the day of the judgment that opened it.")
@click.option("--out", type=_FOLDER, metavar="DIR", help="A folder for the request (Word, PDF) and its evidence.")
@_why
@as_option
@pass_shell
def prepare_it(shell: Shell, /, code: str, kind: str, out: Path | None, **typed: Any) -> None:
    """Write the request of a way from the books: Word to complete, PDF to read, and the evidence that it lists."""
    office, now = shell.office, shell.now()
    by = decider(office, typed["who"])
    opened: datetime | None = typed["opened_on"]
    narrowed = Narrowed(numbers=typed["numbers"], opened_on=opened.date() if opened else None)
    with office.books.read() as session:
        client = find_subjects(session, narrowed.numbers, code)[0].client
    order = PursueOrder(client_id=client.id, way=Way(kind), why=typed["why"])
    done = prepare(office, order, narrowed, by, now)
    click.echo(f"{client.name}: {done.written.title}, {done.row.status}")
    if out is not None:
        _write(done, out)
        with following() as heard:
            found = gather_evidence(office, EvidenceOrder(numbers=done.numbers, code=code), now, heard)
        say_evidence(office, found, out / f"{done.name}.zip")
    language = office.settings.firm.language
    for one in done.lacking:
        click.echo(f"! {words.standing(one.standing, language)}: {words.sentence(one, language)}", err=True)


def _write(done: Prepared, out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for suffix, content in ((".docx", done.written.docx), (".pdf", done.written.pdf)):
            path = out / f"{done.name}{suffix}"
            path.write_bytes(content)
            click.echo(str(path))
    except OSError as error:
        raise UserError(f"{out}: cannot be written ({error.strerror}). Name another folder with --out.") from error


@pursue.command("filed")
@_client
@_kind
@click.option("--on", "day", type=DAY, metavar="DAY", help="The day on which it was handed in (default: today).")
@click.option("--reference", default="", help="The number that it was given there.")
@_why
@as_option
@pass_shell
def filed(shell: Shell, /, code: str, kind: str, day: datetime | None, **typed: Any) -> None:
    """The request was handed in."""
    office, now = shell.office, shell.now()
    by = decider(office, typed["who"])
    filing = Filing(day.date() if day else office.day(now), typed["reference"])
    with office.books.write() as session:
        client = find_subjects(session, (), code)[0].client
        order = PursueOrder(client_id=client.id, way=Way(kind), why=typed["why"])
        row = file_it(session, office, order, filing, by, now)
    click.echo(f"{client.name}: {words.way(kind, 'en')}, {row.status} on {row.filed_on}")
    if Way(kind) in _IN_COURT:
        command = f'mailbot acknowledge --client {code} --kind court_claim --on {row.filed_on} --note "…"'
        click.echo(f"Limitation is left as it is: if this act interrupts it (C. civ. 2241), record that: {command}")


@pursue.command("close")
@_client
@_kind
@click.option("--why", required=True, help="How it ended, or why it was a mistake; kept in the history.")
@as_option
@pass_shell
def close(shell: Shell, code: str, kind: str, why: str, who: str | None) -> None:
    """It is over, or was a mistake; the same way may be proposed anew then."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        client = find_subjects(session, (), code)[0].client
        row = close_it(session, PursueOrder(client_id=client.id, way=Way(kind), why=why), by, now)
    click.echo(f"{client.name}: {words.way(kind, 'en')}, {row.status}")
