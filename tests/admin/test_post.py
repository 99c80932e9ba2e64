"""Letters on paper on a page: printed in one run, numbers and days written down, returns noted."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from admin import create_app
from mailbot.clock import FixedClock
from mailbot.store.post_tables import PostingRow
from mailbot.store.tables import ReminderRow
from mailbot.tasks import jobs
from tests.admin.conftest import Visitor, said
from tests.firm import ASSISTANT, CONFIG, PARTNER, Firm

_LEVEL = "{number: 1, name: mise en demeure, offset: 5, deadline: 8, channel: letter, formal: true, post: registered}"
_CLIENTS = """code;name;email;address;postcode;city;country
C1;Dupont Bâtiment;;4 rue des Compagnons;44800;Saint-Herblain;FR
C2;Menuiserie Aubépine;;5 chemin Vert;69100;Villeurbanne;FR
C3;Garage du Pont;;2 quai du Rhône;69002;Lyon;FR
"""


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    """Three registered letters were approved; one of them was paid since."""
    firm = Firm(tmp_path / "firm", f"{CONFIG}\nladders: {{professional: {{levels: [{_LEVEL}]}}}}\n")
    assert not firm.takes_in("clients.csv", _CLIENTS).errors
    for number in (1, 2, 3):
        firm.has_invoice(f"F-{number}", client=f"C{number}")
    firm.at("2026-11-16T09:00")
    jobs.do_plan(firm.office, firm.now)
    with firm.office.books.write() as session:
        for row in session.scalars(select(ReminderRow).where(ReminderRow.status == "proposed")):
            row.status, row.approved_hash, row.approved_by = "approved", row.content_hash, PARTNER
    jobs.do_send(firm.office, firm.now)
    firm.takes_in("payments.csv", "id;received_on;amount;currency;payer;label\nP1;2026-11-16;1200.00;EUR;Pont;F-3\n")
    jobs.do_match(firm.office, firm.now)
    return firm


def test_a_run_goes_from_the_printer_to_the_day_of_reception(firm: Firm) -> None:
    visitor = Visitor(create_app(firm.office, FixedClock(firm.now))).signed_in(ASSISTANT)
    assert "Imprimer 3 lettres" in visitor.reads("/post")
    answer = visitor.posts("/post/run")
    assert answer.headers["Location"] == "/post/1"
    page = visitor.reads("/post/1")
    words = said(page)
    assert "2 lettres dans la liasse" in words and "Retirée : Garage du Pont" in words
    pdf = visitor.opens("/post/1/letters.pdf")
    assert len(PdfReader(io.BytesIO(pdf.get_data())).pages) >= 2
    assert pdf.headers["Content-Security-Policy"].startswith("default-src 'none'")
    listed = visitor.opens("/post/1/registered.csv").get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(listed), delimiter=";"))
    assert [row["name"] for row in rows] == ["Dupont Bâtiment", "Menuiserie Aubépine"]
    first, second = (row["letter"] for row in rows)
    typed = {f"number-{first}": "1A 234", f"day-{first}": "2026-11-16"}
    typed |= {f"number-{second}": "1A 235", f"day-{second}": "2026-11-30"}
    words = visitor.presses("/post/1/noted", **typed)
    assert "Menuiserie Aubépine" in words and "n'est pas entre l'impression et ce jour" in words.replace("\u2019", "'")
    assert "1 lettre notée" in words
    page = visitor.reads("/post/1")
    assert 'value="1A 234"' in page and 'value="2026-11-16"' in page and "1A 235" not in page
    assert "0 lettre notée" in visitor.presses("/post/1/noted", **{f"number-{first}": "1A 234"}), "nothing said twice"
    filled = f"letter;number;delivered_on\n{second};1A 236;\n99;1A 237;\n".encode()
    answer = visitor.browser.post(
        "/post/1/numbers", data={"csrf_token": visitor.token(), "file": (io.BytesIO(filled), "list.csv")},
        headers={"Referer": "http://localhost/post/1"}, follow_redirects=True,
    )  # fmt: skip
    assert "1 lettre notée" in said(answer.get_data(as_text=True)) and "1A 236" in answer.get_data(as_text=True)
    assert "Dites pourquoi" in visitor.presses(f"/post/letters/{second}/back", why=" ")
    visitor.presses(f"/post/letters/{second}/back", why="n'habite pas à l'adresse")
    assert "revenue" in visitor.reads("/post/1")
    assert "Rien à poster" in visitor.reads("/post") and "Rien à imprimer" in visitor.presses("/post/run")


def test_letters_that_a_service_posts_are_shown_with_where_they_are(firm: Firm) -> None:
    with firm.office.books.write() as session:
        handing, refused, taken = session.scalars(select(PostingRow).order_by(PostingRow.id))
        handing.status, refused.refusal = "handing", "adresse inconnue"
        taken.status, taken.provider_id, taken.printed_at, taken.number = "printed", "p-7", firm.now, "2C 77"
    page = Visitor(create_app(firm.office, FixedClock(firm.now))).signed_in(ASSISTANT).reads("/post")
    served = page.partition("Confiées au prestataire")[2]
    assert "remise en cours" in served and "2C 77" in served
    assert "adresse inconnue" in page.partition("Confiées au prestataire")[0]
    assert "Imprimer 1 lettre<" in page
