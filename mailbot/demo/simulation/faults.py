"""What goes wrong, drawn from chance: the process is killed, servers fail, mail comes twice, nobody is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random


class Killed(BaseException):
    """The process ended here, as by `kill -9`: nothing may catch it but whoever starts the next one."""


@dataclass(kw_only=True)
class Faults:
    """How often what goes wrong, from 0 to 1 at each opportunity; `told` counts what did."""

    rng: Random
    kill_at_commit: float = 0.0
    kill_at_hand_over: float = 0.0
    smtp_fails: float = 0.0
    smtp_doubtful: float = 0.0
    smtp_refuses: float = 0.0
    mailbox_lost: float = 0.0
    mail_doubled: float = 0.0
    outage: float = 0.0
    meanwhile: float = 0.0
    told: Counter[str] = field(default_factory=Counter)

    def happens(self, name: str) -> bool:
        """Does this go wrong now? It is counted if it does."""
        often: float = getattr(self, name)
        if not often or self.rng.random() >= often:
            return False
        self.told[name] += 1
        return True


def no_faults(rng: Random) -> Faults:
    """Nothing goes wrong but what people do."""
    return Faults(rng=rng)


def usual_faults(rng: Random) -> Faults:
    """Each kind of fault often enough to be met several times in half a year."""
    return Faults(
        rng=rng, kill_at_commit=0.004, kill_at_hand_over=0.03, smtp_fails=0.05, smtp_doubtful=0.03, smtp_refuses=0.01,
        mailbox_lost=0.01, mail_doubled=0.02, outage=0.02, meanwhile=0.02,
    )  # fmt: skip
