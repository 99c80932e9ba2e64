"""`mailbot remind`: a reminder asked for by a person, who has thereby approved it."""

from __future__ import annotations

from collections.abc import Iterable

import click

from mailbot.cli.mass_options import Many, mass_options
from mailbot.cli.orders import Ordered, decider, ordered
from mailbot.cli.remind_many import said_addressee, send_many, show_many
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.deciding.mass import MassOrder
from mailbot.core.deciding.mass_words import omitted
from mailbot.core.deciding.verdicts import Decision, Verdict, sentence
from mailbot.core.reminder import Channel, ReminderStatus
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.remind_by_hand import preview
from mailbot.tasks.deciding.remind_by_hand import remind as send_reminder
from mailbot.tasks.deciding.weigh_by_hand import RemindOrder, Weighed
from mailbot.tasks.deciding.who_is_written_to import Addressee
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.draft_reminders import Draft

_GONE = (ReminderStatus.SENT, ReminderStatus.RELEASED, ReminderStatus.APPROVED)

_CHANNELS = {one.value: one for one in Channel} | {"pdf": Channel.MAIL_AND_LETTER, "docx": Channel.MAIL_AND_WORD}


@click.command()
@ordered(why="")
@click.option("--level", type=int, help="At this level, and earlier than its day (default: as late as it is).")
@click.option("--channel", type=click.Choice(list(_CHANNELS)), help="Default: the level's; pdf, docx: with letter.")
@click.option("--dry-run", is_flag=True, help="Print the verdicts and the exact text, and change nothing.")
@mass_options
@pass_shell
def remind(shell: Shell, order: Ordered, level: int | None, channel: str | None, dry_run: bool, many: Many) -> int:
    """Remind a client now, of these invoices or of all that the plan allows; or, with --all, every client that the
    filters select. Who asks has approved it.

    What keeps a reminder back is named and respected; it leaves through the same gate, when the send window is open.
    """
    many.check(order.numbers)
    chosen = _CHANNELS[channel] if channel else None
    if many.every:
        mass = MassOrder(
            wanted=many.of_client(order.code), without=many.without, level=level, channel=chosen, why=order.why
        )
        by = decider(shell.office, order.who)
        if dry_run:
            return show_many(shell, shell.office, mass, by, many.form)
        return send_many(shell, shell.office, mass, by, background=many.background)
    order.check()
    office = shell.office
    wanted = RemindOrder(numbers=order.numbers, code=order.code, level=level, channel=chosen, why=order.why)
    return (_show if dry_run else _send)(shell, office, wanted, decider(office, order.who))


def _show(shell: Shell, office: Office, order: RemindOrder, by: Decider) -> int:
    seen = preview(office, order, by, shell.now())
    _say_verdicts(office, seen.weighed.verdicts, seen.weighed)
    for to, draft in seen.drafts:
        click.echo(f"\n{_as_mail(to, draft, office.settings.firm.language)}")
    return 0 if seen.drafts else 1


def _as_mail(to: Addressee, draft: Draft, language: str) -> str:
    copies = f"\nCc: {', '.join(to.cc)}" if to.cc else ""
    files = "".join(f"\nAttached: {item['name']}" for item in draft.files)
    notes = "".join(f"\n! {note}" for note in draft.notes)
    head = f"To: {said_addressee(to, language)}{copies}\nSubject: {draft.subject}{files}{notes}"
    return f"{head}\n\n{draft.text.rstrip()}"


def _send(shell: Shell, office: Office, order: RemindOrder, by: Decider) -> int:
    done = send_reminder(office, order, by, shell.now())
    _say_verdicts(office, done.weighed.left_out, done.weighed)
    for row in done.rows:
        click.echo(_outcome(row))
    missed = bool(order.numbers and done.weighed.left_out)
    return 0 if done.rows and not missed and all(row.status in _GONE for row in done.rows) else 1


def _say_verdicts(office: Office, verdicts: Iterable[Verdict], weighed: Weighed) -> None:
    language, left_out = office.settings.firm.language, weighed.left_out
    for verdict in verdicts:
        waits = verdict.decision is Decision.REMIND and verdict in left_out
        said = omitted("later", language) if waits else sentence(verdict, language)
        click.echo(f"{verdict.standing.invoice.number}: {said}")


def _outcome(row: ReminderRow) -> str:
    why = f" ({row.status_why})" if row.status_why else ""
    return f'reminder {row.id} ({row.level_name}) to {row.recipient}, "{row.subject}": {row.status}{why}'
