"""Notices of shapes that the reader was not written against; every one that was ever read rightly stays so."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from mailbot.core.reading.understood import Movement
from mailbot.inbound.banks.notice import read_bank_mail
from mailbot.inbound.firm import BankProfileFacts
from mailbot.inbound.parse import parse

BANK = BankProfileFacts(name="Banque", domains=("banque.example",), own_ibans=("FR7612345678901234567896789",))
FOLDER = Path(__file__).parent / "notices_apart"
MAILS: dict[str, dict[str, Any]] = {
    name: mail for file in ("first.yaml", "later.yaml") for name, mail in YAML(typ="safe").load(FOLDER / file).items()
}
# Money that is not seen yet: asked as questions; nothing is invented in its place.
UNREAD = {"later, question and answer"}
# The payer is not found in this sentence.
NAMELESS = {"later page, money request paid"}


def read(told: dict[str, Any]) -> tuple[Movement, ...]:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "avis@banque.example", "relances@etude.example", told["subject"]
    mail["Date"] = dt.datetime(2026, 11, 12, 8, tzinfo=dt.UTC)
    if told["kind"] == "page":
        mail.set_content(f"<html><body>{told['body']}</body></html>", subtype="html")
    else:
        mail.set_content(told["body"])
    return read_bank_mail(parse(mail.as_bytes()), BANK).movements


@pytest.mark.parametrize("name", sorted(set(MAILS) - UNREAD))
def test_the_movements_of_a_notice_are_read(name: str) -> None:
    found = sorted(read(MAILS[name]), key=lambda one: one.amount)
    wanted = sorted(MAILS[name]["told"], key=lambda one: float(one["amount"]))
    assert [(one.direction, f"{one.amount:.2f}") for one in found] == [(o["direction"], o["amount"]) for o in wanted]
    for one, told in zip(found, wanted, strict=True):
        assert name in NAMELESS or told.get("payer", "").lower() in (one.payer or "").lower()
        assert told.get("label", "") in (one.label or "")


@pytest.mark.parametrize("name", sorted(UNREAD))
def test_what_is_not_understood_invents_nothing(name: str) -> None:
    assert read(MAILS[name]) == ()
