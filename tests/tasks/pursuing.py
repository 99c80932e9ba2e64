"""A firm whose client has had the formal notice and let its deadline pass: what follows can be tried on it."""

from __future__ import annotations

import atexit
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp

import docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from mailbot.store.tables import InvoiceRow
from mailbot.tasks.deciding.remind_by_hand import remind
from mailbot.tasks.deciding.weigh_by_hand import RemindOrder
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.pursuit.pursue import PursueOrder, prospect
from tests.firm import CONFIG, PARTNER, Firm

BY = Decider(email=PARTNER, via="shell")
ADDRESS = "address: 12 rue des Carmes, postcode: '44000', city: Nantes, siren: '812345678', bar: Nantes"
COPY = b"%PDF-1.7 the invoice as it was sent\n"
DEBTOR = {
    "name": "Dupont Bâtiment SARL", "address": "4 rue des Compagnons", "postcode": "44800", "city": "Saint-Herblain",
    "siren": "732829320",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pursued:
    """The firm on 14 December 2026: its formal notice of 16 November has had no answer."""

    firm: Firm

    @property
    def ways(self):
        """The ways by name, as the books stand."""
        with self.firm.office.books.read() as session:
            found = prospect(session, self.firm.office, self.firm.client().id, self.firm.now)
        return {one.way.value: one for one in found.ways}

    def order(self, way, why="essai"):
        """What a person wants for the client."""
        return PursueOrder(client_id=self.firm.client().id, way=way, why=why)


def pursued(folder: Path, profession: str = "company", kind: str = "professional") -> Pursued:
    """Of 1,200.00 EUR on F-2026-0042, with its copy; a client of that kind of a firm of that profession."""
    copytree(_once(profession, kind), folder)
    return Pursued(Firm(folder, _config(profession)).at("2026-12-14T10:00"))


def pursued_on(folder: Path, url: str) -> Pursued:
    """The same in books at that URL."""
    return _made(folder, "company", "professional", url)


@cache
def _once(profession: str, kind: str) -> Path:
    """The firm in a folder, made once in a run and copied by each test."""
    top = Path(mkdtemp(prefix="pursued-"))
    atexit.register(rmtree, top, ignore_errors=True)
    made = _made(top / "firm", profession, kind)
    made.firm.office.books.close()
    return made.firm.folder


def _config(profession: str) -> str:
    return CONFIG.replace("profession: lawyer", f"profession: {profession}, {ADDRESS}")


def _made(folder: Path, profession: str, kind: str, url: str = "") -> Pursued:
    firm = Firm(folder, _config(profession), url).at("2026-11-12T09:00")
    firm.has_client(**{**DEBTOR, "kind": kind})
    firm.has_invoice()
    copy = firm.office.blobs.put(COPY)
    with firm.office.books.write() as session:
        row = session.get_one(InvoiceRow, firm.invoice().id)
        row.file_sha, row.file_name, row.vat_minor = copy, "F-2026-0042.pdf", 20000
    gives_notice(firm)
    return Pursued(firm.at("2026-12-14T10:00"))


def gives_notice(firm: Firm, number: str = "F-2026-0042", at: str = "2026-11-16T10:00") -> None:
    """A partner sends the formal notice; it leaves at once."""
    firm.at(at)
    remind(firm.office, RemindOrder(numbers=(number,), level=3, why="essai"), BY, firm.now)
    firm.tick()


def text_of_pdf(content: bytes) -> str:
    """The text of a PDF, its spaces as plain ones."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u202f", " ").replace("\xa0", " ").split())


def text_of_docx(content: bytes) -> str:
    """The text of a Word document, paragraphs and tables in the order in which they stand."""
    document = docx.Document(io.BytesIO(content))
    paragraphs = document.element.body.iter(qn("w:p"))
    parts = ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in paragraphs]
    return " ".join(" ".join(parts).replace("\u202f", " ").replace("\xa0", " ").split())
