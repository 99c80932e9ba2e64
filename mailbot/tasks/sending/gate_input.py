"""What the send gate looks at, read anew in the transaction that lets reminders go, by few statements for many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.contacts import Contact, addressed
from mailbot.core.deciding.gate import GateInput
from mailbot.core.deciding.verdicts import Verdict
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.core.workdays import window_open
from mailbot.store.debts import clients, contacts, invoices
from mailbot.store.dunning import reminders, send_limits
from mailbot.store.money import payments_in_hand
from mailbot.store.tables import ClientRow, ReminderLineRow, ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.sending_switch import is_stopped
from mailbot.tasks.planning.freshness import silent_account
from mailbot.tasks.planning.standings import gather, judge_all
from mailbot.tasks.sending.content import stored_hash
from mailbot.tasks.sending.record_post import address_line, by_post_alone


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFacts:
    """What was read of the books for some reminders. `lines` and `recipients` by reminder, `opens` (minor units) and
    `verdicts` by invoice, `left` by address and `on_the_way` by client: which reminders."""

    now: datetime
    stopped: bool
    silent: str
    lines: Mapping[int, list[ReminderLineRow]]
    recipients: Mapping[int, str]
    opens: Mapping[int, int]
    verdicts: Mapping[int, Verdict]
    clients: Mapping[int, ClientRow]
    in_hand: Mapping[tuple[int, str], int]
    left: Mapping[str, set[int]]
    on_the_way: Mapping[int, set[int]]


def gate_facts(session: Session, office: Office, rows: Sequence[ReminderRow], now: datetime) -> GateFacts:
    """Everything the gate looks at for these reminders, read in this transaction."""
    lines = reminders.lines_of(session, [row.id for row in rows])
    about = sorted({line.invoice_id for some in lines.values() for line in some})
    owners = sorted({row.client_id for row in rows})
    rows_of_clients = clients.by_ids(session, owners)
    known = contacts.of_clients(session, owners)
    recipients = {
        row.id: _recipient(office, row, rows_of_clients.get(row.client_id), known[row.client_id], lines[row.id])
        for row in rows
    }
    return GateFacts(
        now=now,
        stopped=is_stopped(session),
        silent=silent_account(session, office, now),
        lines=lines,
        recipients=recipients,
        opens={key: invoice.open_minor for key, invoice in invoices.by_ids(session, about).items()},
        verdicts=judge_lines(session, office, owners, frozenset(about), now),
        clients=rows_of_clients,
        in_hand=payments_in_hand.unapplied_by_client(session, owners),
        left=send_limits.left_for(session, set(recipients.values()), _midnight(office, now)),
        on_the_way=send_limits.on_their_way(session, owners),
    )


def gate_input(office: Office, facts: GateFacts, row: ReminderRow, released: int) -> GateInput:
    """What the gate looks at for one of these reminders, when its passage has released so many before."""
    lines, recipient = facts.lines[row.id], facts.recipients[row.id]
    local, schedule = office.local(facts.now), office.settings.schedule
    return GateInput(
        status=ReminderStatus(row.status),
        approved_hash=row.approved_hash,
        content_hash=row.content_hash,
        current_hash=stored_hash(
            row, lines, open_now=facts.opens, in_hand_now=_in_hand(facts, row), recipient=recipient
        ),
        lines_open=tuple(_opens(row, line, facts.opens) for line in lines),
        refusals=tuple(
            facts.verdicts[line.invoice_id] for line in lines if line.invoice_id in facts.verdicts
        ),
        recipient_drafted=row.recipient,
        recipient_now=recipient,
        window_open=not facts.stopped and window_open(office.calendar, local, schedule.send_from, schedule.send_until),
        silent_account=facts.silent,
        sent_this_run=released,
        cap=schedule.max_per_run,
        not_before=row.not_before,
        today=local.date(),
        before_due=_before_due(row, lines),
        deadline_on=row.deadline_on,
        contact_until=_contact_until(office, facts, row, local.date()),
        to_address_today=len(facts.left.get(recipient, set()) - {row.id}),
        address_cap=schedule.max_per_address_per_day,
        quotes=row.quotes,
        language=office.settings.firm.language,
    )  # fmt: skip


def _recipient(
    office: Office, row: ReminderRow, client: ClientRow | None, known: Sequence[Contact], lines: list[ReminderLineRow]
) -> str:
    """Where it would go now: a mail address, or the postal one of what leaves on paper only."""
    if client is None:
        return ""
    plain = clients.to_client(client)
    if by_post_alone(row):
        return address_line(office, plain)
    advanced = {line.invoice_id for line in lines if line.advanced}
    return addressed(plain, known, advanced, bounced=client.email_bounced).email


def _opens(row: ReminderRow, line: ReminderLineRow, open_now: Mapping[int, int]) -> tuple[str, Money, Money]:
    drafted = Money.from_minor(line.open_minor, row.currency)
    return line.number, drafted, Money.from_minor(open_now.get(line.invoice_id, 0), row.currency)


def _in_hand(facts: GateFacts, row: ReminderRow) -> int:
    """What the client has paid and nobody has placed yet, in minor units; a reminder of quotes asks for no money."""
    return 0 if row.quotes else facts.in_hand.get((row.client_id, row.currency), 0)


def _before_due(row: ReminderRow, lines: list[ReminderLineRow]) -> date | None:
    """A pre-due reminder must not leave once one of its invoices is due."""
    if not reminders.to_plan(row, lines).before_due:
        return None
    return min(line.due_on for line in lines if line.open_minor > 0)


def _contact_until(office: Office, facts: GateFacts, row: ReminderRow, today: date) -> date | None:
    """The day on which the pause after the last message to this client ends; what is on its way leaves today."""
    client = facts.clients.get(row.client_id)
    on_its_way = facts.on_the_way.get(row.client_id, set()) - {row.id}
    last = today if on_its_way else client and client.last_contact_on
    ladder = office.ladders.get(row.ladder)
    return last + timedelta(days=ladder.min_contact_gap_days) if last and ladder else None


def _midnight(office: Office, now: datetime) -> datetime:
    """The instant at which the firm's day began."""
    return office.local(now).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def judge_lines(
    session: Session, office: Office, client_ids: Sequence[int], mine: frozenset[int], now: datetime
) -> dict[int, Verdict]:
    """The verdicts of now on the reminders' invoices, not counting that they wait for these reminders."""
    gathered = gather(session, office, client_ids, now, ignore=mine)
    found = judge_all(office, gathered, office.day(now))
    return {v.standing.invoice.id: v for v in found if v.standing.invoice.id in mine}
