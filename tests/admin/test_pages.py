"""What pages show: every name as written and nothing of it as code, in French and English, under a strict policy."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from flask import Flask

from admin import create_app
from mailbot.clock import FixedClock
from mailbot.store.tables import ClientRow, InboxRow, PaymentRow
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS, a_config
from tests.firm import PARTNER, Firm

Enter = Callable[..., Visitor]
PAGES = (
    "/", "/invoices", "/invoices?state=open&q=2026&minimum=100&days=1&level=1&order=amount&partner=" + PARTNER,
    "/invoices?state=settled", "/invoices?state=held", "/invoices?state=reminded", "/invoices?state=not_reminded",
    "/invoices/1", "/invoices/4", "/invoices/5", "/clients", "/clients?q=boulangerie", "/clients/1", "/clients/2",
    "/clients/3", "/clients/5", "/clients/7", "/batches", "/batches/1", "/batches/3", "/batches/sent", "/reminders/1",
    "/reminders/9", "/inbox", "/inbox/all", "/inbox/all?kind=client_reply", "/inbox/1", "/inbox/2", "/inbox/3",
    "/inbox/5", "/inbox/8", "/payments", "/payments/1", "/payments/2", "/payments/2?q=dupont", "/payments/4",
    "/reports/aged", "/alerts", "/alerts?person=-&order=kind", "/alerts?person=-&state=done", "/alerts?kind=run_failed",
)  # fmt: skip
_INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|\sstyle=|<style|\son[a-z]+=|javascript:|(?:src|href)=\"https?:", re.IGNORECASE
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_without_anything_inline_or_from_outside(reader: Visitor, path: str) -> None:
    page = reader.reads(path)
    assert _INLINE.search(page) is None
    assert '<html lang="fr">' in page
    assert "None" not in re.sub(r"<[^>]+>", "", page)


@pytest.mark.parametrize(
    "path", ["/", "/invoices", "/clients", "/clients/2", "/batches/3", "/reports/aged", "/payments/2?q=ecrou"]
)
def test_a_hostile_name_is_shown_and_does_nothing(reader: Visitor, path: str) -> None:
    page = reader.reads(path)
    assert "<script>alert" not in page
    if path != "/payments/2?q=ecrou":
        assert "Écrou &amp; Fils &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page


def test_the_door_is_as_strict(visitor: Enter) -> None:
    assert _INLINE.search(visitor("").reads("/login")) is None


def test_names_of_other_alphabets_are_shown_whole(reader: Visitor) -> None:
    assert "Boulangerie Żółkiewski-Łukasz" in reader.reads("/clients/3")


def test_hostile_mail_is_shown_as_text_only(town: Firm, visitor: Enter) -> None:
    evil = "<img src=x onerror=alert(1)>"
    with town.office.books.write() as session:
        row = session.get_one(InboxRow, 5)
        row.subject, row.sender, row.why, row.error = evil, evil, evil, evil
        row.understood = {
            **row.understood,
            "new_text": evil,
            "evidence": [{"intent": evil, "sentence": evil, "why": evil}],
        }
        payment = session.get_one(PaymentRow, 3)
        payment.payer, payment.label, payment.why = evil, evil, evil
        client = session.get_one(ClientRow, 1)
        client.contact, client.phone = evil, evil
    person = visitor(BOSS)
    for path in ("/", "/inbox", "/inbox/all", "/inbox/5", "/payments", "/payments/3", "/clients/1"):
        assert "<img" not in person.reads(path), path


def test_pages_are_english_in_an_english_firm(english_town: Firm) -> None:
    app = create_app(english_town.office, FixedClock(english_town.now))
    person = Visitor(app).signed_in(BOSS)
    home = person.reads("/")
    assert '<html lang="en">' in home
    for words in ("Today", "Reminders to approve", "Payments to match", "Wednesday 18 November 2026", "€2,000.00"):
        assert words in home, words
    french = re.compile(r">[^<]*\b(?:Aujourd|Relances|Règlements|Factures|approuver|Suite|Montrer|jusqu)\b[^<]*<")
    for path in PAGES:
        found = french.search(person.reads(path))
        assert found is None or "F-2026" in found[0], f"{path}: {found}"


def test_amounts_and_days_are_set_as_in_print(reader: Visitor) -> None:
    page = reader.reads("/invoices/1")
    assert "3\u202f120,00\u202f€" in page
    assert "2\xa0oct.\xa02026" in page


def test_the_list_says_why_each_invoice_is_reminded_or_not(reader: Visitor) -> None:
    page = reader.reads("/invoices?state=open")
    for words in ("en litige", "règlement promis", "aucune adresse où écrire", "déjà proposée", "pré-relance"):
        assert words in page, words


def test_filters_narrow_the_list_and_its_sum(reader: Visitor) -> None:
    assert '<strong class="figure">12\u202f750,00\u202f€</strong>' in reader.reads("/invoices?minimum=7+000,00")
    assert "1 facture" in reader.reads("/invoices?q=f-2026-0037")
    assert "Aucune ne répond" in reader.reads("/invoices?q=100%25")
    assert "pas un montant" in reader.reads("/invoices?minimum=beaucoup")
    assert "Dupont" in reader.reads("/invoices?last_level=1&order=level")
    assert "Aucune facture à montrer" in reader.reads('/invoices?after=["2030-01-01",1]')


def test_the_export_holds_the_same_rows_and_no_formula(town: Firm, visitor: Enter) -> None:
    with town.office.books.write() as session:
        session.get_one(ClientRow, 1).name = "=HYPERLINK(0)"
    answer = visitor(BOSS).opens("/invoices/export.csv?state=open&order=number")
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["numéro", "client"]
    assert rows[1][:2] == ["F-2026-0031", "'=HYPERLINK(0)"]
    assert rows[1][6:9] == ["3120,00", "3120,00", "EUR"]
    assert len(rows) == 11
    assert "factures-2026-11-18.csv" in answer.headers["Content-Disposition"]


def test_the_aged_balance_adds_up_and_is_exported(reader: Visitor) -> None:
    page = reader.reads("/reports/aged")
    assert "30\u202f660,49\u202f€" in page
    assert '<svg viewBox="0 0 560' in page
    text = reader.opens("/reports/aged.csv").get_data().decode("utf-8-sig")
    assert "EUR;Dupont Bâtiment;h.vallier@etude.example;840,50;1200,00;3120,00;0,00;0,00;5160,50" in text


def test_every_page_carries_the_strict_policy(reader: Visitor) -> None:
    headers = reader.opens("/").headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_the_mail_is_shown_fenced_in(town: Firm, visitor: Enter) -> None:
    person = visitor(BOSS)
    answer = person.opens("/reminders/9/html")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.get_data(as_text=True) == town.reminders()[8].body_html
    page = person.reads("/reminders/9")
    assert re.search(r"<iframe [^>]*sandbox", page)


def test_letter_attachment_and_original_are_the_bytes_kept(town: Firm, visitor: Enter) -> None:
    person, row = visitor(BOSS), town.reminders()[8]
    assert person.opens("/reminders/9/letter.pdf").data == town.office.blobs.get(row.letter_sha)
    attached = person.opens("/reminders/9/files/0")
    assert attached.headers["Content-Disposition"].startswith("attachment")
    assert attached.data == town.office.blobs.get(row.attachments[0]["sha"])
    original = person.opens("/inbox/3/raw")
    assert original.data == town.office.blobs.get(town.messages()[2].sha)
    assert original.headers["Content-Type"].startswith("message/rfc822")


@pytest.mark.parametrize(
    "path",
    ["/invoices/999", "/clients/999", "/batches/999", "/reminders/999", "/inbox/999", "/payments/999",
     "/invoices/1/file",
     "/reminders/1/letter.pdf", "/reminders/9/files/9", "/fonts/../../secret.key", "/fonts/OFL.txt", "/nowhere"],
)  # fmt: skip
def test_what_is_not_there_is_said_kindly(reader: Visitor, path: str) -> None:
    answer = reader.opens(path)
    assert answer.status_code == 404
    assert "Rien n’est perdu" in answer.get_data(as_text=True)


def test_a_failure_says_so_and_shows_no_insides(town: Firm, app: Flask, visitor: Enter) -> None:
    person = visitor(BOSS)
    sha = town.messages()[2].sha
    (town.folder / "blobs" / sha[:2] / sha[2:4] / sha).unlink()
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = person.opens("/inbox/3/raw")
    assert answer.status_code == 500
    page = answer.get_data(as_text=True)
    assert "Le programme a échoué" in page
    assert "KeyError" not in page


def test_an_empty_firm_says_what_will_fill_its_pages(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> None:
    firm = Firm(tmp_path_factory.mktemp("empty") / "firm", a_config())
    person = Visitor(create_app(firm.office, FixedClock(firm.now))).signed_in(BOSS)
    assert "Rien ne vous attend" in person.reads("/")
    assert "mailbot import" in person.reads("/invoices")
    for path in ("/clients", "/batches", "/batches/sent", "/inbox", "/inbox/all", "/payments", "/reports/aged"):
        assert 'class="empty"' in person.reads(path), path
    firm.office.books.close()
