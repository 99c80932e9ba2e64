"""Changes a ladder: in the configuration file, where ladders are, with every version in the books.

The file is what counts, as for everything else that is configured: who reads it sees what holds, and comments stay. The
running program takes the change up with its next job; what is proposed or approved already stays as it is.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.config.ladder_file import write_ladders
from mailbot.config.ladder_yaml import as_yaml
from mailbot.config.policy import as_ladder, written
from mailbot.config.schema import LadderSettings, Settings
from mailbot.core.deciding.ladder_check import findings
from mailbot.core.errors import Refused
from mailbot.store import history
from mailbot.store.own_tables import OwnVersionRow
from mailbot.store.people import own_versions
from mailbot.store.people.own_versions import LADDERS
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office

_MOST_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderOrder:
    """The ladder of that name as it is to be. `seen`: the state of all ladders that the person had before them."""

    name: str
    wanted: LadderSettings
    why: str
    seen: str


def state_of_ladders(settings: Settings) -> str:
    """A short name for what all ladders say."""
    return hashlib.sha256(_kept(dict(written(settings))).encode()).hexdigest()[:16]


def edit_ladder(office: Office, order: LadderOrder, by: Decider, now: datetime) -> OwnVersionRow | None:
    """Write it; the version that it made, None when it says what holds already.

    Raises Refused without a reason, for a ladder that is not legal, when the ladders changed meanwhile, and where they
    come from no file; UserError when the file cannot be written.
    """
    why, source = " ".join(order.why.split()), office.settings.source
    if not why:
        raise Refused("Dites pourquoi : la raison reste dans l'historique.")
    before = dict(written(office.settings))
    if source is None or order.name not in before:
        raise Refused("Ce barème ne se change pas ici.")
    if order.seen != state_of_ladders(office.settings):
        raise Refused("Les barèmes ont été changés entre-temps : voyez-les avant d'enregistrer les vôtres.")
    if any(one.fault for one in findings(as_ladder(order.name, order.wanted))):
        raise Refused("Ce barème ne peut pas être suivi : corrigez ce qui est signalé.")
    after = {**before, order.name: order.wanted}
    if after == before:
        return None
    with office.books.write() as session:
        _keep_what_was(session, before, now)
        row = OwnVersionRow(subject=LADDERS, name=LADDERS, content=_kept(after), author=by.email, why=why, at=now)
        own_versions.add(session, row)
        _tell(session, row, (order.name, before[order.name], order.wanted), by)
        write_ladders(source, after)
    return row


def ladders_of(row: OwnVersionRow) -> dict[str, LadderSettings]:
    """The ladders as that version had them."""
    return {name: LadderSettings.model_validate(one) for name, one in json.loads(row.content).items()}


def as_text(ladders: dict[str, LadderSettings]) -> str:
    """As they are written in the file, without comments."""
    return as_yaml(ladders)


def _kept(ladders: dict[str, LadderSettings]) -> str:
    return json.dumps({name: one.model_dump(mode="json") for name, one in ladders.items()}, ensure_ascii=False)


def _keep_what_was(session: Session, before: dict[str, LadderSettings], now: datetime) -> None:
    """What was written outside the pages becomes a version too, before it is replaced."""
    last = next(iter(own_versions.of(session, LADDERS, LADDERS, 1)), None)
    if last is None or ladders_of(last) != before:
        row = OwnVersionRow(subject=LADDERS, name=LADDERS, content=_kept(before), author="", why="", at=now)
        own_versions.add(session, row)


def _tell(
    session: Session, row: OwnVersionRow, changed: tuple[str, LadderSettings, LadderSettings], by: Decider
) -> None:
    name, before, after = changed
    old, new = (as_yaml({name: one}).splitlines() for one in (before, after))
    lines = [line for line in difflib.ndiff(old, new) if line[:1] in "+-"]
    entry = history.Entry(
        at=row.at, actor=by.email, kind="ladder_changed", text=f"barème {name} changé ({row.why})",
        data={"via": by.via, "version": row.id, "ladder": name, "lines": lines[:_MOST_LINES]},
    )  # fmt: skip
    history.append(session, entry)
