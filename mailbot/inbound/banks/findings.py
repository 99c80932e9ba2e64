"""What was found in a bank's mail, where it stands and why: for a person who writes a profile or wonders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.core.reading.understood import Movement
from mailbot.inbound.banks.body import body_of
from mailbot.inbound.banks.story import story_of
from mailbot.inbound.banks.values import day_of
from mailbot.inbound.firm import BankProfileFacts
from mailbot.inbound.parse import Mail
from mailbot.inbound.reply.amounts import amounts
from mailbot.inbound.reply.folding import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact of one movement (counted from 1): its name, its value, the line where it stands (None: it was put
    together, or is in an attached file), and whether the profile's own pattern found it."""

    movement: int
    name: str
    value: str
    line: int | None
    text: str
    by_pattern: bool


def shown_lines(mail: Mail) -> tuple[str, ...]:
    """The lines of the mail as the readers see them."""
    return tuple(body_of(mail).lines)


def story(mail: Mail) -> str:
    """What the mail tells as a whole: credit, debit, payout, nothing, unknown."""
    return str(story_of(fold(mail.subject) + "\n" + body_of(mail).folded))


def findings(mail: Mail, movements: tuple[Movement, ...], profile: BankProfileFacts | None) -> tuple[Finding, ...]:
    """Every fact of every movement with its place."""
    lines = (mail.subject, *shown_lines(mail))
    patterns = {name for name, _ in profile.patterns} if profile else set()
    return tuple(
        Finding(
            movement=number, name=name, value=value, line=at, text=lines[at] if at is not None else "",
            by_pattern=name in patterns,
        )
        for number, movement in enumerate(movements, start=1)
        for name, value in _facts(movement)
        for at in (_place(name, value, movement, lines, mail),)
    )  # fmt: skip


def _facts(movement: Movement) -> Iterator[tuple[str, str]]:
    yield "amount", f"{movement.amount:.2f} {movement.currency}"
    yield "direction", movement.direction
    for name, value in (
        ("value_date", movement.value_date.isoformat() if movement.value_date else ""), ("payer", movement.payer),
        ("payer_iban", movement.payer_iban), ("label", movement.label), ("bank_id", movement.bank_id),
    ):  # fmt: skip
        if value:
            yield name, value


def _place(name: str, value: str, movement: Movement, lines: tuple[str, ...], mail: Mail) -> int | None:
    """The line (0 is the subject) that holds the value; the mail's own lines count from 1."""
    order = [*range(1, len(lines)), 0]
    if name == "amount":
        return next((at for at in order if any(one.amount == movement.amount for one in amounts(lines[at]))), None)
    if name == "value_date":
        written = mail.date.date() if mail.date else None
        return next((at for at in order if day_of(lines[at], written) == movement.value_date), None)
    wanted = "".join(fold(value).split())
    return next((at for at in order if wanted and wanted in "".join(fold(lines[at]).split())), None)
