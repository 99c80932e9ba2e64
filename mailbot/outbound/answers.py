"""What the bot answers to a partner or an assistant: what it understood, what it did, what it did not understand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailbot.core.money import Money
from mailbot.outbound.firm_card import FirmCard, Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """What became of one reminder of a batch.

    `done`: approved, already_approved, rejected, postponed (`until`), level_changed (`level`), too_late,
    too_early, rewritten, not_rewritten, shown (a trial was sent), not_understood. `detail` is the reason given or met.
    """

    number: int
    client: str
    done: str
    total: Money | None = None
    until: date | None = None
    level: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A reminder of the batch that nobody has decided on yet."""

    number: int
    client: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """All that an answer may say.

    `about` is the subject of the mail it answers. `lines` for a decision on a batch, `report` for a command
    (ready sentences). `not_understood` quotes lines that did nothing; `refused` is the sentence that says
    why nothing at all was done. `token` is the batch's, so that the answer can itself be answered.
    """

    firm: FirmCard
    language: str
    to: Signatory
    about: str
    lines: tuple[AnswerLine, ...] = ()
    report: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    refused: str = ""
    waiting: tuple[Waiting, ...] = ()
    sends_on: date | None = None
    stopped: bool = False
    token: str = ""
