"""The address block of a letter, as the French post reads it (NF Z 10-011).

At most 38 characters a line, town line and country in capitals without punctuation, the country
named only abroad and in the sender's language.
"""

from __future__ import annotations

import textwrap

from babel import Locale

from mailbot.core.client import Client

WIDTH = 38


def address_lines(client: Client, home: str = "FR", language: str = "fr") -> tuple[str, ...]:
    """The lines that show in the envelope's window, top to bottom; long ones are broken at spaces.

    `home` is the sender's country; its own name is left out.
    """
    lines = [client.name]
    if client.contact and client.contact.casefold() != client.name.casefold():
        lines.append(client.contact)
    lines.extend(client.address.splitlines())
    lines.append(_plain(f"{client.postcode} {client.city}").upper())
    if client.country and client.country != home:
        lines.append(str(Locale(language).territories.get(client.country, client.country)).upper())
    broken = [part for line in lines for part in textwrap.wrap(line.strip(), WIDTH, break_long_words=True)]
    return tuple(broken)


def _plain(text: str) -> str:
    return " ".join(text.replace(",", " ").split())
