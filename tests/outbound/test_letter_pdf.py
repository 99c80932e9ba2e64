"""The letter on paper: in the envelope's window, on the pages it needs, in its own fonts, nothing from outside."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no types
from pypdf import PdfReader

from mailbot.config.shipped import shipped
from mailbot.core.errors import InputError
from mailbot.outbound.letter_pdf import LetterPress
from tests.outbound.samples import a_consumer, a_credit, a_line, some_facts

MM = 72 / 25.4
LONG = "Société d'exploitation des établissements Lemercier & Fils, Matériaux et Négoce de l'Ouest"
ADDRESSES = {
    "plain": {},
    "consumer abroad": {**a_consumer(), "country": "BE", "postcode": "1000", "city": "Bruxelles"},
    "as long as it gets": {
        "name": LONG,
        "contact": LONG,
        "address": "Bâtiment C, porte 4\nZone du Bois-Joly\n4 rue Longue",
        "country": "CH",
    },
    "in capitals": {"name": LONG.upper(), "contact": "M. JEAN-BAPTISTE DE LA ROCHEFOUCAULD-MONTMORENCY"},
}


def printed(texts, press, level=2, *lines, **changes) -> PdfReader:
    return PdfReader(io.BytesIO(press.pdf(texts.letter(some_facts(level, *lines, **changes)))))


def runs(page) -> Iterator[tuple[str, float, float, float]]:
    """Each run of text with its left edge, baseline (from the top) and size, in mm and points."""
    found = []

    def visit(text, cm, tm, _font, size):
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x / MM, (float(page.mediabox.height) - y) / MM, abs(size * tm[0] * cm[0])))

    page.extract_text(visitor_text=visit)
    yield from found


def width_mm(text: str, size: float) -> float:
    font = TTFont(shipped("templates", "fonts", "SourceSerif4-Regular.ttf"))
    glyphs, table = font.getBestCmap(), font["hmtx"]
    units = sum(table[glyphs.get(ord(letter), ".notdef")][0] for letter in text)
    return float(units / font["head"].unitsPerEm * size / MM)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_address_lies_in_the_window_of_a_dl_envelope_and_nothing_else_does(texts, press, address):
    """French norm: 45-80 mm from the top; a column of 105 mm from the left to 20 mm from the right edge."""
    page = printed(texts, press, 2, **ADDRESSES[address]).pages[0]
    inside = [(text, x, y, size) for text, x, y, size in runs(page) if x > 100 and 42 < y < 84]
    assert len(inside) >= 4
    for text, x, y, size in inside:
        for line in text.splitlines():
            assert x >= 104.9, text
            assert x + width_mm(line, size) <= 190.1, text
        assert y - size / MM >= 45, text
        assert y + 1 <= 80, text
    assert inside[0][0].startswith(ADDRESSES[address].get("name", "Dupont")[:7])


def test_the_page_is_a4_with_20_mm_margins(texts, press):
    page = printed(texts, press).pages[0]
    assert (round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM)) == (210, 297)
    assert min(x for _, x, _, _ in runs(page)) >= 19.9


@pytest.mark.parametrize("level", [2, 3])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_ordinary_letter_takes_one_page(texts, press, level, language):
    lines = (a_line(1), a_line(2, open="34.56"), a_line(3), a_credit())
    assert len(printed(texts, press, level, *lines, language=language, registered=level == 3).pages) == 1


def test_a_long_table_goes_on_with_its_head_repeated_and_pages_numbered(texts, press):
    reader = printed(texts, press, 3, *(a_line(n) for n in range(1, 61)))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) == 3
    for number, text in enumerate(pages, start=1):
        assert f"{number}/3" in text
    assert all("Reste dû" in text for text in pages[:2])
    assert [n for n in range(41, 101) if not any(f"F-2026-{n:04d}" in text for text in pages)] == []
    assert "Somme à régler" in pages[1] + pages[2]
    assert "Hélène Vallier" in pages[-1]


def embedded_fonts(page) -> Iterator[tuple[str, bool]]:
    """Name of each font, and whether its file is in the document."""
    for font in page["/Resources"]["/Font"].get_object().values():
        (inner,) = (one.get_object() for one in font.get_object()["/DescendantFonts"])
        descriptor = inner["/FontDescriptor"].get_object()
        yield str(inner["/BaseFont"]), any(key.startswith("/FontFile") for key in descriptor)


def test_fonts_are_ours_and_embedded(texts, press):
    fonts = list(embedded_fonts(printed(texts, press, 3, name="Łukasz Żółć Αθήνα").pages[0]))
    assert len(fonts) == 2
    assert all("Source-Serif" in name and embedded for name, embedded in fonts)


def test_the_fonts_licence_lies_beside_them():
    assert "SIL Open Font License" in shipped("templates", "fonts", "OFL.txt").read_text(encoding="utf-8")


def test_the_legal_line_is_small_and_on_every_page(texts, press):
    reader = printed(texts, press, 2, *(a_line(n) for n in range(1, 41)))
    for page in reader.pages:
        legal = [(y, size) for text, _, y, size in runs(page) if "SIREN 812345678" in text]
        assert len(legal) == 1
        assert legal[0][0] > 277
        assert legal[0][1] == pytest.approx(7.5, abs=0.05)


def test_amount_and_account_stand_with_the_qr_code(texts, press):
    text = " ".join(printed(texts, press).pages[0].extract_text().split())
    for words in ("FR76 3000 6000 0112 3456 7890 189", "AGRIFRPP", "RF96 F202 6004 1", "À scanner avec"):
        assert words in text
    assert "data:image/png" in texts.letter(some_facts(2))
    assert "data:image/png" not in texts.letter(some_facts(2, firm_iban=""))


def test_the_subject_is_the_documents_title(texts, press):
    metadata = printed(texts, press, 3).metadata
    assert metadata is not None
    assert str(metadata["/Title"]) == "MISE EN DEMEURE\xa0: facture F-2026-0041"


def test_the_same_letter_gives_the_same_bytes(texts, press):
    html = texts.letter(some_facts(2))
    assert press.pdf(html) == press.pdf(html) == LetterPress().pdf(html)


def test_a_logo_takes_the_place_of_the_name(texts, tmp_path):
    logo = tmp_path / "logo.svg"
    logo.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="red"/></svg>'
    )
    pdf = LetterPress(logo=logo).pdf(texts.letter(some_facts(2, firm_logo=str(logo))))
    head = [text for text, _, y, size in runs(PdfReader(io.BytesIO(pdf)).pages[0]) if y < 40 and size > 12]
    assert head == []


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/p.png",
        "https://x.example/p.png",
        "file:///etc/passwd",
        "ftp://x.example/a",
        "../../mailbot/clock.py",
        "logo:firm",
    ],
)
@pytest.mark.parametrize(
    "html", ['<img src="{}">', '<link rel="stylesheet" href="{}">', '<p style="background: url({})">x</p>']
)
def test_nothing_outside_the_templates_is_read_and_such_a_letter_is_not_printed(press, address, html):
    with pytest.raises(InputError):
        press.pdf(html.format(address))


def test_the_firms_own_style_sheet_wins(texts, tmp_path):
    own = tmp_path / "letter" / "letter.css"
    own.parent.mkdir()
    own.write_text("@page { size: A5 }")
    page = PdfReader(io.BytesIO(LetterPress(tmp_path).pdf(texts.letter(some_facts(2))))).pages[0]
    assert round(float(page.mediabox.width) / MM) == 148


def test_a_style_sheet_that_was_taken_to_be_changed_still_finds_the_fonts(texts, tmp_path):
    own = tmp_path / "letter" / "letter.css"
    own.parent.mkdir()
    own.write_text(shipped("templates", "letter", "letter.css").read_text(encoding="utf-8"), encoding="utf-8")
    assert LetterPress(tmp_path).pdf(texts.letter(some_facts(2))).startswith(b"%PDF")


def test_no_picture_of_the_letter_comes_from_the_network(texts):
    assert not re.search(r'(?:src|href)="(?!logo:firm|data:image/png;)', texts.letter(some_facts(3)))
    assert not re.search(r"https?:(?!//www\.w3\.org/2000/svg)", texts.letter(some_facts(3)))


def test_a_missing_logo_file_is_named(texts, tmp_path):
    press = LetterPress(logo=Path(tmp_path / "gone.png"))
    with pytest.raises(InputError, match="gone.png"):
        press.pdf(texts.letter(some_facts(2, firm_logo="gone.png")))


@pytest.mark.parametrize("level", [2, 3])
def test_a_page_without_lists_and_footnotes_is_drawn_the_same_by_fewer_rules(texts, press, level):
    """The mere word in a comment makes the press take every rule that WeasyPrint has."""
    html = texts.letter(some_facts(level, a_line(), a_credit()))
    assert press.pdf(html) == press.pdf(html.replace("</body>", "<!-- footnote --></body>"))


def test_a_list_keeps_its_bullets(press):
    text = PdfReader(io.BytesIO(press.pdf("<html lang=fr><ul><li>un</li></ul>"))).pages[0].extract_text()
    assert "•" in text


def test_memory_does_not_grow_with_the_letters(texts, press):
    """A letter's own picture is forgotten once it is drawn."""
    for number in range(3):
        press.pdf(texts.letter(some_facts(2, a_line(total=f"{100 + number}"))))
    assert not [name for name in vars(press)["_pictures"] if name.startswith("data:")]


