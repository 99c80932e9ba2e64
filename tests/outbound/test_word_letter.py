"""The Word letter: the firm's document with its fields filled in, saying what the PDF letter says."""

import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
import zxingcpp
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from mailbot.config.shipped import shipped
from mailbot.outbound.post_pdf import misplaced
from mailbot.outbound.postal_address import postal_address
from mailbot.outbound.template_check import template_mistakes
from mailbot.outbound.templates import Texts
from mailbot.outbound.word_letter import word_letter, words_of
from mailbot.outbound.word_places import P, written
from tests.outbound.samples import (
    SIGNATORY,
    a_client,
    a_consumer,
    a_credit,
    a_firm,
    a_line,
    eur,
    some_facts,
    some_penalties,
)

FULL = some_facts(
    3, a_line(1, open="734.56"), a_line(2), a_credit(), registered=True, copies=("F-2026-0041",),
    penalties=some_penalties(("1234.56", "2026-03-31"), ("800", "2026-06-30"), paid=(("2026-07-15", "200"),)),
)  # fmt: skip


def reads(content):
    """The letter's words with ordinary spaces."""
    return re.sub(r"[\u202f\xa0\s]+", " ", words_of(content))


@pytest.fixture(scope="module")
def letter():
    return word_letter(Texts(), FULL)


def test_word_and_pdf_say_the_same(texts, letter):
    pdf = re.sub(r"[\u202f\xa0\s]+", " ", re.sub(r"<style.*?</style>|<[^>]+>", " ", texts.letter(FULL), flags=re.S))
    for fact in (
        "Lettre recommandée avec avis de réception", "Dupont Bâtiment SARL", "44800 SAINT-HERBLAIN", "MISE EN DEMEURE",
        "Nantes, le 23 novembre 2026", "F-2026-0041", "F-2026-0042", "Avoir A-2026-0003", "21 jours", "734,56 €",
        "1 234,56 €", "−200,00 €", "2 469,12 €", "1 769,12 €", "lundi 30 novembre 2026", "Étude Vallier & Associés",
        "FR76 3000 6000 0112 3456 7890 189", "AGRIFRPP", "Hélène Vallier", "Associée", "SIREN 812345678",
        "Vos coordonnées sont utilisées", "P.J. : copie de la facture F-2026-0041", "bâtonnier", "120,51 €", "200,51 €",
        "12,40 %", "En sus, arrêté au 23 novembre 2026",
    ):  # fmt: skip
        assert fact in reads(letter), fact
        assert fact.replace("&", "&amp;") in pdf or fact == "Lettre recommandée avec avis de réception", fact
    assert "{{" not in words_of(letter)


