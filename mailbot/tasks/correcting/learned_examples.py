"""Messages that people corrected, as labelled examples for measuring the readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from mailbot.core.reading.corrections import label, meant_of
from mailbot.store.mail import corrections
from mailbot.tasks.desk.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A message and what is right about it."""

    name: str
    raw: bytes
    label: dict[str, Any]


def examples(session: Session, office: Office, *, confirmed_too: bool = False) -> Iterator[Example]:
    """The last word on each corrected message (`confirmed_too`: those that were understood rightly as well), one
    example per message even if the same bytes came twice. Bytes that are gone (erased on demand) make none."""
    seen: set[str] = set()
    for row in corrections.all_standing(session):
        if row.sha in seen or (row.agreed and not confirmed_too):
            continue
        name = f"m{row.inbox_id:06d}.eml"
        made = label(name, row.understood, meant_of(row.meant))
        if made is None:
            continue
        try:
            raw = office.blobs.get(row.sha)
        except KeyError:
            continue
        seen.add(row.sha)
        said = f"{'confirmed' if row.agreed else 'corrected'} by a person; the program had read"
        note = f"{said} {', '.join(row.understood.get('intents') or ()) or row.understood.get('kind')}"
        yield Example(name=name, raw=raw, label={**made, "note": note})
