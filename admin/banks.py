"""Banques: how well each bank's mails are read; the tester: what is found in a mail, where, why. Writes nothing."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.desk import office, reading
from admin.language import gettext
from mailbot.core.errors import InputError
from mailbot.store import state
from mailbot.store.lists import bank_reading
from mailbot.tasks.money.try_bank import FIELDS, Tested, Trial, try_mail
from mailbot.tasks.planning.freshness import longest_silence

blueprint = Blueprint("banks", __name__, url_prefix="/banks")


@blueprint.get("")
def listing() -> str:
    """Every bank, and the form of the tester."""
    return _page(None, "")


@blueprint.post("/test")
@needs("assistant")
def test() -> ResponseReturnValue:
    """Read a mail as it would be read, with the patterns that were typed."""
    file = request.files.get("file")
    raw = file.read() if file and file.filename else request.form.get("mail", "").encode()
    typed = {name: request.form.get(f"pattern-{name}", "").strip() for name in FIELDS}
    trial = Trial(
        profile=request.form.get("profile", ""), patterns={name: text for name, text in typed.items() if text} or None
    )
    try:
        tested = try_mail(raw, office().settings, trial) if raw.strip() else None
    except InputError as error:
        return _page(None, str(error))
    return _page(tested, "" if tested else gettext("Collez un message, ou choisissez un fichier."))


def _page(tested: Tested | None, wrong: str) -> str:
    books = reading()
    heard = {row.bank: row for row in state.bank_accounts(books)}
    told = bank_reading.by_bank(books)
    rows = [
        (
            bank, told.get(bank.name, bank_reading.Told()), heard.get(bank.name),
            longest_silence(office(), heard[bank.name], bank) if bank.name in heard else bank.silent_after_days,
        )
        for bank in office().settings.banks
    ]  # fmt: skip
    return render_template(
        "banks/list.html", rows=rows, tested=tested, wrong=wrong, fields=FIELDS, typed=request.form,
        mail=request.form.get("mail", ""),
    )  # fmt: skip
