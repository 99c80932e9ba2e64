"""Hand messages over, some dozens at a time: claimed in one transaction, each begun in a small one of its own, with no
transaction open while the network is spoken to, and what became of them written in one.

Each small transaction says of the message before it that the server took it, and of the next that from now on it may
have left. So a process that dies leaves at most one message doubtful on each line; it is `unknown` from then on, and
never sent again by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from mailbot.core.deciding.send_caps import DomainCaps
from mailbot.outbound.lines import Lines, Message
from mailbot.outbound.transport import Outcome
from mailbot.store.dunning import deliveries
from mailbot.store.tables import DeliveryRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.claim_messages import claim, set_aside, still_stands
from mailbot.tasks.sending.record_delivery import DeliveryReport, record_outcomes
from mailbot.tasks.sending.recover import recover_abandoned

_AT_ONCE = 50


def deliver(office: Office, now: datetime, limit: int = 1000) -> DeliveryReport:
    """Send what is queued and due."""
    report = DeliveryReport()
    recover_abandoned(office, now, report)
    caps = _caps(office, now)
    smtp = office.settings.mailbox.smtp
    lines = Lines(office.open_sender, smtp.connections if office.settings.mailbox.transport == "smtp" else 1)
    try:
        while (room := limit - report.sent - report.failed - report.later) > 0:
            claimed = claim(office, now, report, caps, min(room, _AT_ONCE))
            if claimed is None or _Passage(office, now, report, claimed.mark).hand_over(lines, claimed.rows):
                break
    finally:
        lines.close()
    return report


def _caps(office: Office, now: datetime) -> DomainCaps:
    with office.books.read() as session:
        addresses = deliveries.sent_to_since(session, now - timedelta(hours=1))
    return DomainCaps(office.settings.schedule.max_per_domain_per_hour, addresses)


class _Passage:
    """Some claimed messages on their way out. `mark`: the newest line of the history when they were claimed."""

    def __init__(self, office: Office, now: datetime, report: DeliveryReport, mark: int) -> None:
        self._office, self._now, self._report, self._mark = office, now, report, mark
        self._outcomes: dict[int, Outcome] = {}
        self._unsaid: list[tuple[int, str]] = []

    def hand_over(self, lines: Lines, rows: Sequence[DeliveryRow]) -> bool:
        """Send them; True when the server takes none for now. What was not begun, for whatever reason, is queued as it
        was."""
        left_over = list(rows)
        try:
            blocked = lines.send_all(self._begun(left_over), self._ended)
        except Exception:
            self._write(left_over)
            raise
        self._write(left_over)
        return blocked

    def _begun(self, left_over: list[DeliveryRow]) -> Iterator[Message]:
        while left_over:
            row = left_over[0]
            try:
                raw = self._office.blobs.get(row.raw_sha)
            except (KeyError, OSError) as error:
                self._ended(row.id, Outcome("temporary", f"the kept message cannot be read: {error!r}"))
                raw = b""
            begun = bool(raw) and self._begin(row)
            left_over.pop(0)
            if begun:
                yield Message(row.id, row.sender, tuple(row.recipients), raw, row.message_id)

    def _begin(self, row: DeliveryRow) -> bool:
        """From here on the message may have left. When something has happened the gate is asked about it anew."""
        with self._office.books.write() as session:
            deliveries.note_accepted(session, self._unsaid)
            self._unsaid = []
            if still_stands(session, self._office, row, self._mark, self._now, self._report):
                return deliveries.begin(session, row.id, self._office.worker)
        return False

    def _ended(self, key: int, outcome: Outcome) -> None:
        self._outcomes[key] = outcome
        if outcome.status == "sent" and not outcome.refused:
            self._unsaid.append((key, outcome.answer[:2000]))

    def _write(self, left_over: Sequence[DeliveryRow]) -> None:
        if left_over:
            set_aside(self._office, left_over)
        try:
            self._record(self._outcomes)
        except Exception:  # noqa: BLE001 - one that cannot be written must not take the others with it
            self._write_each()

    def _write_each(self) -> None:
        failed: Exception | None = None
        for key, outcome in self._outcomes.items():
            try:
                self._record({key: outcome})
            except Exception as error:  # noqa: BLE001 - raised once the others are written
                failed = error
        if failed is not None:
            raise failed

    def _record(self, outcomes: dict[int, Outcome]) -> None:
        found = DeliveryReport()
        with self._office.books.write() as session:
            record_outcomes(session, self._office, outcomes, self._now, found)
        self._report.add(found)
