"""A bank's or payment provider's mail."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mailbot.core.money import Money
from mailbot.tasks import record_payment
from mailbot.tasks.office import Office
from mailbot.tasks.reasons import told
from mailbot.tasks.record_message import Handled, Reading, alert_about, to_person


def record_notice(session: Session, office: Office, reading: Reading) -> Handled:
    """Enter the credits it tells of; one that is not proven to come from the bank is shown and counts for nothing."""
    understood = reading.understood
    entered = record_payment.record_notice(session, office, reading.row, understood, reading.now)
    if understood.authentic is not True:
        why = told(understood.authentic_why, office.settings.firm.language) or "authenticité non prouvée"
        alert_about(
            session,
            office,
            reading,
            "bank_unverified",
            f"Avis bancaire non vérifié ({understood.bank or 'banque inconnue'})",
            f"Rien n'a été compté : {why}. Vérifiez sur son site.",
        )
        return to_person(f"avis non vérifié : {why}", "compter ou écarter")
    if entered.again:
        return to_person(
            "semblable à un règlement déjà reçu : compté une seule fois", "doublon, ou second virement identique ?"
        )
    if understood.doubts:
        return to_person("; ".join(understood.doubts))
    sums = ", ".join(str(Money.from_minor(row.amount_minor, row.currency)) for row in entered.new)
    return Handled(
        state="done",
        why=f"{understood.bank} : {sums}" if sums else f"{understood.bank} : aucun règlement dans ce message",
    )
