"""How a bank's mail would be read, with a profile that is tried out: nothing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mailbot.config.schema import Settings
from mailbot.core.errors import InputError
from mailbot.core.reading.understood import Kind, Understood
from mailbot.inbound.banks.findings import Finding, findings, shown_lines, story
from mailbot.inbound.banks.notice import BankReading, read_bank_mail
from mailbot.inbound.explain import understand
from mailbot.inbound.firm import BankProfileFacts, FirmFacts, firm_facts
from mailbot.inbound.parse import parse

FIELDS = ("amount", "payer", "label", "value_date", "credit", "debit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What to try: a profile of the configuration by name (empty: whichever the sender belongs to), and patterns in
    place of its own."""

    profile: str = ""
    patterns: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """How the mail was understood: its kind and why, the bank and whether it is proved, what it tells as a whole, every
    fact with its place, doubts, and the lines that the reader saw."""

    kind: str
    why: str
    bank: str
    authentic: bool | None
    authentic_why: str
    story: str
    findings: tuple[Finding, ...]
    doubts: tuple[str, ...]
    lines: tuple[str, ...]
    yaml: str


def try_mail(raw: bytes, settings: Settings, trial: Trial) -> Tested:
    """Read it. Raises InputError for an unknown profile or a pattern that is none."""
    firm, profile = _firm(settings, trial)
    mail = parse(raw)
    understood = understand(mail, firm)
    if profile is None:
        profile = next((bank for bank in firm.banks if bank.name == understood.bank), None)
    reading = read_bank_mail(mail, profile) if profile else BankReading()
    return Tested(
        kind=str(understood.kind),
        why=understood.why,
        bank=profile.name if profile else "",
        authentic=understood.authentic if understood.kind is Kind.BANK_NOTIFICATION else None,
        authentic_why=understood.authentic_why,
        story=story(mail),
        findings=findings(mail, reading.movements, profile),
        doubts=_doubts(understood, reading),
        lines=shown_lines(mail),
        yaml=_yaml(profile, trial),
    )


def _firm(settings: Settings, trial: Trial) -> tuple[FirmFacts, BankProfileFacts | None]:
    facts = firm_facts(settings)
    if not trial.profile and not trial.patterns:
        return facts, None
    chosen = next((bank for bank in facts.banks if bank.name == trial.profile), None)
    if chosen is None:
        names = ", ".join(bank.name for bank in facts.banks) or "none"
        raise InputError(f"There is no bank {trial.profile!r} in banks; there are: {names}.")
    tried = replace(chosen, patterns=_patterns(trial.patterns)) if trial.patterns else chosen
    banks = tuple(tried if bank.name == tried.name else bank for bank in facts.banks)
    return replace(facts, banks=banks), tried


def _patterns(written: Mapping[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for name, text in written.items():
        if name not in FIELDS:
            raise InputError(f"A pattern is for one of {', '.join(FIELDS)}, not for {name!r}.")
        try:
            made.append((name, re.compile(text)))
        except re.error as error:
            raise InputError(f"The pattern for {name} is no regular expression: {error}.") from error
    return tuple(made)


def _doubts(understood: Understood, reading: BankReading) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*understood.doubts, *reading.doubts)))


def _yaml(profile: BankProfileFacts | None, trial: Trial) -> str:
    """The lines for `banks:` that keep what was tried."""
    if profile is None or not trial.patterns:
        return ""
    lines = [f"- name: {profile.name}", "  patterns:"]
    lines += [f"    {name}: '{text.replace(chr(39), chr(39) * 2)}'" for name, text in trial.patterns.items()]
    return "\n".join(lines)
