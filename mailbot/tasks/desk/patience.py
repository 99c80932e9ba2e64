"""How long a client's word is waited for, as the firm has set it."""

from __future__ import annotations

from datetime import date

from mailbot.core.hold import Patience
from mailbot.tasks.desk.office import Office


def patience_of(office: Office) -> Patience:
    """The firm's patience, in working days."""
    waiting = office.settings.waiting
    return Patience(promise=waiting.promise, paid=waiting.paid, conversation=waiting.conversation)


def promise_until(office: Office, promised_on: date) -> date:
    """The last day on which a promise for that day is waited for."""
    return office.calendar.add_working_days(promised_on, office.settings.waiting.promise)
