"""The file of accounting entries of one year: written line by line, checked whole, and only then handed out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mailbot.core.accounts.fec import fec, file_name
from mailbot.core.accounts.fec_check import line_problems
from mailbot.core.accounts.settling import closing_of
from mailbot.core.errors import Refused, UserError
from mailbot.store.money import journal_lines
from mailbot.tasks.desk.office import Office
from mailbot.tasks.money.book import chart

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """The file, how many lines of entries it has, and what its reader should know."""

    path: Path
    lines: int
    closing_on: date
    notes: tuple[str, ...] = ()


def export_fec(office: Office, closing_on: date | None, out: Path | None, told: Callable[[int], None]) -> Handed:
    """Write the entries of the accounting year that ends on `closing_on` (None: the newest that has any).

    `out` None: under the name that the format asks for, in the current folder. Raises Refused without entries, without
    a SIREN for the name, for a day that ends no accounting year, and UserError when the file keeps not the format or
    cannot be written.
    """
    with office.books.read() as session:
        year = closing_on or journal_lines.newest_closing(session)
        if year is None:
            raise Refused("Aucune écriture n'a encore été passée : il n'y a rien à exporter.")
        _check_closing(office, year)
        path = out or Path(file_name(office.settings.firm.siren, year))
        beside = path.with_name(path.name + ".part")
        try:
            with beside.open("w", encoding="utf-8", newline="") as file:
                lines = -1  # the first line is the names of the fields
                for text in fec(journal_lines.numbered(session, year), cash=chart(office).cash):
                    file.write(text)
                    lines += 1
                    told(lines)
            if not lines:
                raise Refused(f"L'exercice clos le {year:%d/%m/%Y} n'a aucune écriture.")
            _check(beside, path)
            beside.replace(path)
        except OSError as error:
            raise UserError(f"{path}: cannot be written ({error.strerror}). Name another file with --out.") from error
        finally:
            beside.unlink(missing_ok=True)
        unbooked = journal_lines.unbooked_receipts(session, office.settings.firm.currency) if chart(office).cash else 0
    return Handed(path=path, lines=lines, closing_on=year, notes=_notes(path, unbooked))


def _check_closing(office: Office, year: date) -> None:
    ends = closing_of(year, office.settings.accounting.closing_month)
    if year != ends:
        raise Refused(f"Aucun exercice ne se clôt le {year:%d/%m/%Y} (accounting.closing_month) ; essayez {ends}.")


def _check(written: Path, path: Path) -> None:
    with written.open(encoding="utf-8", newline="") as file:
        found = line_problems(line.removesuffix("\r\n") for line in file)
        some = [problem for _, problem in zip(range(_SHOWN), found, strict=False)]
    if some:
        raise UserError(f"{path}: the file does not keep the format and was not written: {' '.join(some)}")


def _notes(path: Path, unbooked: int) -> tuple[str, ...]:
    notes = []
    if "FEC" not in path.name:
        notes.append("the tax office asks for a name like 123456782FEC20261231.txt")
    if unbooked:
        notes.append(f"{unbooked} amounts received in another currency are not in it: nobody said what they are worth")
    return tuple(notes)
