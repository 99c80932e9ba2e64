"""What to do after an attempt to hand a message over: again later, never again, or ask a person.

Only what certainly was not delivered is tried again. RFC 5321 § 4.5.4.1 asks for retries over 4-5 days by a relay; a
submitting program with a person waiting speaks up sooner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Outcome = Literal["temporary", "permanent", "unknown"]

# Minutes to wait after the first, second … failed attempt; then the last of them again and again.
BACK_OFF_MINUTES = (1, 5, 15, 60)
GIVE_UP_AFTER = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Retry:
    """Try again at this instant."""

    at: datetime


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Certainly not delivered and not to be tried again."""

    why: str


@dataclass(frozen=True, slots=True)
class AskPerson:
    """It may have been delivered: only a person may send it again."""

    why: str


_WHY = {
    "fr": {
        "permanent": "le serveur l'a refusé définitivement",
        "temporary": "le serveur ne l'a pas accepté pendant {hours} heures",
        "unknown": "la connexion s'est perdue pendant la remise : il est peut-être parti",
    },
    "en": {
        "permanent": "the server refused it for good",
        "temporary": "the server did not accept it for {hours} hours",
        "unknown": "the connection was lost during hand-over: it may have left",
    },
}


def after(outcome: Outcome, attempts: int, now: datetime, language: str = "fr") -> Retry | GiveUp | AskPerson:
    """What follows the `attempts`-th attempt (counted from 1), which ended with `outcome` at `now`."""
    why = _WHY.get(language, _WHY["en"])
    if outcome == "unknown":
        return AskPerson(why["unknown"])
    if outcome == "permanent":
        return GiveUp(why["permanent"])
    if sum((_wait(n) for n in range(1, attempts + 1)), timedelta()) > GIVE_UP_AFTER:
        return GiveUp(why["temporary"].format(hours=int(GIVE_UP_AFTER.total_seconds() // 3600)))
    return Retry(now + _wait(attempts))


def _wait(attempt: int) -> timedelta:
    return timedelta(minutes=BACK_OFF_MINUTES[min(max(attempt, 1), len(BACK_OFF_MINUTES)) - 1])
