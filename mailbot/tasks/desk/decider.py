"""Who decides, and by which way: named in every order and in its line of the history."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """Who decides, and by which way (mail, link, admin, shell)."""

    email: str
    via: str
