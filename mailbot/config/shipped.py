"""Where the files lie that travel with the program: templates, fonts, migrations.

In a checkout `templates/` stands at the top beside `mailbot/`; an installed wheel carries it as `mailbot/templates/`.
Everything else that is data lies inside its package in both.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder, for example `shipped("templates", "letter", "fr")`.

    Raises FileNotFoundError when the installation lacks it: a broken package, nothing a user wrote.
    """
    places = (_PACKAGE.joinpath(*parts), _PACKAGE.parent.joinpath(*parts))
    for place in places:
        if place.exists():
            return place
    raise FileNotFoundError(f"this installation of Mailbot is incomplete: {'/'.join(parts)} is missing from {_PACKAGE}")
