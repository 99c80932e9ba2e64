"""Let sleep what can have no reminder yet, by the policy of the configuration; where that changed, weigh all anew."""

from __future__ import annotations

import hashlib
from datetime import date

from sqlalchemy.orm import Session

from mailbot.core.deciding.lookout import lookout
from mailbot.store import state
from mailbot.store.debts import sleep
from mailbot.tasks.desk.office import Office

_POLICY = "plan_policy"


def let_sleep(session: Session, office: Office, today: date) -> None:
    """Invoices that are awake sleep until their ladder can open; see `store.debts.sleep`.

    What sleeps does so on the word of the ladders, the least amount and the holidays as they were: when one of these
    is another than last time, nothing of it counts any more.
    """
    policy = _policy(office)
    changed = state.fact(session, _POLICY) != policy
    lookouts = tuple(lookout(name, ladder) for name, ladder in office.ladders.items())
    sleep.doze(session, lookouts, today, everything=changed)
    if changed:
        state.remember(session, _POLICY, policy)


def _policy(office: Office) -> str:
    """One text for all that verdicts rest on besides the books."""
    settings = office.settings
    said = (sorted(office.ladders.items()), settings.matching.write_off_tolerance, settings.firm.country)
    return hashlib.sha256(repr(said).encode()).hexdigest()
