"""A document as blocks: what the marks of its text mean, and that Word and PDF print the same."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from mailbot.core.errors import InputError
from mailbot.outbound.docx_paper import docx_bytes
from mailbot.outbound.letter_pdf import PAPER_SHEET
from mailbot.outbound.paper import blocks, runs
from tests.outbound.samples import a_firm

NOW = datetime(2026, 12, 14, 9, tzinfo=UTC)
SAMPLE = """# Titre

> À l'attention de ¶ la cour
> rue Haute

## Parties

|: Nom | Dupont
|: Rue | [rue à compléter]

Un paragraphe
sur deux lignes, **gras**.

Un autre.

- un
- deux

|= Facture {40} | Montant {30} >
| F-1 ¶ pièce n° 1 | 12,00
|+ Remise | -2,00
|! Total | 10,00

~ Petite note `abcdef`.

===

@ Fait à Nantes
@ Hélène Vallier
"""


def said(block):
    return ["".join(run.text for run in line) for line in block.lines]


def test_the_marks_make_the_blocks_in_their_order():
    made = blocks(SAMPLE)
    assert [one.kind for one in made] == [
        "title", "address", "heading", "pairs", "text", "text", "list", "table", "note", "page", "signature",
    ]  # fmt: skip
    assert said(made[1]) == ["À l'attention de", "la cour", "rue Haute"]
    assert said(made[4]) == ["Un paragraphe sur deux lignes, gras."]
    assert said(made[6]) == ["un", "deux"]
    assert said(made[10]) == ["Fait à Nantes", "Hélène Vallier"]


def test_a_table_knows_its_columns_and_its_sums():
    table = next(one for one in blocks(SAMPLE) if one.kind == "table")
    assert [("".join(run.text for run in one.head), one.width, one.right) for one in table.columns] == [
        ("Facture", 40, False), ("Montant", 30, True),
    ]  # fmt: skip
    assert [row.kind for row in table.rows] == ["row", "sum", "total"]
    assert [len(cell) for cell in table.rows[0].cells] == [2, 1]


def test_rows_that_a_loop_has_parted_by_blank_lines_stay_one_table():
    (table,) = blocks("|= A | B\n\n| 1 | 2\n\n\n| 3 | 4\n")
    assert len(table.rows) == 2
    assert [one.kind for one in blocks("|= A\n| 1\n|= B\n| 2")] == ["table", "table"]


def test_a_short_row_is_filled_up():
    (table,) = blocks("|= A | B | C\n|! Total | | 3")
    assert [len(row.cells) for row in table.rows] == [3]


@pytest.mark.parametrize(
    ("text", "said_"), [("|= A\n| 1 | 2", "2 cells"), ("| 1", "without its head"), ("Texte\n|! 1", "without its head")]
)
def test_a_row_that_fits_no_table_is_refused(text, said_):
    with pytest.raises(InputError, match=said_):
        blocks(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a **b** c", ["", "bold", ""]),
        ("[rue à compléter].", ["blank", ""]),
        ("[street to be completed]", ["blank"]),
        ("[1] et [x]", [""]),
        ("`0a1b`", ["code"]),
        ("2 * 3 ** 4", [""]),
        ("", []),
    ],
)
def test_inside_a_line_words_are_bold_blank_or_code(text, kinds):
    found = [next((kind for kind in ("bold", "blank", "code") if getattr(run, kind)), "") for run in runs(text)]
    assert found == kinds


@given(st.text(alphabet="ab|¶#>-~@=+!: \n*`[]{}é0", max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        made = blocks(text)
    except InputError:
        return
    docx.Document(io.BytesIO(docx_bytes(made, title="t", author="a", language="fr", now=NOW)))


def a_docx(text=SAMPLE, **changes):
    given_ = {"title": "Titre", "author": "Étude Vallier", "language": "fr", "now": NOW, **changes}
    return docx_bytes(blocks(text), **given_)


def test_word_gets_titles_tables_and_a_numbered_foot():
    document = docx.Document(io.BytesIO(a_docx()))
    assert [p.style.name for p in document.paragraphs if p.text in ("Titre", "Parties", "un")] == [
        "Title", "Heading 1", "List Bullet",
    ]  # fmt: skip
    pairs, table = document.tables
    assert [cell.text for cell in pairs.rows[1].cells] == ["Rue", "[rue à compléter]"]
    assert [cell.text for cell in table.rows[0].cells] == ["Facture", "Montant"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table.rows[3].cells[0].paragraphs[0].runs[0].bold
    foot = document.sections[0].footer.paragraphs[0]
    assert [one.text for one in foot._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_every_part_of_the_word_file_is_whole_xml_with_unique_names():
    with zipfile.ZipFile(io.BytesIO(a_docx())) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        names = set(archive.namelist())
        rels = archive.read("word/_rels/document.xml.rels").decode()
        targets = {f"word/{name}" for name in re.findall(r'Target="([^"/][^"]*)"', rels) if not name.startswith("..")}
    assert targets <= names


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_word_file(tmp_path):
    (tmp_path / "a.docx").write_bytes(a_docx())
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    assert "Petite note" in "".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)


def test_the_same_blocks_at_the_same_instant_give_the_same_file():
    assert a_docx() == a_docx()
    assert a_docx(now=NOW.replace(year=2027)) != a_docx()


def test_signs_that_xml_cannot_hold_are_replaced():
    document = docx.Document(io.BytesIO(a_docx("Un \x07bruit\x00", title="T\x01")))
    assert document.paragraphs[0].text == "Un \ufffdbruit\ufffd"


def test_pdf_and_word_say_the_same(texts, press, tmp_path):
    class Facts:
        firm = a_firm()

    own = tmp_path / "request" / "x.txt"
    own.parent.mkdir()
    own.write_text(SAMPLE, encoding="utf-8")
    paper = type(texts)(tmp_path).paper("request/x.txt", "fr", {"f": Facts()})
    pdf = press.pdf(paper.html, PAPER_SHEET)
    assert pdf == press.pdf(paper.html, PAPER_SHEET)
    reader = PdfReader(io.BytesIO(pdf))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert (paper.title, len(reader.pages)) == ("Titre", 2)
    document = docx.Document(io.BytesIO(docx_bytes(paper.blocks, title="t", author="a", language="fr", now=NOW)))
    for paragraph in document.paragraphs:
        assert " ".join(paragraph.text.split()) in words.replace("\u202f", " ") or not paragraph.text.strip()
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    assert all("Source" in str(font["/BaseFont"]) for font in fonts)
