"""Keeps a text of the firm: tried on reminders of every shape first, its versions with who, when and why.

The file in the firm's own folder is what counts; the books keep what it said at each time, so that it can be had back.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused, UserError
from mailbot.outbound.own_templates import in_use
from mailbot.store import history
from mailbot.store.own_tables import OwnVersionRow
from mailbot.store.people import own_versions
from mailbot.store.people.own_versions import TEMPLATE
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.wording.own_texts import OwnText, content, shipped_content, text
from mailbot.tasks.wording.try_text import mistakes, tidied

_LONGEST_WHY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOrder:
    """A text as it is to be from now on (None: the shipped one again). `seen`: the state that its writer had before
    them, so that nobody undoes unseen what somebody else wrote meanwhile."""

    name: str
    typed: str | None
    why: str = ""
    seen: str = ""


def state_of(said: str) -> str:
    """A short name for what a text says."""
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def save_text(office: Office, order: TextOrder, by: Decider, now: datetime) -> tuple[str, ...]:
    """Keep it, and say what is wrong where it is not kept: a sentence for each mistake, none when all is well.

    Raises Refused when somebody else changed the text meanwhile, UserError when the folder cannot be written to.
    """
    one = text(office, order.name)
    before = content(office, one.name)
    if order.seen and order.seen != state_of(before):
        raise Refused("Ce texte a été changé entre-temps par quelqu'un d'autre ; le vôtre est toujours là, ci-dessous.")
    typed = None if order.typed is None else tidied(order.typed)
    if typed is not None and typed.rstrip() == shipped_content(one.name).rstrip():
        typed = None
    if (typed is None and not one.own) or typed == before:
        return ()
    found = mistakes(office, one, typed)
    if found:
        return found
    with office.books.write() as session:
        _keep_what_was(session, one, before, now)
        row = OwnVersionRow(
            subject=TEMPLATE, name=one.name, content=shipped_content(one.name) if typed is None else typed,
            gone=typed is None, author=by.email, why=order.why.strip()[:_LONGEST_WHY], at=now,
        )  # fmt: skip
        own_versions.add(session, row)
        _tell(session, row, by, now)
        _write(office.settings.templates.folder / one.name, typed)
    in_use(office.settings.templates.folder, lambda _: ())  # it was tried just now
    return ()


def restore_text(office: Office, key: int, by: Decider, now: datetime) -> tuple[str, ...]:
    """Have a version back, tried anew: what it stood on may have changed. Raises Refused for none of that number."""
    with office.books.read() as session:
        row = own_versions.get(session, key)
        if row is None or row.subject != TEMPLATE:
            raise Refused("Il n'y a pas de version de ce numéro.")
        order = TextOrder(name=row.name, typed=None if row.gone else row.content, why=f"version {row.id}")
    return save_text(office, order, by, now)


def _keep_what_was(session: Session, one: OwnText, before: str, now: datetime) -> None:
    """What was written outside the pages becomes a version too, before it is replaced."""
    last = next(iter(own_versions.of(session, TEMPLATE, one.name, 1)), None)
    known = last is not None and last.content == before
    if one.own and not known:
        row = OwnVersionRow(subject=TEMPLATE, name=one.name, content=before, gone=False, author="", why="", at=now)
        own_versions.add(session, row)


def _tell(session: Session, row: OwnVersionRow, by: Decider, now: datetime) -> None:
    deed = "texte d'origine repris" if row.gone else "texte changé"
    why = f" ({row.why})" if row.why else ""
    entry = history.Entry(
        at=now, actor=by.email, kind="text_changed", text=f"{deed} : {row.name}{why}",
        data={"via": by.via, "version": row.id, "sha": hashlib.sha256(row.content.encode()).hexdigest()},
    )  # fmt: skip
    history.append(session, entry)


def _write(path: Path, typed: str | None) -> None:
    """Put the file in place, whole, or take it away with the folders that it leaves empty."""
    try:
        if typed is None:
            path.unlink(missing_ok=True)
            with suppress(OSError):
                path.parent.rmdir()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(typed, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        said = f"Le dossier des textes n'est pas inscriptible ({error.strerror}) : rien n'a changé."
        raise UserError(said) from error
