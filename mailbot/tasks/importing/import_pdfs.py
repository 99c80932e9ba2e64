"""The PDFs that a list of invoices names: looked for beside it and in import.files_folder, and nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from mailbot.intake.source import MAX_BYTES, Format
from mailbot.tasks.desk.office import Office

# File name as the list has it → (digest, name to show).
Files = dict[str, tuple[str, str]]


def gather_pdfs(office: Office, folder: Path, names: Iterable[str], notes: list[str], *, keep: bool) -> Files:
    """Keep each file in the blob store (before the transaction that names it) and tell what was not found."""
    roots = (folder.resolve(), office.settings.import_.files_folder.resolve())
    found: Files = {}
    for name in dict.fromkeys(name for name in names if name):
        path = _find(roots, name)
        if path is None:
            notes.append(f"file {name!r} was not found beside the list nor in {roots[1]}; taken in without it")
            continue
        content = path.read_bytes() if path.stat().st_size <= MAX_BYTES[Format.PDF] else b""
        if b"%PDF-" not in content[:1024]:
            notes.append(f"file {name!r} is no PDF of at most {MAX_BYTES[Format.PDF] // 1_000_000} MB; left out")
            continue
        sha = office.blobs.put(content) if keep else hashlib.sha256(content).hexdigest()
        found[name] = (sha, path.name)
    return found


def _find(roots: tuple[Path, ...], name: str) -> Path | None:
    """Never outside the two folders, whatever the list says."""
    for root in roots:
        try:
            path = (root / name).resolve()
            if path.is_relative_to(root) and path.is_file():
                return path
        except OSError:  # a name that no file can have
            continue
    return None
