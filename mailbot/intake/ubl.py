"""UBL 2.1 Invoice and CreditNote: the terms of EN 16931 that are read."""

from __future__ import annotations

from typing import Any

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
NAMESPACES = {"cac": f"{_UBL}:CommonAggregateComponents-2", "cbc": f"{_UBL}:CommonBasicComponents-2"}
INVOICE = f"{{{_UBL}:Invoice-2}}Invoice"
CREDIT_NOTE = f"{{{_UBL}:CreditNote-2}}CreditNote"

_SELLER, _BUYER = "cac:AccountingSupplierParty/cac:Party", "cac:AccountingCustomerParty/cac:Party"
_SUMS, _ADDRESS, _CONTACT = "cac:LegalMonetaryTotal", f"{_BUYER}/cac:PostalAddress", f"{_BUYER}/cac:Contact"
_VAT = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID"

# The business terms of EN 16931 and where this syntax has them; the first path that finds text counts.
TERMS: dict[str, tuple[str, ...]] = {
    "BT-1": ("cbc:ID",),
    "BT-2": ("cbc:IssueDate",),
    "BT-3": ("cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode"),
    "BT-5": ("cbc:DocumentCurrencyCode",),
    "BT-9": ("cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate", "cac:PaymentTerms/cbc:PaymentDueDate"),
    "BT-10": ("cbc:BuyerReference",),
    "BT-11": ("cac:ProjectReference/cbc:ID",),
    "BT-12": ("cac:ContractDocumentReference/cbc:ID",),
    "BT-25": ("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID",),
    "BT-27": (f"{_SELLER}/cac:PartyLegalEntity/cbc:RegistrationName", f"{_SELLER}/cac:PartyName/cbc:Name"),
    "BT-30": (f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyID",),
    "BT-31": (f"{_SELLER}/{_VAT}",),
    "BT-44": (f"{_BUYER}/cac:PartyLegalEntity/cbc:RegistrationName", f"{_BUYER}/cac:PartyName/cbc:Name"),
    "BT-46": (f"{_BUYER}/cac:PartyIdentification/cbc:ID",),
    "BT-47": (f"{_BUYER}/cac:PartyLegalEntity/cbc:CompanyID",),
    "BT-48": (f"{_BUYER}/{_VAT}",),
    "BT-49": (f"{_BUYER}/cbc:EndpointID",),
    "BT-50": (f"{_ADDRESS}/cbc:StreetName",),
    "BT-51": (f"{_ADDRESS}/cbc:AdditionalStreetName",),
    "BT-52": (f"{_ADDRESS}/cbc:CityName",),
    "BT-53": (f"{_ADDRESS}/cbc:PostalZone",),
    "BT-55": (f"{_ADDRESS}/cac:Country/cbc:IdentificationCode",),
    "BT-56": (f"{_CONTACT}/cbc:Name",),
    "BT-57": (f"{_CONTACT}/cbc:Telephone",),
    "BT-58": (f"{_CONTACT}/cbc:ElectronicMail",),
    "BT-112": (f"{_SUMS}/cbc:TaxInclusiveAmount",),
    "BT-113": (f"{_SUMS}/cbc:PrepaidAmount",),
    "BT-115": (f"{_SUMS}/cbc:PayableAmount",),
}


def is_credit_note(root: Any) -> bool:
    """UBL has a document of its own for credit notes."""
    return bool(root.tag == CREDIT_NOTE)
