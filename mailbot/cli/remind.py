"""`mailbot remind`: a reminder asked for by a person, who has thereby approved it."""

from __future__ import annotations

from collections.abc import Iterable

import click

from mailbot.cli.orders import Ordered, decider, ordered
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.reminder import Channel, ReminderStatus
from mailbot.core.verdicts import Decision, Verdict, sentence
from mailbot.store.tables import ReminderRow
from mailbot.tasks.decider import Decider
from mailbot.tasks.draft_reminders import Draft
from mailbot.tasks.office import Office
from mailbot.tasks.remind_by_hand import preview
from mailbot.tasks.remind_by_hand import remind as send_reminder
from mailbot.tasks.weigh_by_hand import RemindOrder, Weighed

_LATER = {
    "fr": "une autre relance de ce client passe d'abord, ou ses avoirs couvrent la somme",
    "en": "another reminder to this client goes first, or credit notes cover the sum",
}
_GONE = (ReminderStatus.SENT, ReminderStatus.RELEASED, ReminderStatus.APPROVED)


@click.command()
@ordered(why="")
@click.option("--level", type=int, help="At this level, and earlier than its day (default: the next one).")
@click.option("--channel", type=click.Choice([one.value for one in Channel]), help="Default: the level's.")
@click.option("--dry-run", is_flag=True, help="Print the verdicts and the exact text, and change nothing.")
@pass_shell
def remind(shell: Shell, order: Ordered, level: int | None, channel: str | None, dry_run: bool) -> int:
    """Remind a client now, of these invoices or of all that the plan allows. Who asks has approved it.

    What keeps a reminder back is named and respected; it leaves through the same gate, when the send window is open.
    """
    order.check()
    office = shell.office
    by = decider(office, order.who)
    wanted = RemindOrder(
        numbers=order.numbers, code=order.code, level=level, channel=Channel(channel) if channel else None,
        why=order.why,
    )  # fmt: skip
    return (_show if dry_run else _send)(shell, office, wanted, by)


def _show(shell: Shell, office: Office, order: RemindOrder, by: Decider) -> int:
    seen = preview(office, order, by, shell.now())
    _say_verdicts(office, seen.weighed.verdicts, seen.weighed)
    for recipient, draft in seen.drafts:
        click.echo(f"\n{_as_mail(recipient, draft)}")
    return 0 if seen.drafts else 1


def _as_mail(recipient: str, draft: Draft) -> str:
    files = "".join(f"\nAttached: {item['name']}" for item in draft.files)
    return f"To: {recipient}\nSubject: {draft.subject}{files}\n\n{draft.text.rstrip()}"


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
        said = _LATER[language] if waits else sentence(verdict, language)
        click.echo(f"{verdict.standing.invoice.number}: {said}")


def _outcome(row: ReminderRow) -> str:
    why = f" ({row.status_why})" if row.status_why else ""
    return f'reminder {row.id} ({row.level_name}) to {row.recipient}, "{row.subject}": {row.status}{why}'
