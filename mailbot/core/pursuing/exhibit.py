"""Exhibits: what proves a debt, numbered in the order of the list (bordereau), and the names of their files.

The first are the invoices, by due date; then everything that was sent, said and received, by its instant: a new exhibit
comes last and changes no number. Names of files hold invoices' numbers and nothing else of a matter: what a law firm
does for a client is secret.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ExhibitKind(StrEnum):
    """What an exhibit is."""

    INVOICE = "invoice"
    REMINDER = "reminder"
    REPLY = "reply"
    BOUNCE = "bounce"
    ABSENCE = "absence"
    BANK_NOTICE = "bank_notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of an exhibit: kept bytes by their `sha`, or `text` that is written for it. `role` names it."""

    role: str
    suffix: str
    sha: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that proves, before it has its number. `subject` is the invoice's number or the level's name."""

    kind: ExhibitKind
    at: datetime
    on: date
    subject: str
    pieces: tuple[Piece, ...] = ()
    reminder_id: int | None = None
    inbox_id: int | None = None
    formal: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A numbered exhibit and the names of its files in the evidence, in the order of its pieces."""

    number: int
    found: Found
    files: tuple[str, ...]


def numbered(invoices: Iterable[Found], others: Iterable[Found]) -> tuple[Exhibit, ...]:
    """The list of exhibits: the invoices as they are given, then the others by their instant."""
    ordered = (*invoices, *sorted(others, key=lambda one: (one.at, one.reminder_id or 0, one.inbox_id or 0)))
    width = max(2, len(str(len(ordered))))
    return tuple(
        Exhibit(number=number, found=found, files=tuple(_names(number, width, found)))
        for number, found in enumerate(ordered, start=1)
    )


def _names(number: int, width: int, found: Found) -> Iterable[str]:
    for piece in found.pieces:
        about = found.subject if found.kind is ExhibitKind.INVOICE else found.on.isoformat()
        yield f"exhibits/{number:0{width}d}-{slug(f'{piece.role} {about}')}{piece.suffix}"


def slug(text: str) -> str:
    """A name for a file: unaccented letters, digits and hyphens; never empty."""
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'")).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:80] or "piece"


# A matter is cited by its number alone: digits and signs with at most two letters, for three may be somebody's name.
_MATTER_NUMBER = re.compile(r"[A-Za-z]{0,2}[./_-]?\d[\d./_-]*[A-Za-z]?(?:[./_-][A-Za-z]{0,2}\d+)*")


def matter_number(matter: str) -> str:
    """The matter as it may be shown outside the firm: its number, or nothing when it holds anything else."""
    text = matter.strip()
    return text if _MATTER_NUMBER.fullmatch(text) else ""


_LAWYERS = re.compile(r"(?<![a-z])(?:avocats?|barreau|batonnier|lawyers?|maitre|solicitors?|law ?firm)(?![a-z])")
_CONFIDENTIAL = re.compile(r"(?<![a-z])(?:confidentiel(?:le)?s?|foi du palais|sous le sceau|confidential)(?![a-z])")


def between_lawyers(sender: str, text: str, *, known_sender: bool) -> bool:
    """May this message be confidential correspondence between lawyers?

    From an address that is none of the client's: anything of a lawyer's, or that calls itself confidential. From the
    client's own: only what is both. Rather one exhibit too few than a breach: a person may add what was kept back.
    """
    plain = unicodedata.normalize("NFKD", f"{sender}\n{text}").encode("ascii", "ignore").decode("ascii").casefold()
    lawyers, confidential = bool(_LAWYERS.search(plain)), bool(_CONFIDENTIAL.search(plain))
    return (lawyers and confidential) if known_sender else (lawyers or confidential)
