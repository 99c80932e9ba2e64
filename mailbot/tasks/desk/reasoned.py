"""A person's word on money always has a reason: it is kept with what is booked on it."""

from __future__ import annotations

from datetime import datetime

from mailbot.core.errors import Refused
from mailbot.store.money.payments import Word
from mailbot.tasks.desk.decider import Decider


def word_of(why: str, by: Decider, now: datetime) -> Word:
    """On whose word, why and when. Raises Refused without a reason."""
    if not why.strip():
        raise Refused("Dites pourquoi : la raison reste dans l'historique.")
    return Word(by.email, why.strip(), now)
