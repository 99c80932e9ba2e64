"""One page of PDF (ISO 32000-1) per invoice, written by hand: two standard fonts, text only, a third of a millisecond.

The standard fonts need no embedding; WinAnsiEncoding has every letter of French and English.
"""

from __future__ import annotations

from collections.abc import Sequence

from mailbot.demo.bills import Bill
from mailbot.demo.firm import BANKS, NAME

_LEFT, _RIGHT, _TOP = 64, 531, 770
_TITLES = {"invoice": "Facture", "credit_note": "Avoir", "quote": "Devis"}


def invoice_pdf(bill: Bill) -> bytes:
    """The invoice as a PDF file; the same bill gives the same bytes."""
    return _document(_Page(bill).content())


class _Page:
    def __init__(self, bill: Bill) -> None:
        self._bill = bill
        self._parts: list[str] = []

    def content(self) -> str:
        """The page's drawing orders."""
        bill, client = self._bill, self._bill.client
        self._line("F2", 17, _LEFT, _TOP, NAME)
        self._block(
            _TOP - 18,
            ("SELARL d'avocats au Barreau de Nantes", "8 quai de la Fosse, 44000 Nantes", "cabinet imaginaire"),
        )
        for index, text in enumerate((client.name, client.address, f"{client.postcode} {client.city}")):
            self._line("F1", 11, 330, _TOP - 90 - 15 * index, text)
        self._line("F2", 14, _LEFT, _TOP - 180, f"{self._title()} {bill.number}")
        dates = f"Nantes, le {bill.issued_on:%d/%m/%Y}"
        self._block(_TOP - 200, (dates, self._terms(), f"Référence à rappeler : {bill.number}"))
        self._table(_TOP - 290)
        bank = BANKS[0]
        spaced = " ".join(bank.iban[i : i + 4] for i in range(0, len(bank.iban), 4))
        self._block(_TOP - 430, (f"Règlement par virement : {bank.name}", f"IBAN {spaced}", f"BIC {bank.bic}"))
        self._block(
            90,
            ("Pénalités de retard : trois fois le taux d'intérêt légal. Document de démonstration, sans valeur.",),
            8,
        )
        return "\n".join(self._parts)

    def _title(self) -> str:
        return _TITLES[self._bill.kind]

    def _terms(self) -> str:
        """The line below the date: what the document counts from or for."""
        bill = self._bill
        if bill.kind == "quote":
            return f"Valable jusqu'au {bill.due_on:%d/%m/%Y}"
        if bill.kind == "credit_note":
            return f"Sur la facture {bill.applies_to}" if bill.applies_to else "À valoir sur vos factures"
        return f"Échéance : {bill.due_on:%d/%m/%Y}"

    def _table(self, top: int) -> None:
        total = self._bill.total.amount
        net = (total / 6 * 5).quantize(total)
        rows = (
            (f"Honoraires : {self._bill.matter}", net), ("TVA 20 %", total - net), ("Total à régler", total),
        )  # fmt: skip
        self._parts.append(f"0.6 w {_LEFT} {top + 18} m {_RIGHT} {top + 18} l S")
        for index, (text, amount) in enumerate(rows):
            y = top - 22 * index
            font = "F2" if index == 2 else "F1"
            written = f"{amount:,.2f} €".replace(",", " ").replace(".", ",")
            self._line(font, 11, _LEFT, y, text)
            # Digits and the euro sign are 0.556 em wide in both fonts, the space and the comma half of that.
            width = 11 * sum(0.278 if c in " ," else 0.333 if c == "-" else 0.556 for c in written)
            self._line(font, 11, round(_RIGHT - width), y, written)
        self._parts.append(f"{_LEFT} {top - 60} m {_RIGHT} {top - 60} l S")

    def _block(self, top: int, lines: Sequence[str], size: int = 10) -> None:
        for index, text in enumerate(lines):
            self._line("F1", size, _LEFT, top - round(1.4 * size) * index, text)

    def _line(self, font: str, size: int, x: int, y: int, text: str) -> None:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self._parts.append(f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET")


def _document(content: str) -> bytes:
    stream = content.encode("cp1252", "replace")
    fonts = "/Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 7 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        f"<< {fonts} /Helvetica >>".encode(),
        f"<< {fonts} /Helvetica-Bold >>".encode(),
        b"<< /Font << /F1 5 0 R /F2 6 0 R >> >>",
    )
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
