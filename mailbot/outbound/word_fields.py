"""What a Word letter may say: the fields `{{…}}` of its template and their values, as text; pictures as their bytes.

The same facts and sentences as the PDF letter. What each field means stands in templates/README.md.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mailbot.outbound.facts import ReminderFacts
from mailbot.outbound.line_facts import LineFacts
from mailbot.outbound.phrasing import Phrasing, grouped
from mailbot.outbound.qr import png_uri

# Fields of a table row that comes once per invoice, per sum above the total, per penalty beside it.
ROWS = ("line", "sum", "beside")
PICTURES = ("firm.logo", "pay.code")
_DRAWABLE = frozenset({".png", ".jpg", ".jpeg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFields:
    """`single`: a field and its text, empty where there is nothing to say; one blank line parts paragraphs, a line
    break lines. `rows`: the table rows of a group. `pictures`: PNG or JPEG, empty where there is none."""

    single: Mapping[str, str]
    rows: Mapping[str, tuple[Mapping[str, str], ...]]
    pictures: Mapping[str, bytes]

    @property
    def names(self) -> frozenset[str]:
        """Every field that a template may name."""
        return frozenset((*self.single, *self.pictures, *(f"{group}.{key}" for group in ROWS for key in _KEYS[group])))


_KEYS = {
    "line": ("number", "matter", "issued_on", "due_on", "late", "total", "deducted", "open"),
    "sum": ("label", "amount"),
    "beside": ("label", "amount"),
}


def word_fields(facts: ReminderFacts, said: Mapping[str, str], labels: Mapping[str, str]) -> WordFields:
    """The fields of one letter. `said`: its sentences (before, after, subject …); `labels`: the language's words."""
    phrasing = Phrasing(facts.language)
    return WordFields(
        single={
            **said,
            **_about_people(facts),
            **_about_payment(facts),
            "registered": labels["registered"] if facts.registered else "",
            "place_and_date": _place_and_date(facts, labels, phrasing),
            "day": phrasing.day(facts.today),
            "deadline": phrasing.weekday(facts.deadline_on) if facts.deadline_on else "",
            "total": phrasing.money(facts.total),
            "total.label": labels["sum_due" if facts.formal else "total_due"],
        },
        rows={
            "line": tuple(_line(line, labels, phrasing) for line in facts.lines),
            "sum": tuple(_pair(*pair) for pair in _sums(facts, labels, phrasing)),
            "beside": tuple(_pair(*pair) for pair in _beside(facts, labels, phrasing)),
        },
        pictures={"firm.logo": _logo(facts.firm.logo), "pay.code": _code(facts)},
    )


def _about_people(facts: ReminderFacts) -> dict[str, str]:
    firm, person, client = facts.firm, facts.signatory, facts.client
    return {
        "firm.name": firm.name, "firm.address": firm.address, "firm.town": f"{firm.postcode} {firm.city}".strip(),
        "firm.phone": firm.phone, "firm.email": firm.email, "firm.website": firm.website,
        "firm.small_print": firm.small_print,
        "signatory.name": person.name, "signatory.title": person.title, "signatory.phone": person.phone,
        "signatory.email": person.email,
        "client.name": client.name, "client.contact": client.contact, "client.code": client.code,
    }  # fmt: skip


def _about_payment(facts: ReminderFacts) -> dict[str, str]:
    pay = facts.pay
    names = ("pay.holder", "pay.iban", "pay.bic", "pay.bank", "pay.reference", "pay.label")
    if pay is None:
        return dict.fromkeys(names, "")
    values = (pay.holder, grouped(pay.iban), pay.bic, pay.bank, grouped(pay.reference), pay.label)
    return dict(zip(names, values, strict=True))


def _place_and_date(facts: ReminderFacts, labels: Mapping[str, str], phrasing: Phrasing) -> str:
    day = phrasing.day(facts.today)
    if facts.firm.city:
        return labels["place_date"].format(city=facts.firm.city, day=day)
    return labels["date_only"].format(day=day)


def _line(line: LineFacts, labels: Mapping[str, str], phrasing: Phrasing) -> dict[str, str]:
    late = not line.credit and line.days_overdue > 0
    less = not line.credit and bool(line.deducted)
    return {
        "number": f"{labels['credit']} {line.number}" if line.credit else line.number,
        "matter": labels["matter"].format(matter=line.matter) if line.matter else "",
        "issued_on": phrasing.short_day(line.issued_on),
        "due_on": labels["to_deduct"] if line.credit else phrasing.short_day(line.due_on),
        "late": phrasing.counted(line.days_overdue, labels["day"], labels["days"]) if late else "",
        "total": phrasing.money(line.total),
        "deducted": labels["less_short"].format(deducted=phrasing.money(line.deducted)) if less else "",
        "open": phrasing.money(line.open),
    }


def _pair(label: str, amount: str) -> dict[str, str]:
    return {"label": label, "amount": amount}


def _sums(facts: ReminderFacts, labels: Mapping[str, str], phrasing: Phrasing) -> Iterator[tuple[str, str]]:
    """What a formal notice breaks its sum down into, and a payment that is deducted."""
    if facts.formal and (facts.part_paid or facts.netted):
        yield labels["sum_invoiced"], phrasing.money(facts.invoiced)
        if facts.part_paid:
            yield labels["sum_deducted"], phrasing.money(-facts.deducted)
        if facts.credits:
            yield labels["sum_credits"], phrasing.money(facts.credited)
    if facts.received:
        yield labels["received"], phrasing.money(-facts.received)


def _beside(facts: ReminderFacts, labels: Mapping[str, str], phrasing: Phrasing) -> Iterator[tuple[str, str]]:
    claimed = facts.claimed
    if claimed is None:
        return
    yield labels["beside"].format(day=phrasing.day(claimed.until)) + labels["colon"].rstrip(), ""
    if claimed.interest:
        yield labels["interest"], phrasing.money(claimed.interest)
    if claimed.fixed:
        count = phrasing.counted(claimed.fixed_count, labels["one_invoice"])
        yield labels["fixed_for"].format(invoices=count), phrasing.money(claimed.fixed)


def _logo(path: str) -> bytes:
    """The logo, where Word can draw it; an SVG stays in the PDF."""
    file = Path(path)
    return file.read_bytes() if path and file.suffix.lower() in _DRAWABLE and file.is_file() else b""


def _code(facts: ReminderFacts) -> bytes:
    if facts.pay is None or not facts.pay.qr:
        return b""
    return base64.b64decode(png_uri(facts.pay.qr, border=0).partition(",")[2])
