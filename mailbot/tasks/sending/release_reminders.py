"""Release approved reminders: the gate decides in the transaction that queues the exact bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.deciding.gate import FallOut, Release, Wait, decide
from mailbot.core.errors import Refused
from mailbot.core.reminder import ReminderStatus
from mailbot.store import history
from mailbot.store.blobs import put_all
from mailbot.store.chunks import chunks
from mailbot.store.debts import invoices
from mailbot.store.dunning import deliveries, many_reminders, reminders
from mailbot.store.locks import lock_clients
from mailbot.store.news import newest_line
from mailbot.store.tables import ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.content import exact_bytes
from mailbot.tasks.sending.gate_input import gate_facts, gate_input
from mailbot.tasks.sending.record_post import by_post_alone, queue_letter

# So many reminders go through the gate in one transaction: a few statements read everything for all of them.
_AT_ONCE = 50


@dataclass(slots=True)
class ReleaseReport:
    """How many approved reminders left for the outbox, fell out, or wait."""

    released: int = 0
    fell_out: int = 0
    waiting: int = 0


def release(office: Office, now: datetime) -> ReleaseReport:
    """Take every approved reminder through the gate, some dozens in one transaction."""
    with office.books.read() as session:
        keys = reminders.approved(session, office.day(now))
    return release_some(office, keys, now)


def release_some(office: Office, keys: Sequence[int], now: datetime, already: int = 0) -> ReleaseReport:
    """Take these approved reminders through the gate. `already`: how many the same passage has released before them."""
    report = ReleaseReport(released=already)
    for some in chunks(keys, _AT_ONCE):
        with office.books.read() as session:
            rows = many_reminders.by_ids(session, some)
        for apart in _apart(rows):
            _release_some(office, apart, now, report)
    report.released -= already
    return report


def _apart(rows: Sequence[ReminderRow]) -> Iterator[list[ReminderRow]]:
    """The rows in their order, never two for one client or one address together: that the first one leaves is something
    that the gate must see when it is asked about the second."""
    some: list[ReminderRow] = []
    seen: set[int | str] = set()
    for row in rows:
        if row.client_id in seen or row.recipient in seen:
            yield some
            some, seen = [], set()
        some.append(row)
        seen |= {row.client_id, row.recipient}
    if some:
        yield some


def _release_some(office: Office, rows: Sequence[ReminderRow], now: datetime, report: ReleaseReport) -> None:
    # The bytes are made and kept before the transaction: the approved texts do not change, the gate looks at the books.
    made = _made(office, rows, now)
    with office.books.write() as session:
        lock_clients(session, [row.client_id for row in rows])
        rows = many_reminders.by_ids(session, [row.id for row in rows])
        facts = gate_facts(session, office, rows, now)
        leaving: list[ReminderRow] = []
        fallen: list[tuple[ReminderRow, str]] = []
        for row in rows:
            said = decide(gate_input(office, facts, row, report.released + len(leaving)))
            if isinstance(said, Release):
                said = made.unfit.get(row.id, said)
            match said:
                case Release():
                    leaving.append(row)
                case FallOut(reasons=reasons):
                    fallen.append((row, "; ".join(reasons)))
                case Wait(reason=reason):
                    row.status_why = reason
        queued = _queue(session, office, leaving, made, now)
        entries = [_released(row, made, now) for row in queued] + [_fallen(session, *one, now) for one in fallen]
        history.append(session, *entries)
    report.released += len(queued)
    report.fell_out += len(fallen)
    report.waiting += len(rows) - len(leaving) - len(fallen)


@dataclass(frozen=True, slots=True)
class _Made:
    """By reminder, the SHA-256 of its message, or why there can be none."""

    shas: Mapping[int, str]
    unfit: Mapping[int, FallOut]


def _made(office: Office, rows: Sequence[ReminderRow], now: datetime) -> _Made:
    """The messages of these reminders, kept; of what leaves on paper alone, and has no address, there is none."""
    mailed = [row for row in rows if row.recipient and not by_post_alone(row)]
    with office.books.read() as session:
        lines = reminders.lines_of(session, [row.id for row in mailed])
        about = invoices.by_ids(session, [line.invoice_id for some in lines.values() for line in some])
    contents: dict[int, bytes] = {}
    unfit: dict[int, FallOut] = {}
    for row in mailed:
        thread = [about[key] for key in sorted({line.invoice_id for line in lines[row.id]})]
        try:
            contents[row.id] = exact_bytes(office, row, thread, now)
        except Refused as error:  # an address or a header that no mail may have: the others are not concerned
            unfit[row.id] = FallOut((str(error),))
    shas = put_all(office.blobs, list(contents.values()))
    return _Made(dict(zip(contents, shas, strict=True)), unfit)


def ask_again(
    session: Session, office: Office, keys: Sequence[int], now: datetime, *, on_paper: bool = False
) -> dict[int, Release | FallOut | Wait]:
    """The gate's answers, by reminder, on some that it released and that have not left yet: they waited, or a person
    found that they had not left after all. `on_paper`: they are about to be printed, at whatever hour; a stop of all
    sending holds."""
    rows = many_reminders.by_ids(session, keys)
    facts = gate_facts(session, office, rows, now)
    found: dict[int, Release | FallOut | Wait] = {}
    for row in rows:
        if row.status not in (ReminderStatus.RELEASED, ReminderStatus.UNKNOWN):
            found[row.id] = Release()
            continue
        asked = gate_input(office, facts, row, 0)
        open_now = not facts.stopped if on_paper else asked.window_open
        found[row.id] = decide(replace(asked, status=ReminderStatus.APPROVED, window_open=open_now))
    return found


def _queue(
    session: Session, office: Office, rows: Sequence[ReminderRow], made: _Made, now: datetime
) -> list[ReminderRow]:
    """Queue what the gate lets go; those that are new in the queue."""
    asked_line = newest_line(session)
    mailed = [_delivery(office, row, made.shas[row.id], asked_line) for row in rows if not by_post_alone(row)]
    keys = {one.reminder_id for one in deliveries.add_all(session, mailed, now)}
    for row in rows:
        if by_post_alone(row) and queue_letter(session, office, row, now) is not None:
            keys.add(row.id)
    queued = [row for row in rows if row.id in keys]
    many_reminders.move_all(session, queued, ReminderStatus.RELEASED)
    return queued


def _released(row: ReminderRow, made: _Made, now: datetime) -> history.Entry:
    return history.Entry(
        at=now,
        actor="mailbot",
        kind="reminder_released",
        client_id=row.client_id,
        reminder_id=row.id,
        text=f"remise à l'envoi à {row.recipient}",
        data={"hash": row.approved_hash, "raw": made.shas.get(row.id, ""), "approved_by": row.approved_by},
    )


def _delivery(office: Office, row: ReminderRow, raw_sha: str, asked_line: int) -> deliveries.NewDelivery:
    return deliveries.NewDelivery(
        kind="reminder",
        once_key=f"reminder:{row.id}",
        message_id=row.message_id,
        sender=office.settings.mailbox.address,
        recipients=(row.recipient, *row.cc, *office.journal),
        raw_sha=raw_sha,
        reminder_id=row.id,
        client_id=row.client_id,
        asked_line=asked_line,
    )


def _fallen(session: Session, row: ReminderRow, why: str, now: datetime) -> history.Entry:
    """It comes back in the next digest, with what changed; returns the line that says so."""
    reminders.move(session, row, ReminderStatus.FELL_OUT, why)
    invoices.wake(session, row.client_id)
    return history.Entry(
        at=now,
        actor="mailbot",
        kind="reminder_fell_out",
        client_id=row.client_id,
        reminder_id=row.id,
        text=f"retirée : {why}",
    )
