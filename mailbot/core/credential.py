"""What a mail server is shown at a login: a password, or an access token that can be renewed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Credential(Protocol):
    """Either method may raise UserError (a person must consent again) or TryLater (the token service is silent)."""

    def secret(self) -> str:
        """What to log in with now."""

    def another(self, refused: str) -> str | None:
        """Another secret worth one more try after the server refused this one; None when there is none."""


@dataclass(frozen=True, slots=True)
class Password:
    """A secret that stays as it is."""

    value: str

    def secret(self) -> str:
        """The password."""
        return self.value

    def another(self, refused: str) -> str | None:
        """None: trying a wrong password again locks accounts."""
        return None


def credential(given: str | Credential) -> Credential:
    """A bare secret is a password."""
    return Password(given) if isinstance(given, str) else given
