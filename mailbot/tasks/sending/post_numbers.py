"""The list of registered letters comes back filled in: the post's numbers and the days of delivery, a line a letter."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime

from mailbot.core.errors import InputError, Refused
from mailbot.intake.csv_table import separator
from mailbot.intake.values import day
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.record_post import Received, note_received


@dataclass(slots=True)
class NumbersReport:
    """How many letters were noted, how many lines were not filled in, and a sentence for each line that is wrong."""

    noted: int = 0
    empty: int = 0
    mistakes: list[str] = field(default_factory=list)


def take_numbers(office: Office, content: bytes, by: Decider, now: datetime) -> NumbersReport:
    """Write down each line on its own: a wrong one stops no other. Raises InputError for a file without the columns."""
    text = _text(content)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator(text))
    missing = [name for name in ("letter", "number", "delivered_on") if name not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"The column {missing[0]} is missing; the list that `mailbot post run` writes has it.")
    report = NumbersReport()
    for row in rows:
        _line(office, row, by, now, report, rows.line_num)
    return report


def _line(
    office: Office, row: dict[str, str | None], by: Decider, now: datetime, report: NumbersReport, at: int
) -> None:
    number, on = (row["number"] or "").strip(), (row["delivered_on"] or "").strip()
    if not number and not on:
        report.empty += 1
        return
    try:
        received = Received(number=number or None, delivered_on=day(on) if on else None)
        with office.books.write() as session:
            note_received(session, office, int(row["letter"] or ""), received, by, now)
        report.noted += 1
    except (Refused, InputError, ValueError) as error:
        report.mistakes.append(f"line {at}: {error}")


def _text(content: bytes) -> str:
    """As spreadsheets save it: UTF-8 with or without its mark, else the Windows code page."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
