"""A bank's or payment provider's mail."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation_events import bank_unverified
from mailbot.core.money import Money
from mailbot.tasks.alerts.new_alert import debtor
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.reasons import told
from mailbot.tasks.money import record_payment
from mailbot.tasks.money.reverse_payment import Reversed
from mailbot.tasks.money.take_back_payments import take_back_all
from mailbot.tasks.reading.record_message import Handled, Reading, alert_about, to_person

_NOT_PROVEN = {"fr": "authenticité non prouvée", "en": "not proven to be genuine"}


def record_notice(session: Session, office: Office, reading: Reading) -> Handled:
    """Enter the credits it tells of, and undo those that it takes back; one that is not proven to come from the bank is
    shown and counts for nothing."""
    understood = reading.understood
    entered = record_payment.record_notice(session, office, reading.row, understood, reading.now)
    if understood.authentic is not True:
        language = office.settings.firm.language
        why = told(understood.authentic_why, language) or _NOT_PROVEN.get(language, _NOT_PROVEN["en"])
        about = debtor(reading.linked.client) if reading.linked.client else None
        alert_about(session, office, bank_unverified(reading.row.id, understood.bank or "", why, about), reading.now)
        return to_person(f"avis non vérifié : {why}", "compter ou écarter")
    source = record_payment.source_of(office, reading.row, understood)
    back = take_back_all(session, office, understood.payments, source, reading.now)
    if back.unclear:
        return to_person("; ".join(back.unclear), "annuler le règlement rejeté (mailbot reverse)")
    if entered.doubtful:
        return to_person("; ".join(record_payment.doubts_of(entered)), "compter ou écarter")
    if entered.again:
        return to_person(
            "semblable à un règlement déjà reçu : compté une seule fois", "doublon, ou second virement identique ?"
        )
    if understood.doubts:
        return to_person("; ".join(told(doubt, office.settings.firm.language) for doubt in understood.doubts))
    sums = ", ".join(str(Money.from_minor(row.amount_minor, row.currency)) for row in entered.new)
    known = ", ".join(f"n° {row.id}" for row in entered.confirmed)
    known = f"déjà connu : {known}" if known else ""
    said = [*(part for part in (sums, known) if part), *(_said(one) for one in back.done)]
    return Handled(
        state="done",
        why=f"{understood.bank} : {' ; '.join(said) or 'aucun règlement dans ce message'}",
    )


def _said(back: Reversed) -> str:
    amount = Money.from_minor(back.payment.amount_minor, back.payment.currency)
    owed = f", de nouveau dû : {', '.join(back.numbers)}" if back.numbers else ""
    return f"rejet de {amount}{owed}"
