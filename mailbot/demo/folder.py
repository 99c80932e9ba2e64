"""The folder of a demo: made new each time, and only ever replaced when a demo made it."""

from __future__ import annotations

import shutil
from pathlib import Path

from mailbot.core.errors import UserError

MARK = ".mailbot-demo"
_WORDS = "A demo of Mailbot made this folder; the next `mailbot demo` into it replaces everything here.\n"


def fresh_folder(folder: Path) -> Path:
    """An empty folder for a demo. Raises UserError when it holds something that no demo made."""
    folder = folder.absolute()
    try:
        if folder.exists() and any(folder.iterdir()):
            if not (folder / MARK).is_file():
                raise UserError(f"{folder} is not empty and no demo made it; name another folder with --folder.")
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text(_WORDS, encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"{folder}: cannot be written ({error.strerror}); name another folder with --folder."
        ) from error
    return folder
