"""Hands a PDF to a printer of this machine by CUPS: `lp`, as a person would type it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from mailbot.core.errors import UserError

_SECONDS = 60


def print_file(path: Path, printer: str, program: str = "lp", *, duplex: bool) -> str:
    """Queue the file; what the queue answered (`request id is …`). Raises UserError when it was not taken."""
    sides = "two-sided-long-edge" if duplex else "one-sided"
    order = [program, "-d", printer, "-o", f"sides={sides}", "-o", "media=A4", "--", str(path)]
    try:
        done = subprocess.run(order, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603  fixed words, no shell
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UserError(f"The printer {printer} took nothing ({error}); the file is {path}.") from error
    if done.returncode:
        raise UserError(f"The printer {printer} took nothing ({done.stderr.strip()}); the file is {path}.")
    return done.stdout.strip()
