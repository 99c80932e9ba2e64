"""A copy of the firm's own templates in which one text is another, to be tried before anybody else sees it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mailbot.outbound.own_templates import own_files


@contextmanager
def changed_folder(own: Path, name: str, text: str | None) -> Iterator[Path]:
    """The folder as it would be with this text under that path (None: with the shipped one); gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="mailbot-texts-") as made:
        folder = Path(made) / "templates"
        folder.mkdir()
        for one in own_files(own):
            if one != name:
                (folder / one).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(own / one, folder / one)
        if text is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        yield folder
