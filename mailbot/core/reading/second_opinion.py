"""What another reader says of a client's answer, and when that is reason to ask a person. It never decides: it can
only add a doubt, never take one away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.core.reading.understood import STOPS, Intent


@dataclass(frozen=True, slots=True)
class Opinion:
    """The intents that another reader hears, and the sentence of the text that says so ("" when none was named)."""

    intents: frozenset[Intent]
    sentence: str = ""


def unheard(heard: Sequence[Intent], opinion: Opinion) -> tuple[Intent, ...]:
    """What the other reader hears and we do not, as far as it matters: what stops reminders; and anything at all where
    we understood nothing."""
    nothing = not set(heard) - {Intent.OTHER}
    missed = opinion.intents - set(heard) - {Intent.OTHER}
    return tuple(intent for intent in Intent if intent in missed and (nothing or intent in STOPS))
