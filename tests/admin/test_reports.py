"""Reports: the drawing, the table and the three files all say the same."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import text

from admin.report_sheets import SHEETS
from mailbot.core.figures.collection import Month
from mailbot.store.lists import money_months
from mailbot.tasks.planning.report import cash_forecast, collection
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS
from tests.firm import PARTNER, Firm

Enter = Callable[..., Visitor]
TODAY = date(2026, 11, 18)


def _table(page: str) -> list[list[str]]:
    """The words of a page's table."""
    body = page.partition("<table")[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    clean = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows)
    return [[re.sub(r"<[^>]+>|\s+", " ", cell).strip() for cell in row] for row in clean]


@pytest.mark.parametrize("name", list(SHEETS))
def test_every_report_is_a_page_and_three_files_with_the_same_rows(reader: Visitor, name: str) -> None:
    page = reader.reads(f"/reports/{name}")
    text_file = reader.opens(f"/reports/{name}.csv").get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text_file), delimiter=";"))
    sheet = openpyxl.load_workbook(io.BytesIO(reader.opens(f"/reports/{name}.xlsx").data)).worksheets[0]
    assert sheet.max_row == len(rows)
    if len(rows) == 1:
        assert 'class="empty"' in page
    else:
        assert len(_table(page)) == len(rows)
    answer = reader.opens(f"/reports/{name}.pdf")
    assert answer.mimetype == "application/pdf"
    assert rows[0][0].capitalize()[:6] in PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()


def test_the_effect_of_each_level_is_drawn_and_listed(reader: Visitor) -> None:
    page = reader.reads("/reports/levels")
    assert "Part réglée dans les quinze jours, par niveau" in page
    found = _table(page)
    assert found[0][:3] == ["Barème", "Niveau", "Envoyées"]
    assert ["professional", "1"] in [row[:2] for row in found[1:]]


def test_what_is_owed_at_the_months_end_is_what_the_ledger_says_today(shared_town: Firm) -> None:
    with shared_town.office.books.read() as session:
        months = collection(session, "EUR", TODAY)
        owed = session.scalar(text("SELECT sum(open_minor) FROM invoices WHERE kind <> 'quote'"))
    assert len(months) == 12
    assert months[-1].owed == owed
    assert sum(one.billed for one in months) == 3111727
    assert [(one.month, one.received) for one in months if one.received] == [
        (Month(2026, 10), 45678), (Month(2026, 11), 207500),
    ]  # fmt: skip
    assert 89 < (months[-1].days or 0) < 92, "all but two payments of what three months billed"


def test_the_forecast_holds_every_open_invoice_once(shared_town: Firm) -> None:
    with shared_town.office.books.read() as session:
        found = cash_forecast(session, "EUR", TODAY)
        owed = sum(one.minor for one in money_months.expected(session, "EUR", TODAY))
    assert owed == 3066049
    assert sum(minor for _, minor in found.weeks) + found.later + found.overdue + found.held == owed
    assert found.held == 231000, "the disputed one"
    assert dict(found.weeks)[date(2026, 11, 30)] >= 648000, "what the town hall promised"


def test_limitation_leads_to_the_invoice(town: Firm, visitor: Enter) -> None:
    head = "number;client;issued_on;due_on;total;partner\n"
    town.takes_in("i.csv", f"{head}F-OLD;C1;2022-01-10;2022-02-10;90,00;{PARTNER}\n")
    page = visitor(BOSS).reads("/reports/limits")
    assert f'href="/invoices/{town.invoice("F-OLD").id}"' in page
    assert "L110-4" in page
    assert "Aucune facture ouverte" in visitor(BOSS).reads("/reports/limits") or "F-OLD" in page


@pytest.mark.parametrize(
    ("bucket", "numbers"),
    [
        ("overdue_max=0", "57"),
        ("overdue_min=1&amp;overdue_max=30", "42 44"),
        ("overdue_min=31&amp;overdue_max=60", "31"),
    ],
)
def test_each_age_opens_the_invoices_behind_it(reader: Visitor, bucket: str, numbers: str) -> None:
    page = reader.reads("/reports/aged")
    assert bucket in page
    listed = reader.reads(f"/invoices?state=open&{bucket.replace('&amp;', '&')}")
    for number in numbers.split():
        assert f"F-2026-00{number}" in listed
    assert ("F-2026-0031" in listed) is ("31" in numbers)


def test_the_aged_balance_is_three_files_too(reader: Visitor) -> None:
    for form, start in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        assert reader.opens(f"/reports/aged.{form}").data.startswith(start)


def test_a_report_that_nobody_wrote_is_not_there(reader: Visitor) -> None:
    assert reader.opens("/reports/nope").status_code == 404
    assert reader.opens("/reports/nope.pdf").status_code == 404
