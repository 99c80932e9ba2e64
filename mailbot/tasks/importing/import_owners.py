"""Whose an invoice is: the client of its code, the one of its name, or a client made from what the file says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.intake.rows import ClientLine, InvoiceLine
from mailbot.store.debts import many_clients
from mailbot.tasks.desk.office import Office
from mailbot.tasks.importing.import_clients import take_clients
from mailbot.tasks.importing.import_report import ImportReport

_SHOWN = 10


def find_owners(
    session: Session, office: Office, lines: Sequence[InvoiceLine], now: datetime, report: ImportReport
) -> dict[tuple[str, str], int]:
    """(code, name) as the lines have them → key of the client.

    A client that is not known is made when the line tells a name. An owner is missing from the answer when the line
    tells only a code that nobody has, or only a name that several have.
    """
    wanted = {(line.client, line.client_name): line.line for line in lines}
    codes = {(code, name): code for code, name in wanted if code}
    codes |= _by_name(session, [name for code, name in wanted if not code])
    keys = many_clients.keys(session, codes.values())
    made = {
        code: ClientLine(line=wanted[one], code=code, values={"name": one[1]}, only_new=True)
        for one, code in codes.items()
        if code not in keys and one[1]
    }
    if made:
        _make(session, office, list(made.values()), now, report)
        keys |= many_clients.keys(session, made)
    return {one: keys[code] for one, code in codes.items() if code in keys}


def _make(session: Session, office: Office, lines: Sequence[ClientLine], now: datetime, report: ImportReport) -> None:
    apart = ImportReport(file=report.file)  # clients are not what this file counts
    take_clients(session, office, lines, now, apart)
    shown = ", ".join(line.code for line in lines[:_SHOWN]) + (" …" if len(lines) > _SHOWN else "")
    report.notes.append(f"clients that were not known were made, still without an address: {shown}")


def _by_name(session: Session, names: Sequence[str]) -> dict[tuple[str, str], str]:
    """Codes for lines without one: that of the one client of this name, else a new one made from the name."""
    if not names:
        return {}
    known = many_clients.codes_by_name(session, names)
    taken = set(many_clients.keys(session, [code for name in names for code in _candidates(name)]))
    codes: dict[tuple[str, str], str] = {}
    for name in names:
        code = known[name] if name in known else next((one for one in _candidates(name) if one not in taken), "")
        if code:
            codes["", name] = code
            taken.add(code)
    return codes


def free_code(session: Session, wanted: str, name: str) -> str:
    """A code for a client of this name: what is wanted, as long as no client of another name has it."""
    candidates = _candidates(wanted)
    known = many_clients.known(session, candidates)
    return next((code for code in candidates if code not in known or known[code].name == name), candidates[-1])


def _candidates(name: str) -> list[str]:
    """Codes made from a name: itself in capitals, then with a number should another client have it."""
    bare = re.sub(r"[^\w]+", "-", name.upper()).strip("-")[:60] or "CLIENT"
    return [bare, *(f"{bare}-{number}" for number in range(2, 10))]
