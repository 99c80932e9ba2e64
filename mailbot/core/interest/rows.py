"""An annex as plain values, for programs and for the side ledger: amounts and rates as text with a point, days as
ISO."""

from __future__ import annotations

from typing import Any

from mailbot.core.interest.annex import Annex
from mailbot.core.interest.wording import number, source

COLUMNS = ("from", "to", "days", "base", "rate", "amount", "source")


def rows(claim: Annex, language: str) -> list[dict[str, Any]]:
    """The segments, a row each, under `COLUMNS`; sources in that language."""
    return [
        {
            "from": one.first.isoformat(),
            "to": one.last.isoformat(),
            "days": one.days,
            "base": str(one.base.amount),
            "rate": number(one.rate.percent, "en"),
            "amount": str(one.amount.amount),
            "source": source(one.rate, language),
        }
        for one in claim.segments
    ]


def as_record(claim: Annex, language: str) -> dict[str, Any]:
    """The whole claim: segments, interest, fixed sum and total (two when the currencies differ)."""
    totals = claim.totals
    return {
        "segments": rows(claim, language),
        "interest": str(claim.interest.amount),
        "fixed": str(claim.fixed.amount),
        "total": str(totals[0].amount) if len(totals) == 1 else " + ".join(map(str, totals)),
    }
