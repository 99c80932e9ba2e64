"""Electronic invoices made in memory, in both syntaxes, and as a Factur-X PDF."""

from __future__ import annotations

import io

from pypdf import PdfWriter

BUYER = {
    "name": "Dupont Bâtiment SARL", "id": "C1", "siret": "55210055400013", "vat": "FR40552100554",
    "email": "compta@dupont.example", "line": "3 rue de la Paix", "postcode": "69002", "city": "Lyon", "country": "FR",
}  # fmt: skip
SELLER = {"name": "Étude Vallier", "siren": "123456782", "vat": "FR12123456782"}
TERMS = {
    "number": "F-2026-0042", "type": "380", "issued": "20261001", "due": "20261031", "currency": "EUR",
    "total": "1200.00", "paid": "200.00", "payable": "1000.00", "preceding": "", "project": "D-12",
}  # fmt: skip
CONTACT = {"name": "Claire Durand", "phone": "+33 4 72 00 00 00", "email": "claire@dupont.example"}


def cii(seller: dict[str, str] | None = None, buyer: dict[str, str] | None = None, **terms: str) -> bytes:
    """A CII invoice; terms that are empty are left out."""
    t, s, b, c = TERMS | terms, SELLER | (seller or {}), BUYER | (buyer or {}), CONTACT
    due = (
        f"""<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">{t["due"]}
        </udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>"""
        if t["due"]
        else ""
    )
    preceding = (
        f"""<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>{t["preceding"]}</ram:IssuerAssignedID>
        </ram:InvoiceReferencedDocument>"""
        if t["preceding"]
        else ""
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
  xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
  xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:ExchangedDocument><ram:ID>{t["number"]}</ram:ID><ram:TypeCode>{t["type"]}</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">{t["issued"]}</udt:DateTimeString></ram:IssueDateTime>
 </rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>
  <ram:ApplicableHeaderTradeAgreement>
   <ram:SellerTradeParty><ram:Name>{s["name"]}</ram:Name>
    <ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">{s["siren"]}</ram:ID></ram:SpecifiedLegalOrganization>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{s["vat"]}</ram:ID></ram:SpecifiedTaxRegistration>
   </ram:SellerTradeParty>
   <ram:BuyerTradeParty><ram:ID>{b["id"]}</ram:ID><ram:Name>{b["name"]}</ram:Name>
    <ram:SpecifiedLegalOrganization><ram:ID schemeID="0009">{b["siret"]}</ram:ID></ram:SpecifiedLegalOrganization>
    <ram:DefinedTradeContact><ram:PersonName>{c["name"]}</ram:PersonName>
     <ram:TelephoneUniversalCommunication><ram:CompleteNumber>{c["phone"]}</ram:CompleteNumber>
     </ram:TelephoneUniversalCommunication>
     <ram:EmailURIUniversalCommunication><ram:URIID>{c["email"]}</ram:URIID></ram:EmailURIUniversalCommunication>
    </ram:DefinedTradeContact>
    <ram:PostalTradeAddress><ram:PostcodeCode>{b["postcode"]}</ram:PostcodeCode><ram:LineOne>{b["line"]}</ram:LineOne>
     <ram:CityName>{b["city"]}</ram:CityName><ram:CountryID>{b["country"]}</ram:CountryID></ram:PostalTradeAddress>
    <ram:URIUniversalCommunication><ram:URIID schemeID="EM">{b["email"]}</ram:URIID></ram:URIUniversalCommunication>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{b["vat"]}</ram:ID></ram:SpecifiedTaxRegistration>
   </ram:BuyerTradeParty>
   <ram:SpecifiedProcuringProject><ram:ID>{t["project"]}</ram:ID></ram:SpecifiedProcuringProject>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>{t["currency"]}</ram:InvoiceCurrencyCode>{due}
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    <ram:GrandTotalAmount>{t["total"]}</ram:GrandTotalAmount><ram:TotalPrepaidAmount>{t["paid"]}</ram:TotalPrepaidAmount>
    <ram:DuePayableAmount>{t["payable"]}</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>{preceding}
  </ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>""".encode()


def ubl(
    root: str = "Invoice", seller: dict[str, str] | None = None, buyer: dict[str, str] | None = None, **terms: str
) -> bytes:
    """A UBL invoice or credit note; terms that are empty are left out."""
    t, s, b, c = TERMS | terms, SELLER | (seller or {}), BUYER | (buyer or {}), CONTACT
    iso = {name: f"{day[:4]}-{day[4:6]}-{day[6:]}" for name, day in (("issued", t["issued"]), ("due", t["due"]))}
    due = f"<cbc:DueDate>{iso['due']}</cbc:DueDate>" if t["due"] else ""
    preceding = (
        f"""<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>{t["preceding"]}</cbc:ID>
        </cac:InvoiceDocumentReference></cac:BillingReference>"""
        if t["preceding"]
        else ""
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
 <cbc:ID>{t["number"]}</cbc:ID><cbc:IssueDate>{iso["issued"]}</cbc:IssueDate>{due}
 <cbc:{root}TypeCode>{t["type"]}</cbc:{root}TypeCode><cbc:DocumentCurrencyCode>{t["currency"]}</cbc:DocumentCurrencyCode>
 {preceding}<cac:ProjectReference><cbc:ID>{t["project"]}</cbc:ID></cac:ProjectReference>
 <cac:AccountingSupplierParty><cac:Party>
  <cac:PartyTaxScheme><cbc:CompanyID>{s["vat"]}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
  </cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>{s["name"]}</cbc:RegistrationName>
  <cbc:CompanyID schemeID="0002">{s["siren"]}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>
 </cac:AccountingSupplierParty>
 <cac:AccountingCustomerParty><cac:Party><cbc:EndpointID schemeID="EM">{b["email"]}</cbc:EndpointID>
  <cac:PartyIdentification><cbc:ID>{b["id"]}</cbc:ID></cac:PartyIdentification>
  <cac:PostalAddress><cbc:StreetName>{b["line"]}</cbc:StreetName><cbc:CityName>{b["city"]}</cbc:CityName>
   <cbc:PostalZone>{b["postcode"]}</cbc:PostalZone>
   <cac:Country><cbc:IdentificationCode>{b["country"]}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
  <cac:PartyTaxScheme><cbc:CompanyID>{b["vat"]}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
  </cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>{b["name"]}</cbc:RegistrationName>
  <cbc:CompanyID schemeID="0009">{b["siret"]}</cbc:CompanyID></cac:PartyLegalEntity>
  <cac:Contact><cbc:Name>{c["name"]}</cbc:Name><cbc:Telephone>{c["phone"]}</cbc:Telephone>
   <cbc:ElectronicMail>{c["email"]}</cbc:ElectronicMail></cac:Contact></cac:Party></cac:AccountingCustomerParty>
 <cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID="EUR">{t["total"]}</cbc:TaxInclusiveAmount>
  <cbc:PrepaidAmount currencyID="EUR">{t["paid"]}</cbc:PrepaidAmount>
  <cbc:PayableAmount currencyID="EUR">{t["payable"]}</cbc:PayableAmount></cac:LegalMonetaryTotal>
</{root}>""".encode()


def a_pdf(xml: bytes | None = None, name: str = "factur-x.xml", password: str = "") -> bytes:
    """A PDF of one empty page, with an attachment where there is XML."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if xml is not None:
        writer.add_attachment(name, xml)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
