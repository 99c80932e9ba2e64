"""stub"""
from __future__ import annotations
from dataclasses import dataclass
from datetime import date
from mailbot.core.understood import Evidence, Intent, Promise
from mailbot.inbound.reply.new_text import NewText
@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    intents: tuple[Intent, ...] = ()
    promise: Promise | None = None
    evidence: tuple[Evidence, ...] = ()
def read_intents(new: NewText, today: date | None) -> Reading:
    return Reading(intents=(Intent.OTHER,))
