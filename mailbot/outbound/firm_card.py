"""The creditor and the person who signs, as messages print them."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.config.schema import Settings
from mailbot.outbound.typography import unbroken


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmCard:
    """The creditor as printed. `logo` is the path of its file, empty for the name set in type."""

    name: str
    profession: str = "company"
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    siren: str = ""
    vat_number: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    legal_line: str = ""
    logo: str = ""
    colour: str = "#1f4e5f"
    language: str = "fr"
    iban: str = ""
    bic: str = ""
    bank: str = ""
    bar: str = ""

    @property
    def french(self) -> bool:
        """Is it a French creditor, so that French law may be cited?"""
        return self.country == "FR"

    @property
    def small_print(self) -> str:
        """The legal line of letters and mails: as configured, else made from what is known."""
        if self.legal_line:
            return self.legal_line
        parts = [self.name, self.address, f"{self.postcode} {self.city}".strip()]
        parts += [f"SIREN {self.siren}"] if self.siren else []
        parts += [f"TVA {self.vat_number}"] if self.vat_number else []
        return " \u00b7 ".join(part for part in parts if part)

    @property
    def lawyer(self) -> bool:
        """Fees of a law firm go to the bâtonnier, and its matters are secret."""
        return self.profession == "lawyer"


def firm_card(settings: Settings) -> FirmCard:
    """The creditor's card from the configuration."""
    firm = settings.firm
    return FirmCard(
        name=firm.name, profession=firm.profession, address=firm.address, postcode=firm.postcode, city=firm.city,
        country=firm.country, siren=firm.siren, vat_number=firm.vat_number, phone=unbroken(firm.phone),
        email=firm.email or settings.mailbox.address, website=firm.website, legal_line=firm.legal_line,
        logo=str(firm.logo) if firm.logo else "", colour=firm.colour, language=firm.language,
        iban=firm.bank.iban, bic=firm.bank.bic, bank=firm.bank.bank, bar=firm.bar,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """The named person who signs."""

    name: str
    title: str = ""
    email: str = ""
    phone: str = ""
