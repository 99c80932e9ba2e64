"""An electronic invoice of the firm's own: Factur-X PDF, UBL or CII. Client, contact, invoice, and the PDF itself."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.config.schema import Firm
from mailbot.core.errors import InputError
from mailbot.intake import values
from mailbot.intake.einvoice import EInvoice, Party, read_einvoice
from mailbot.intake.facturx import embedded_invoice
from mailbot.intake.rows import ClientLine, InvoiceLine
from mailbot.intake.source import MAX_BYTES, Format
from mailbot.store.debts import many_clients
from mailbot.tasks.desk.office import Office
from mailbot.tasks.importing.import_clients import take_clients
from mailbot.tasks.importing.import_invoices import Desk, take_invoices
from mailbot.tasks.importing.import_owners import free_code
from mailbot.tasks.importing.import_pdfs import Files
from mailbot.tasks.importing.import_report import Ask, ImportReport, Prepared

_FRENCH_SPEAKING = frozenset({"", "FR", "BE", "CH", "LU", "MC", "GP", "MQ", "GF", "RE", "YT"})


def prepare_einvoice(ask: Ask, form: Format) -> Prepared:
    """Read the invoice, and keep its PDF. Raises InputError in one sentence when it is none, or not the firm's own."""
    content = ask.source.stream.read()
    name = ask.source.name
    invoice = read_einvoice(embedded_invoice(content, name) if form is Format.PDF else content, name)
    notes = check_seller(ask.office.settings.firm, invoice, name)
    pdf = content if form is Format.PDF else _beside(ask)
    files: Files = {}
    if pdf:
        sha = ask.office.blobs.put(pdf) if ask.keep else hashlib.sha256(pdf).hexdigest()
        files["pdf"] = (sha, ask.path.with_suffix(".pdf").name)

    def take(session: Session, report: ImportReport) -> None:
        take_einvoice(session, ask.office, invoice, files, ask.now, report)

    return Prepared(kind="invoice", take=take, notes=notes)


def _beside(ask: Ask) -> bytes:
    """The PDF of the same name beside an XML file."""
    path = ask.path.with_suffix(".pdf")
    if not path.is_file() or path.stat().st_size > MAX_BYTES[Format.PDF]:
        return b""
    content = path.read_bytes()
    return content if b"%PDF-" in content[:1024] else b""


def check_seller(firm: Firm, invoice: EInvoice, name: str) -> list[str]:
    """Notes about whose invoice it is. Raises InputError when another firm has written it, or it was written to us."""
    siren, vat_number = values.bare(firm.siren)[:9], values.bare(firm.vat_number).upper()
    seller, buyer = invoice.seller, invoice.buyer
    writer = seller.name or "another firm"
    said = f"{name}: this invoice was written by {writer}, not by {firm.name}; it is not owed to you."
    if _same(siren, buyer.siren) or _same(vat_number, buyer.vat_number):
        raise InputError(said)
    pairs = [(siren, seller.siren), (vat_number, values.bare(seller.vat_number).upper())]
    known = [ours == theirs for ours, theirs in pairs if ours and theirs]
    if known and not any(known):
        raise InputError(said)
    if not known and seller.name.casefold() != firm.name.casefold():
        return [f"written by {writer}; write firm.siren, so that invoices of other firms are refused"]
    return []


def _same(ours: str, theirs: str) -> bool:
    return bool(ours) and ours == theirs


def take_einvoice(
    session: Session, office: Office, invoice: EInvoice, files: Files, now: datetime, report: ImportReport
) -> None:
    """Make the client when nobody has its SIREN, VAT number or address, fill what was empty, and take the invoice."""
    client = _client(session, invoice, report)
    apart = ImportReport(file=report.file)
    take_clients(session, office, [client], now, apart)
    report.changes.extend(apart.changes)
    own_address = str(client.values.get("email", ""))
    line = InvoiceLine(
        line=1,
        number=invoice.number,
        client=client.code,
        kind=invoice.kind,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        total=invoice.total,
        currency=invoice.currency,
        open_amount=invoice.open_amount if invoice.open_amount != invoice.total else None,
        matter=invoice.matter,
        applies_to=invoice.applies_to if invoice.kind == "credit_note" else "",
        file="pdf",
        contact=invoice.contact_email if invoice.contact_email != own_address else "",
        why="réglé d'avance selon la facture",
    )
    take_invoices(Desk(session=session, office=office, now=now, report=report, files=files), [line])


def _client(session: Session, invoice: EInvoice, report: ImportReport) -> ClientLine:
    buyer = invoice.buyer
    email = buyer.email or invoice.contact_email
    known = many_clients.by_identity(session, siren=buyer.siren, vat_number=buyer.vat_number, email=email)
    told = _told(invoice, email)
    if known is not None:
        return ClientLine(line=1, code=known.code, values=told, only_new=True)
    code = free_code(session, buyer.identifier or buyer.siren or buyer.vat_number or buyer.name, buyer.name)
    if not buyer.siren and not buyer.vat_number and many_clients.keys(session, [code]) == {}:
        report.notes.append(
            f"client {code} has no SIREN and no VAT number: taken for a consumer; mend it if it is none"
        )
    return ClientLine(line=1, code=code, values=told, only_new=True)


def _told(invoice: EInvoice, email: str) -> dict[str, object]:
    buyer: Party = invoice.buyer
    return {
        "name": buyer.name,
        "kind": "professional" if buyer.siren or buyer.vat_number else "consumer",
        "email": email,
        "contact": invoice.contact_name,
        "phone": invoice.contact_phone,
        "address": buyer.address,
        "postcode": buyer.postcode,
        "city": buyer.city,
        "country": buyer.country or "FR",
        "siren": buyer.siren,
        "vat_number": buyer.vat_number,
        "language": "fr" if buyer.country in _FRENCH_SPEAKING else "en",
    }
