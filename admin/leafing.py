"""From part to part of a list: where the address says that one begins."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

from mailbot.store.lists import keyset
from mailbot.store.lists.keyset import Key, Place


def asked_place(keys: Sequence[Key]) -> Place | None:
    """The place that this request's address names; None for the beginning, and for what is no place of this list."""
    before = request.args.get("before")
    return keyset.place(before, keys, back=True) if before else keyset.place(request.args.get("after") or "", keys)
