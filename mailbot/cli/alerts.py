"""`mailbot alerts list|done|reopen`: what a person must know, each once, and what was dealt with."""

from __future__ import annotations

import click

from mailbot.cli.lists import Row, format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.alerting.escalation_state import AlertKind
from mailbot.core.alerting.escalation_words import ended
from mailbot.core.errors import Refused
from mailbot.store.debts import clients
from mailbot.store.lists import alert_list
from mailbot.store.lists.alert_list import AlertFilter, AlertOrder, AlertState, Listed
from mailbot.tasks.alerts.close_alert import close_alert, reopen_alert
from mailbot.tasks.alerts.new_alert import words_of
from mailbot.tasks.desk.office import Office

_OPEN = ("id", "raised", "urgent", "kind", "for", "what", "do", "before", "client", "invoice")
_DONE = ("id", "raised", "kind", "for", "what", "client", "invoice", "done", "by", "why")
_MANY = 10_000


@click.group(invoke_without_command=True)
@click.pass_context
def alerts(context: click.Context) -> None:
    """What a person must know, each once, with what to do about it."""
    if context.invoked_subcommand is None:
        context.invoke(list_alerts)


@alerts.command("list")
@click.option("--for", "person", metavar="EMAIL", default="", help="Only those of this person's matters.")
@click.option("--client", "code", metavar="CODE", default="", help="Only those about this client.")
@click.option("--kind", type=click.Choice([kind.value for kind in AlertKind]), default=None, help="Only this kind.")
@click.option("--urgent", is_flag=True, help="Only urgent ones.")
@click.option("--done", "over", is_flag=True, help="Those that are over, the last one first.")
@click.option(
    "--order",
    type=click.Choice([order.value for order in AlertOrder]),
    default=AlertOrder.URGENCY.value,
    show_default=True,
    help="What comes first.",
)
@format_option
@pass_shell
def list_alerts(  # noqa: PLR0913  one argument per option
    shell: Shell, person: str, code: str, kind: str | None, urgent: bool, over: bool, order: str, form: str
) -> None:
    """Open alerts, the urgent ones first."""
    office = shell.office
    with office.books.read() as session:
        client = clients.by_code(session, code) if code else None
        if code and client is None:
            raise Refused(f"--client {code}: no client has this code.")
        wanted = AlertFilter(
            state=AlertState.DONE if over else AlertState.OPEN,
            kind=kind or "",
            person=person.lower(),
            urgent=True if urgent else None,
            client_id=client.id if client else None,
        )
        rows = [_row(office, one) for one in alert_list.page(session, wanted, AlertOrder(order), limit=_MANY)]
    show(rows, _DONE if over else _OPEN, form)


@alerts.command()
@click.argument("idents", metavar="ID...", type=int, nargs=-1, required=True)
@click.option("--why", default="", help="What was done about it, kept in the history.")
@as_option
@pass_shell
def done(shell: Shell, idents: tuple[int, ...], why: str, who: str | None) -> None:
    """Somebody has dealt with these alerts."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        rows = [close_alert(session, office, ident, by, now, why=why) for ident in idents]
        said = [(row.id, words_of(row, office.settings.firm.language)[0]) for row in rows]
    for ident, title in said:
        click.echo(f"{ident}: {title}")


@alerts.command()
@click.argument("ident", metavar="ID", type=int)
@as_option
@pass_shell
def reopen(shell: Shell, ident: int, who: str | None) -> None:
    """An alert was not dealt with after all."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        title = reopen_alert(session, office, ident, by, now).title
    click.echo(f"{ident}: {title}")


def _row(office: Office, one: Listed) -> Row:
    row, language = one.row, office.settings.firm.language
    title, advice = words_of(row, language)
    return {
        "id": row.id,
        "raised": office.day(row.raised_at),
        "urgent": row.urgent,
        "kind": row.kind,
        "for": row.partner,
        "what": title,
        "do": advice,
        "before": row.act_by,
        "client": one.client.code if one.client else "",
        "invoice": one.invoice.number if one.invoice else "",
        "done": office.day(row.done_at) if row.done_at else None,
        "by": row.done_by,
        "why": ended(row.done_why, language) if row.done_why else "",
    }
