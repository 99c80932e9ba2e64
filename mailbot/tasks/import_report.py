"""What an import counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from mailbot.intake.rows import RowError


@dataclass(slots=True)
class ImportReport:
    """What a file changed; `errors` are the rows that stayed out, `notes` what a person should know."""

    file: str
    kind: str = ""
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)
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
