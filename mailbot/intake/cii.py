"""CII (UN/CEFACT Cross Industry Invoice D16B/D22B), the syntax inside Factur-X: the terms of EN 16931 that are read."""

from __future__ import annotations

from typing import Any

NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
ROOT = f"{{{NAMESPACES['rsm']}}}CrossIndustryInvoice"

_DOCUMENT = "rsm:ExchangedDocument"
_TRADE = "rsm:SupplyChainTradeTransaction"
_AGREED = f"{_TRADE}/ram:ApplicableHeaderTradeAgreement"
_SETTLED = f"{_TRADE}/ram:ApplicableHeaderTradeSettlement"
_SUMS = f"{_SETTLED}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_SELLER, _BUYER = f"{_AGREED}/ram:SellerTradeParty", f"{_AGREED}/ram:BuyerTradeParty"
_CONTACT, _ADDRESS = f"{_BUYER}/ram:DefinedTradeContact", f"{_BUYER}/ram:PostalTradeAddress"

# The business terms of EN 16931 and where this syntax has them; the first path that finds text counts.
TERMS: dict[str, tuple[str, ...]] = {
    "BT-1": (f"{_DOCUMENT}/ram:ID",),
    "BT-2": (f"{_DOCUMENT}/ram:IssueDateTime/udt:DateTimeString",),
    "BT-3": (f"{_DOCUMENT}/ram:TypeCode",),
    "BT-5": (f"{_SETTLED}/ram:InvoiceCurrencyCode",),
    "BT-9": (f"{_SETTLED}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString",),
    "BT-10": (f"{_AGREED}/ram:BuyerReference",),
    "BT-11": (f"{_AGREED}/ram:SpecifiedProcuringProject/ram:ID",),
    "BT-12": (f"{_AGREED}/ram:ContractReferencedDocument/ram:IssuerAssignedID",),
    "BT-25": (f"{_SETTLED}/ram:InvoiceReferencedDocument/ram:IssuerAssignedID",),
    "BT-27": (f"{_SELLER}/ram:Name",),
    "BT-30": (f"{_SELLER}/ram:SpecifiedLegalOrganization/ram:ID",),
    "BT-31": (f"{_SELLER}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']",),
    "BT-44": (f"{_BUYER}/ram:Name",),
    "BT-46": (f"{_BUYER}/ram:ID", f"{_BUYER}/ram:GlobalID"),
    "BT-47": (f"{_BUYER}/ram:SpecifiedLegalOrganization/ram:ID",),
    "BT-48": (f"{_BUYER}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']",),
    "BT-49": (f"{_BUYER}/ram:URIUniversalCommunication/ram:URIID",),
    "BT-50": (f"{_ADDRESS}/ram:LineOne",),
    "BT-51": (f"{_ADDRESS}/ram:LineTwo",),
    "BT-52": (f"{_ADDRESS}/ram:CityName",),
    "BT-53": (f"{_ADDRESS}/ram:PostcodeCode",),
    "BT-55": (f"{_ADDRESS}/ram:CountryID",),
    "BT-56": (f"{_CONTACT}/ram:PersonName", f"{_CONTACT}/ram:DepartmentName"),
    "BT-57": (f"{_CONTACT}/ram:TelephoneUniversalCommunication/ram:CompleteNumber",),
    "BT-58": (f"{_CONTACT}/ram:EmailURIUniversalCommunication/ram:URIID",),
    "BT-112": (f"{_SUMS}/ram:GrandTotalAmount",),
    "BT-113": (f"{_SUMS}/ram:TotalPrepaidAmount",),
    "BT-115": (f"{_SUMS}/ram:DuePayableAmount",),
}


def is_credit_note(root: Any) -> bool:
    """CII says it by the type code (BT-3) alone."""
    return False
