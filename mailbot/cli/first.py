"""`mailbot first`: an invoice or a quote goes to its client for the first time."""

from __future__ import annotations

import click

from mailbot.cli.orders import Ordered, decider, ordered
from mailbot.cli.shell import Shell, pass_shell
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.first_sending import FirstMail, not_sent_after_all, send_first, write_first


@click.command()
@ordered(client=False, why="")
@click.option("--dry-run", is_flag=True, help="Print the exact mail and send nothing.")
@click.option("--undo", is_flag=True, help="It did not reach the client: it may be sent again. With --why.")
@pass_shell
def first(shell: Shell, order: Ordered, dry_run: bool, undo: bool) -> None:
    """Send invoices or quotes of one client for the first time, with their PDF where it is known.

    Who asks has approved it. Reminders of them go on in its thread; it is sent once.
    """
    order.check()
    office, now = shell.office, shell.now()
    by = decider(office, order.who)
    if dry_run:
        with office.books.read() as session:
            _show(write_first(session, office, order.numbers, now))
        return
    with office.books.write() as session:
        if undo:
            for row in not_sent_after_all(session, order.numbers, by, order.why, now):
                click.echo(f"{row.number}: may be sent again")
            return
        mail = send_first(session, office, order.numbers, by, now)
    report = deliver(office, now)
    state = "sent" if report.sent else "waits in the queue"
    click.echo(f'{", ".join(row.number for row in mail.rows)} to {mail.client.email}, "{mail.draft.subject}": {state}')


def _show(mail: FirstMail) -> None:
    copies = f"\nCc: {', '.join(mail.client.cc)}" if mail.client.cc else ""
    files = "".join(f"\nAttached: {one['name']}" for one in mail.files)
    click.echo(f"To: {mail.client.email}{copies}\nSubject: {mail.draft.subject}{files}\n\n{mail.draft.text.rstrip()}")
