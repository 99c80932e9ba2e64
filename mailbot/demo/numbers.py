"""Invented account and company numbers whose check digits are right, so that every reader accepts them.

The bank codes belong to no bank: 99xxx was never given out in France, and the foreign ones spell no institution.
"""

from __future__ import annotations

from random import Random

_LETTERS = {letter: str(ord(letter) - 55) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def iban(country: str, bban: str) -> str:
    """The IBAN of a national account number (ISO 13616, check digits by ISO 7064 mod 97-10)."""
    digits = "".join(_LETTERS.get(character, character) for character in f"{bban}{country}00")
    return f"{country}{98 - int(digits) % 97:02d}{bban}"


def french_account(bank: str, branch: str, account: str) -> str:
    """A French IBAN: bank code (5 digits), branch (5), account (11), and the RIB key that closes them."""
    key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(account)) % 97
    return iban("FR", f"{bank}{branch}{account}{key:02d}")


def client_account(country: str, rng: Random) -> str:
    """An account of somebody in this country (two letters)."""
    if country == "GB":
        return iban("GB", f"XQZB{rng.randrange(10**6):06d}{rng.randrange(10**8):08d}")
    if country == "IE":
        return iban("IE", f"XQZI{rng.randrange(10**6):06d}{rng.randrange(10**8):08d}")
    if country == "BE":
        account = rng.randrange(9_990_000_000, 9_999_999_999)
        return iban("BE", f"{account}{account % 97 or 97:02d}")
    return french_account(
        f"{rng.randrange(99_100, 99_200)}", f"{rng.randrange(10**5):05d}", f"{rng.randrange(10**11):011d}"
    )


def siren(rng: Random) -> str:
    """A company number of nine digits that passes the Luhn test."""
    body = f"9{rng.randrange(10**7):07d}"
    total = sum(int(digit) for digit in body[0::2]) + sum(sum(divmod(2 * int(digit), 10)) for digit in body[1::2])
    return f"{body}{-total % 10}"


def vat_number(siren_number: str) -> str:
    """The French VAT number of a company (key of two digits, then the SIREN)."""
    return f"FR{(12 + 3 * (int(siren_number) % 97)) % 97:02d}{siren_number}"
