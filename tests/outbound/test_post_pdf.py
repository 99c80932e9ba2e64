"""The PDF for the printer: only letters that fit their envelope, each on its own sheets; a printer that says no."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from mailbot.core.client import Client
from mailbot.core.errors import UserError
from mailbot.outbound.post_pdf import joined, misplaced
from mailbot.outbound.postal_address import postal_address
from mailbot.outbound.printer import print_file
from tests.outbound.samples import a_client, a_line, some_facts

LONG = "Société d'exploitation des établissements Lemercier & Fils, Matériaux et Négoce de l'Ouest"
CLIENTS = {
    "plain": {},
    "abroad": {"country": "BE", "postcode": "1000", "city": "Bruxelles"},
    "long": {"name": LONG, "contact": LONG, "address": "Bâtiment C, porte 4\nZone du Bois-Joly\n4 rue Longue"},
    "accents and signs": {"name": "L'Œuvre & Cie, S.à r.l.", "city": "L'Haÿ-les-Roses"},
}


def address(client: Client) -> tuple[str, ...]:
    return postal_address(client).lines


@pytest.mark.parametrize("who", CLIENTS)
@pytest.mark.parametrize("level", [2, 3])
def test_the_letters_that_the_press_makes_fit_the_window(texts, press, who, level):
    letter = press.pdf(texts.letter(some_facts(level, **CLIENTS[who])))
    assert misplaced(letter, address(a_client(**CLIENTS[who]))) == ""


def test_an_address_that_lies_elsewhere_is_named(texts, press):
    letter = press.pdf("<html lang=fr><p style='padding-top:120mm'>Dupont Bâtiment SARL</p></html>")
    assert "'Dupont Bâtiment SARL' does not lie in the envelope's window" in misplaced(letter, address(a_client()))


def test_what_would_show_beside_the_address_is_named(texts, press):
    page = texts.letter(some_facts(2)).replace('<div class="text">', '<div class="text" style="padding-top:20mm">')
    assert "beside the address" in misplaced(press.pdf(page), address(a_client()))


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7\nnothing"])
def test_what_is_no_letter_is_not_printed(broken):
    assert "cannot be read" in misplaced(broken, ("Dupont",))


def test_each_letter_begins_on_a_new_sheet(press):
    one, two = press.pdf("<p>un"), press.pdf("<p style='break-after:page'>deux<p>suite")
    both = PdfReader(io.BytesIO(joined([[one], [two], [one, two]], duplex=True)))
    words = [page.extract_text().partition("\n")[0].strip() for page in both.pages]
    assert words == ["un", "", "deux", "suite", "un", "deux", "suite", ""]
    assert len(PdfReader(io.BytesIO(joined([[one], [two]], duplex=False))).pages) == 3
    assert joined([[one], [two]], duplex=True) == joined([[one], [two]], duplex=True)


def a_program(folder: Path, does: str) -> str:
    path = folder / "lp"
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o755)
    return str(path)


def test_the_printer_gets_the_file_as_a_person_would_send_it(tmp_path):
    program = a_program(tmp_path, f'printf "%s\\n" "$@" > {tmp_path}/asked; echo "request id is etude-7"')
    assert print_file(tmp_path / "letters-1.pdf", "etude", program, duplex=True) == "request id is etude-7"
    assert (tmp_path / "asked").read_text().split() == [
        "-d", "etude", "-o", "sides=two-sided-long-edge", "-o", "media=A4", "--", f"{tmp_path}/letters-1.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("does", "told"), [("echo no such queue >&2; exit 1", "no such queue"), (None, "No such file")]
)
def test_a_printer_that_takes_nothing_is_told_with_the_file(tmp_path, does, told):
    program = a_program(tmp_path, does) if does else str(tmp_path / "none")
    with pytest.raises(UserError, match=told) as refused:
        print_file(tmp_path / "letters-1.pdf", "etude", program, duplex=False)
    assert "letters-1.pdf" in str(refused.value)


def test_a_long_table_is_read_back_whole(texts, press):
    """Forty rows over several pages: every number and the sum are on paper."""
    lines = [a_line(rank, total="100.00") for rank in range(1, 41)]
    pages = PdfReader(io.BytesIO(press.pdf(texts.letter(some_facts(3, *lines))))).pages
    words = " ".join(page.extract_text() for page in pages)
    assert len(pages) >= 2 and all(line.number in words for line in lines)
    assert "4\u202f000,00\u202f€" in words
