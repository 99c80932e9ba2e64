"""What may stand in a cell of a list, whatever its column means."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Control characters never belong in a cell; neither does what a spreadsheet would run as a formula, or its errors.
_SUSPECT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|^[=@+\-#]", re.MULTILINE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORMULA = re.compile(r"=|@\w+\(|[+\-@].*\|.*!")
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")

# Line breaks mean something in these; elsewhere they come from the layout of a sheet.
_AS_WRITTEN = frozenset({"address", "file"})


def tidy(column: str, text: str) -> str:
    """The text in one line with single spaces, but for columns where it is kept as written."""
    return text if column in _AS_WRITTEN else " ".join(text.split())


def fault_of(cells: Mapping[str, str]) -> str:
    """What is wrong with a row whatever its columns mean; empty when nothing is."""
    if not _SUSPECT.search("\n".join(cells.values())):
        return ""
    for name, text in cells.items():
        if CONTROL.search(text):
            return f"{name}: the cell holds a control character; write it again."
        if _FORMULA.match(text):
            return f"{name}: {text[:40]!r} is a formula; write its value."
        if _ERROR.match(text):
            return f"{name}: {text!r} is an error of the spreadsheet; mend the cell."
    return ""