def test_a_table_that_goes_over_the_page_carries_its_sum(texts, press):
    """`À reporter` below the rows of the first page is what they sum to, and `Report` above those of the next."""
    lines = [a_line(rank, total=f"{rank}.00") for rank in range(1, 41)]
    first, second = (" ".join(page.extract_text().split()) for page in printed(texts, press, 3, *lines).pages)
    rows = [line for line in lines if line.number in first.replace("(F-2026-0041", "(")]
    carried = f"{sum(line.open.amount for line in rows):.2f}".replace(".", ",")
    assert 10 < len(rows) < 40
    assert f"À reporter : {carried}" in first and f"Report : {carried}" in second
    assert "Report" not in first.replace("À reporter", "") and "À reporter" not in second


def test_a_letter_of_one_page_carries_nothing(texts, press):
    assert "eport" not in printed(texts, press, 2).pages[0].extract_text()


def test_the_letter_is_tagged_named_and_in_its_language_with_its_fonts_inside(texts, press):
    """PDF/A-3, level A: a screen reader finds headings, tables and their heads, and every glyph is in the file."""
    reader = printed(texts, press, 3)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"] and root["/Lang"] == "fr"
    metadata = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>3<|pdfaid:part=.3.", metadata) and re.search(r"conformance(>|=.)A", metadata)
    assert reader.metadata is not None and reader.metadata.title.startswith("MISE EN DEMEURE")
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert len(inner) == 2 and all("/FontFile2" in one for one in inner)
