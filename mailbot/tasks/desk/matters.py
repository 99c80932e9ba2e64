"""Whose matters a member of the firm may see, on pages and in what is mailed to them."""

from __future__ import annotations

from mailbot.config.schema import Settings


def matters_of(settings: Settings, email: str, role: str) -> tuple[str, ...]:
    """The partners whose matters this person may see, in lower case; empty for everybody's. With `admin.partners_see:
    own` a partner sees their own and those of whom they stand in for."""
    if role != "partner" or settings.admin.partners_see != "own":
        return ()
    mine = email.lower()
    return (mine, *(person.email.lower() for person in settings.people if person.deputy.lower() == mine))