def test_the_same_facts_give_the_same_bytes_with_nothing_of_the_hour_in_them(letter):
    assert word_letter(Texts(), FULL) == letter
    about = docx.Document(io.BytesIO(letter)).core_properties
    assert (about.author, about.created.date(), about.language) == ("Étude Vallier & Associés", FULL.today, "fr-FR")
    with zipfile.ZipFile(io.BytesIO(letter)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len(set(archive.namelist())) == len(archive.namelist())


def test_the_code_can_be_read_and_is_described(letter):
    document = docx.Document(io.BytesIO(letter))
    drawn = next(document.element.body.iter(qn("wp:docPr")))
    assert drawn.get("descr") == "FR76\xa03000\xa06000\xa00112\xa03456\xa07890\xa0189"
    picture = Image.open(io.BytesIO(next(part.blob for part in document.part.package.image_parts)))
    framed = Image.new("L", (picture.width + 40, picture.height + 40), 255)
    framed.paste(picture, (20, 20))
    assert zxingcpp.read_barcodes(framed)[0].text.split("\n")[6:8] == ["FR7630006000011234567890189", "EUR1769.12"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_not_there_leaves_no_trace(language):
    bare = {f"firm_{name}": "" for name in ("phone", "bic", "iban", "website", "city")}
    said = words_of(word_letter(Texts(), some_facts(2, earlier=(), language=language, **bare)))
    assert not re.search(r"None|IBAN|BIC|Recommandé|Registered|\{\{", said)


def test_a_consumer_is_told_of_no_fee_in_word_either():
    said = reads(word_letter(Texts(), some_facts(2, **a_consumer())))
    assert not re.search(r"40 €|pénalit|indemnité", said)


def test_money_received_is_a_row_above_the_total():
    document = docx.Document(io.BytesIO(word_letter(Texts(), some_facts(2, a_line(), in_hand=eur(200)))))
    rows = [[cell.text.replace("\u202f", " ") for cell in row.cells] for row in document.tables[1].rows]
    assert rows[2][0] == "Règlement reçu, à déduire" and rows[2][-1] == "−200,00 €"
    assert rows[3][0] == "Total à régler" and rows[3][-1] == "1 034,56 €"


@pytest.fixture
def own(tmp_path):
    """The firm's own folder with its copy of the template, to be changed."""
    target = tmp_path / "templates" / "docx" / "fr" / "letter.docx"
    target.parent.mkdir(parents=True)
    shutil.copyfile(shipped("templates", "docx", "fr", "letter.docx"), target)
    return tmp_path / "templates"


def changed(own, change):
    path = own / "docx" / "fr" / "letter.docx"
    document = docx.Document(path)
    change(document)
    document.save(path)
    return template_mistakes(own, a_firm(), SIGNATORY)


def test_the_firm_changes_it_in_word_and_it_is_checked(own):
    assert changed(own, lambda document: document.add_paragraph("Notre permanence est fermée le vendredi.")) == ()
    assert "permanence" in words_of(word_letter(Texts(own), some_facts(2)))
    assert "permanence" not in words_of(word_letter(Texts(own), some_facts(2, language="en")))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d.add_paragraph("{{totale}}"), "there is no field {{totale}}; perhaps {{total}}"),
        (lambda d: d.element.body.remove(d.tables[1]._tbl), "does not name the invoice F-2026-0052"),
        (lambda d: d.add_paragraph("Des pénalités sont dues."), "tells a consumer of penalties"),
        (lambda d: d.styles.element.remove(d.styles["Table Grid"].element), "Table Grid"),
        (lambda d: d.part.relate_to("https://x.example/a.png", "http://schemas/image", is_external=True), "x.example"),
    ],
)
def test_a_mistake_in_the_firms_document_is_told(own, change, told):
    assert told in " ".join(changed(own, change))


def test_what_is_no_word_document_is_told(own):
    (own / "docx" / "fr" / "letter.docx").write_bytes(b"PK no archive")
    assert "no Word document" in template_mistakes(own, a_firm(), SIGNATORY)[0]


def test_every_field_is_described_and_none_besides(own):
    described = shipped("templates", "README.md").read_text(encoding="utf-8")
    names = re.findall(r"`\{\{([a-z_.]+)\}\}`", described)
    for language in ("fr", "en"):
        used = docx.Document(shipped("templates", "docx", language, "letter.docx"))
        assert {name for one in used.element.iter(P) for name in written(one).fields} <= set(names)
    assert "there is no field" not in " ".join(
        changed(own, lambda document: [a_cell(document, f"{{{{{name}}}}}") for name in names])
    )


def a_cell(document, text):
    document.add_table(1, 1).cell(0, 0).text = text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_the_address_lies_in_the_window(letter, tmp_path):
    (tmp_path / "a.docx").write_bytes(letter)
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    assert misplaced((tmp_path / "a.pdf").read_bytes(), postal_address(a_client()).lines) == ""


def test_the_address_stands_in_a_frame_at_the_place_of_the_window():
    document = docx.Document(shipped("templates", "docx", "fr", "letter.docx"))
    frame = next(document.element.body.iter(qn("w:framePr")))
    left, top = (int(frame.get(qn(f"w:{name}"))) * 635 for name in ("x", "y"))
    assert abs(left - Mm(105)) < Mm(1) and abs(top - Mm(49)) < Mm(1)
