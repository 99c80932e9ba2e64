"""Statement files of any format that is read: one reader must claim a file, two is an error, none is no statement."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from mailbot.core.errors import InputError
from mailbot.core.reading.understood import Movement
from mailbot.inbound.attachments import Attachment
from mailbot.inbound.statements import archive, camt, cfonb, csv_export, mt940, ofx
from mailbot.inbound.statements.statement import Statement

MAX_BYTES = 20_000_000
_SWIFT = re.compile(rb"\{1:[^}]{10,40}\}\s*\{2:[IO](\d{3})")
_NEVER = ("image/", "audio/", "video/", "application/pdf", "message/", "font/")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, how it is recognised, how it is read."""

    name: str
    claims: Callable[[bytes], bool]
    read: Callable[[bytes], tuple[Statement, ...]]


FORMATS = (
    Format("camt", camt.claims, camt.read),
    Format("mt940", mt940.claims, mt940.read),
    Format("cfonb120", cfonb.claims, cfonb.read),
    Format("ofx", ofx.claims, ofx.read),
)
# Anything is a CSV file to somebody: asked only when no other format claims it.
LAST = Format("csv", csv_export.claims, csv_export.read)


def read_statement(content: bytes) -> tuple[Statement, ...]:
    """Every statement in a file, whatever its name says.

    Raises InputError when no reader or more than one claims it, or when it is broken.
    """
    if len(content) > MAX_BYTES:
        raise InputError(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    claimed = [known for known in FORMATS if known.claims(content)] or ([LAST] if LAST.claims(content) else [])
    if not claimed:
        swift = _SWIFT.match(content)
        what = f"a SWIFT message MT{swift[1].decode()}, and" if swift else ""
        raise InputError(f"This is {what} no statement in CAMT, MT940, CFONB 120, OFX or CSV.".replace("  ", " "))
    if len(claimed) > 1:
        raise InputError(f"Both {claimed[0].name} and {claimed[1].name} could be meant; send it in one format.")
    return tuple(_told_by(claimed[0].name, statement) for statement in claimed[0].read(content))


def _told_by(form: str, statement: Statement) -> Statement:
    """Every movement knows which format told it, another one may tell it again; and of which account it is."""
    movements = tuple(replace(one, told_by=form, account=statement.account) for one in statement.movements)
    return replace(statement, movements=movements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """The statements that came with a mail, and the sentences about files that could not be read."""

    statements: tuple[Statement, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def movements(self) -> tuple[Movement, ...]:
        """All movements of all statements."""
        return tuple(movement for statement in self.statements for movement in statement.movements)


def read_attached(files: tuple[Attachment, ...]) -> Attached:
    """Every statement among the attachments, also inside ZIP files; other files are passed over."""
    statements: list[Statement] = []
    doubts: list[str] = []
    for name, content in _contents(files):
        if not any(known.claims(content) for known in FORMATS) and not (_tabular(name) and LAST.claims(content)):
            continue
        try:
            found = read_statement(content)
        except InputError as error:
            doubts.append(f"{name or 'attachment'}: {error}")
            continue
        statements.extend(found)
        doubts.extend(f"{name}: {statement.problem}" for statement in found if statement.problem)
    return Attached(statements=tuple(statements), doubts=tuple(doubts))


def _tabular(name: str) -> bool:
    return name.lower().endswith((".csv", ".txt", ".tsv"))


def _contents(files: tuple[Attachment, ...]) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    for file in files[:50]:
        if file.content_type.startswith(_NEVER) or len(file.content) > MAX_BYTES:
            continue
        if file.content[:4] == b"PK\x03\x04":
            out.extend(archive.members(file.content))
        else:
            out.append((file.name, file.content))
    return out
