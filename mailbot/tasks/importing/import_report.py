"""What an import counted, and what every way of taking a file in is given and gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from mailbot.intake.rows import RowError
from mailbot.intake.source import Source
from mailbot.intake.told import Told
from mailbot.store import history
from mailbot.tasks.desk.office import Office


@dataclass(slots=True)
class ImportReport:
    """What a file changed.

    `errors` are the rows that stayed out, `changes` what became of rows that were known, `notes` what a person should
    know.
    """

    file: str
    kind: str = ""
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, line: int, message: str) -> None:
        """A row stays out."""
        self.errors.append(RowError(line, message))

    def count(self, *, new: bool, changed: bool) -> None:
        """A row went in."""
        if new:
            self.created += 1
        elif changed:
            self.updated += 1
        else:
            self.unchanged += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A file to take in: open, at its beginning. `keep`: false for a rehearsal, which keeps no files."""

    office: Office
    source: Source
    path: Path
    kind: str
    now: datetime
    keep: bool
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file that was read: what it is, what is wrong with it, and what to do in the transaction."""

    kind: str
    take: Callable[[Session, ImportReport], None]
    errors: Sequence[RowError] = ()
    notes: Sequence[str] = ()


def remember_import(session: Session, report: ImportReport, now: datetime) -> None:
    """A line of the history: what came in, under which name."""
    counts = f"{report.created} créés, {report.updated} modifiés, {report.unchanged} inchangés"
    said = f"{report.file} : {counts}, {len(report.errors)} refusés"
    entry = history.Entry(at=now, actor="mailbot", kind="imported", text=said, data={"kind": report.kind})
    history.append(session, entry)
