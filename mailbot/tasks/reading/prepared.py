"""What came of preparing an answer, for whoever is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mailbot.core.reading.understood import Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """`what` names the alert's words, `facts` fill them in, `words` say it in the review queue."""

    what: str
    words: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def answers(self) -> Intent:
        """What the client wanted by it."""
        return Intent.CONTACT_CHANGE if self.what == "contact" else Intent.DOCUMENT_REQUEST
