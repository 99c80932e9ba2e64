"""The configured ladders as values."""

from __future__ import annotations

from collections.abc import Mapping

from mailbot.config.schema import LadderSettings, Settings, default_ladders
from mailbot.core.client import ClientKind
from mailbot.core.deciding.policy import QUOTE
from mailbot.core.ladder import Ladder, Level


def written(settings: Settings) -> Mapping[str, LadderSettings]:
    """The ladders of the file, or the shipped ones where it has none."""
    return settings.ladders or default_ladders()


def ladders(settings: Settings) -> Mapping[str, Ladder]:
    """The configured ladders as values (the shipped ones when none is written); a kind of client without one climbs the
    professional ladder, or the first.

    Quotes have theirs or none: without one they stand on a ladder that has no level.
    """
    made = {name: as_ladder(name, one) for name, one in written(settings).items()}
    usual = made.get(ClientKind.PROFESSIONAL.value) or next(one for name, one in made.items() if name != QUOTE)
    return {QUOTE: Ladder(name=QUOTE, levels=())} | {kind.value: usual for kind in ClientKind} | made


def as_ladder(name: str, one: LadderSettings) -> Ladder:
    """One of them as a value."""
    levels = tuple(
        Level(
            number=level.number,
            name=level.name,
            offset_days=level.offset,
            gap_days=level.gap,
            deadline_days=level.deadline,
            channel=level.channel,
            approval=level.approval,
            formal=level.formal,
            penalties=level.penalties,
            post=level.post,
        )
        for level in one.levels
    )
    return Ladder(
        name=name,
        levels=levels,
        min_contact_gap_days=one.min_contact_gap,
        handover_after_days=one.handover_after,
        raise_all=one.raise_all,
        raise_to_formal=one.raise_to_formal,
        base=one.base,
    )
