"""When the fact behind an open alert is over, kind by kind: a table of conditions on the alert's row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation_state import AlertKind
from mailbot.core.hold import HoldKind
from mailbot.store.chunks import chunks
from mailbot.store.pursuit_tables import InstalmentRow, ProceedingRow
from mailbot.store.tables import AlertRow, DeliveryRow, InvoiceRow, PaymentRow
from mailbot.store.watching import alert_conditions as conditions

_K = AlertKind
# Steps of a proceeding at which a person has chosen it.
CHOSEN = ("prepared", "filed", "closed")


@dataclass(frozen=True, slots=True)
class Ending:
    """Alerts of these kinds are over, for this reason (`core.alerting.escalation_words`), where the condition holds."""

    kinds: tuple[AlertKind, ...]
    why: str
    condition: ColumnElement[bool]


def over(session: Session, today: date, kinds: Sequence[str]) -> Iterator[tuple[AlertRow, str]]:
    """Open alerts of these kinds whose fact is over, each once, with the first reason of the table."""
    seen: set[int] = set()
    for ending in _endings(today):
        wanted = [kind.value for kind in ending.kinds if kind.value in kinds]
        if not wanted:
            continue
        query = select(AlertRow).where(AlertRow.done_at.is_(None), AlertRow.kind.in_(wanted), ending.condition)
        for row in session.scalars(query.order_by(AlertRow.id)):
            if row.id not in seen:
                seen.add(row.id)
                yield row, ending.why


def pursued(session: Session) -> list[AlertRow]:
    """Open alerts about an expired notice for which a person has chosen what follows."""
    waiting = (AlertRow.done_at.is_(None), AlertRow.kind == _K.HANDOVER)
    chosen = select(ProceedingRow).where(
        ProceedingRow.status.in_(CHOSEN), ProceedingRow.client_id.in_(select(AlertRow.client_id).where(*waiting))
    )
    keys = sorted({int(key) for one in session.scalars(chosen) for key in one.invoices})
    return [
        row
        for some in chunks(keys)
        for row in session.scalars(select(AlertRow).where(*waiting, AlertRow.invoice_id.in_(some)))
    ]


def _endings(today: date) -> tuple[Ending, ...]:
    return (
        Ending(
            (_K.HANDOVER, _K.LIMITATION, _K.DISPUTE, _K.PROMISE_BROKEN, _K.INSTALMENT_MISSED), "paid",
            conditions.settled(),
        ),
        Ending(
            (_K.INSTALMENT_MISSED, _K.DISPUTE, _K.OPT_OUT, _K.BOUNCE, _K.DELIVERY_REFUSED, _K.INSOLVENCY), "paid",
            conditions.nothing_owed(),
        ),
        Ending((_K.PROMISE_BROKEN,), "paid", conditions.promise_met()),
        Ending((_K.NEXT_LEVEL,), "decided", ~conditions.proposed()),
        Ending((_K.HANDOVER,), "stopped", conditions.stopped(today)),
        Ending((_K.HANDOVER,), "pursued", conditions.invoice(InvoiceRow.doubtful_on.is_not(None))),
        Ending((_K.HANDOVER,), "changed", conditions.invoice(conditions.not_expired(today))),
        Ending((_K.PROMISE_BROKEN, _K.INSTALMENT_MISSED), "agreed", conditions.agreed_again(today)),
        Ending(
            (_K.INSTALMENT_MISSED,), "kept", conditions.no_more(InstalmentRow.id, InstalmentRow.outcome == "missed")
        ),
        Ending((_K.BOUNCE,), "mended", ~conditions.address_refused()),
        Ending((_K.BOUNCE, _K.DELIVERY_REFUSED), "reminded", conditions.reminded_since()),
        Ending((_K.DISPUTE,), "resumed", ~conditions.held(today, HoldKind.DISPUTE)),
        Ending((_K.DECEASED,), "resumed", ~conditions.held(today, HoldKind.DECEASED)),
        Ending((_K.INSOLVENCY,), "resumed", ~conditions.held(today, HoldKind.INSOLVENT)),
        Ending((_K.OPT_OUT,), "resumed", ~conditions.held(today, HoldKind.HOLD, HoldKind.EXCLUDED)),
        Ending((_K.INSOLVENCY,), "declared", conditions.declared()),
        Ending((_K.INSOLVENCY,), "published", conditions.told_again()),
        Ending((_K.LIMITATION,), "nearer", conditions.told_again()),
        Ending((_K.PAYMENT_UNMATCHED,), "placed", conditions.no_more(PaymentRow.id, conditions.to_place())),
        Ending((_K.DELIVERY_UNKNOWN,), "settled", conditions.no_more(DeliveryRow.id, DeliveryRow.status == "unknown")),
        Ending(
            (_K.MESSAGE_QUARANTINED, _K.BANK_UNVERIFIED, _K.APPROVAL_REFUSED, _K.CLIENT_REQUEST), "read",
            conditions.read(),
        ),
        Ending((_K.BANK_UNVERIFIED,), "placed", conditions.all_placed()),
        Ending((_K.APPROVAL_REFUSED,), "decided", conditions.batch_decided()),
    )  # fmt: skip
