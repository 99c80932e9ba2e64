"""The configuration of a firm that chance has drawn: other ladders, other habits, every one a firm might write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from mailbot.demo.firm import settings_values

_NAMES = ("rappel courtois", "rappel ferme", "dernier rappel", "mise en demeure", "ultime démarche")


def drawn_values(started_on: date, rng: Random) -> Mapping[str, Any]:
    """What config.yaml says for a firm drawn from `rng`; what chance leaves alone keeps its default."""
    values = dict(settings_values(started_on, 8080))
    values["firm"] = values["firm"] | {"profession": rng.choice(("lawyer", "accountant", "company"))}
    values["mailbox"] = values["mailbox"] | {
        "plus_addresses": rng.random() < 0.8, "journal_copy": rng.random() < 0.4,
    }  # fmt: skip
    values["matching"] = {"threshold": rng.choice((0.85, 0.9, 0.95))}
    values["approval"] = {
        "deputy_after_working_days": rng.randrange(1, 4), "expires_after_days": rng.randrange(4, 10),
    }  # fmt: skip
    values["schedule"] = {"max_per_run": rng.choice((3, 20, 200)), "send_until": rng.choice(("15:00", "17:30"))}
    values["import"] = values["import"] | {"old_debts": rng.choice(("hold", "remind"))}
    if rng.random() < 0.7:
        values["ladders"] = {kind: _ladder(rng) for kind in ("professional", "consumer", "public")}
    return values


def _ladder(rng: Random) -> Mapping[str, Any]:
    """A ladder with one to five levels, now and then one that begins before the due date."""
    offset = 0
    levels: list[dict[str, Any]] = []
    if rng.random() < 0.6:
        approval = rng.choice(("partner", "auto"))
        levels.append({"number": 0, "name": "pré-relance", "offset": -rng.randrange(2, 9), "approval": approval})
    for number in range(1, rng.randrange(2, 7)):
        offset += rng.randrange(3, 13)
        formal = number >= 3 and rng.random() < 0.5
        levels.append(
            {
                "number": number, "name": _NAMES[number - 1], "offset": offset, "gap": rng.randrange(0, 12),
                "deadline": rng.choice((None, 6, 8, 10)), "channel": rng.choice(("mail", "mail", "mail+letter")),
                "approval": "auto" if number == 1 and rng.random() < 0.2 else "partner", "formal": formal,
            }
        )  # fmt: skip
    # Levels before the due date count from it and from nothing else.
    base = rng.choice(("due", "due", "due", "issued", "sent")) if levels[0]["offset"] > 0 else "due"
    return {
        "levels": levels, "min_contact_gap": rng.randrange(2, 10), "handover_after": rng.randrange(3, 10),
        "raise_all": rng.random() < 0.25, "base": base,
    }  # fmt: skip
