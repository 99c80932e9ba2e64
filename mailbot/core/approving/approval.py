"""A partner's decision on a batch: what an answer orders, what each reminder gets, and what exactly was approved.

An answer is read line by line, but it counts as a whole: when any line is neither an order nor mere manners, nothing
is approved, because "OK mais attendez Dupont" must not let Dupont go. Refusals need no such care, yet they too wait
for an answer that is understood, so that one mail has one meaning. Only STOP always counts.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from mailbot.core.approving.approval_grammar import Order, read_clause
from mailbot.core.approving.approval_lines import fold, own_lines, split_signature, without_manners
from mailbot.core.approving.approval_texts import take_texts
from mailbot.core.approving.approval_words import is_plain_reason
from mailbot.core.errors import Refused
from mailbot.core.reading.understood import Approval, ReplyLine

_SENTENCE_END = re.compile(r"[.;!]+(?: |$)")
_NEW_ORDER = re.compile(
    r"(?:,| et| and| puis| then|[.;!]) (?=(?:(?:ok|oui|yes) (?:pour|to|for|#?\d)|non|no|report\w*|postpone|niveau|level"
    r"|stop|le reste|les autres|the rest)\b)"
)
# Of several lines about one reminder the first of these speaks.
_PRECEDENCE = ("stop", "text", "reject", "postpone", "level", "approve")
# Decides nothing: the message is shown to who asks.
SHOWS = "test"


def read_decision(text: str, today: date, writer: str = "") -> Approval:
    """What the answer orders.

    `text`: what was newly written; `today`: the day of the message, from which dates without a year count; `writer`:
    the sender's name and address, by which a bare signature is recognised. `decision` is None when nothing is
    approved or refused.
    """
    own = take_texts(text, writer, lambda line: bool(line and _orders(line, today)))
    lines = own_lines(text)
    body, _ = split_signature(own_lines(own.head), writer)
    orders = [Order((line,)) for line in own.lines]
    strange: list[str] = []
    for line in body:
        found = _orders(line, today)
        if found is None:
            strange.append(line)
        else:
            orders += found
    stops = tuple(line for order in orders for line in order.lines if line.verb == "stop")
    if stops:
        return Approval(decision="reject", lines=stops[:1], not_understood=tuple(strange))
    strange += own.strange
    if strange or not orders:
        return Approval(decision=None, not_understood=tuple(strange or lines))
    if _ambiguous(orders):
        return Approval(decision=None, not_understood=tuple(lines))
    return _approval(tuple(line for order in orders for line in order.lines))


def settle(approval: Approval, numbers: Sequence[int]) -> dict[int, ReplyLine]:
    """What each reminder of the batch gets, by its number; a reminder that nobody decided on is absent.

    A line that names a number goes before one for all. Raises Refused when a number is not in the batch.
    """
    unknown = sorted({n for line in approval.lines for n in line.numbers} - set(numbers))
    if unknown:
        raise Refused(f"There is no number {', '.join(map(str, unknown))} in this batch.")
    deciding = [line for line in approval.lines if line.verb != SHOWS]
    by_weight = sorted(deciding, key=lambda line: (not line.numbers, _PRECEDENCE.index(line.verb)))
    given: dict[int, ReplyLine] = {}
    for line in by_weight:
        for number in line.numbers or numbers:
            given.setdefault(number, replace(line, numbers=(number,)))
    return dict(sorted(given.items()))


def content_hash(  # noqa: PLR0913  everything that an approval covers
    *, recipient: str, cc: Sequence[str], lines: Sequence[tuple[str, int, str, int]], level: int, subject: str,
    text: str, html: str, attachments: Sequence[tuple[str, str]],
) -> str:  # fmt: skip
    """SHA-256 (hexadecimal) of all that a partner approves; any change gives another.

    `lines`: (invoice number, open minor units, currency, level) per row; `attachments`: (file name, digest of its
    bytes).
    """
    parts = [recipient, cc, lines, level, subject, text, html, attachments]
    # JSON with everything quoted: no two different contents have the same bytes.
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()


def _orders(line: str, today: date) -> list[Order] | None:
    """The orders of one line, empty for manners; None when a part of it is not understood."""
    for parts in _readings(line):
        found = [_clause(part, today) for part in parts]
        if all(order is not None for order in found):
            return [order for orders in found if orders is not None for order in orders]
    return None


def _readings(line: str) -> Iterator[list[str]]:
    """The ways to cut a line into clauses: by sentences and before each new order, by sentences, not at all."""
    by_sentence = [part for part in _SENTENCE_END.split(line) if part.strip()]
    yield [clause for part in by_sentence for clause in _before_orders(part)]
    yield by_sentence
    yield [line]


def _before_orders(part: str) -> list[str]:
    cuts = [0, *(match.end() for match in _NEW_ORDER.finditer(fold(part))), len(part)]
    return [part[start:end].strip(" ,;.") for start, end in pairwise(cuts)]


def _clause(part: str, today: date) -> list[Order] | None:
    bare = without_manners(part)
    if not bare:
        return []
    order = read_clause(bare, today)
    return [order] if order else None


def _ambiguous(orders: Sequence[Order]) -> bool:
    """Do the orders contradict each other, or does a reason beside an approval say more than why?"""
    lines = [line for order in orders for line in order.lines]
    approving = [line for line in lines if line.verb == "approve"]
    approved = {n for line in approving for n in line.numbers}
    refusing = [line for line in lines if line.verb in ("reject", "postpone")]
    refused = {n for line in refusing for n in line.numbers}
    everything = any(not line.numbers for line in approving)
    nothing = any(not line.numbers for line in refusing)
    rest_of_nothing = any(order.rest for order in orders) and not any(line.numbers for line in lines)
    talks = bool(approving) and not all(is_plain_reason(fold(line.reason)) for line in lines if line.reason)
    return bool(approved & refused) or (everything and nothing) or rest_of_nothing or talks


def _approval(written: tuple[ReplyLine, ...]) -> Approval:
    """The decision that the lines add up to; to be shown a message decides nothing."""
    decided = _decision(tuple(line for line in written if line.verb != SHOWS))
    return replace(decided, lines=written)


def _decision(lines: tuple[ReplyLine, ...]) -> Approval:
    approving = [line for line in lines if line.verb == "approve"]
    held = tuple(sorted({n for line in lines if line.verb != "approve" for n in line.numbers}))
    refusing = [line for line in lines if line.verb in ("reject", "postpone")]
    if any(not line.numbers for line in approving):
        return Approval(decision="partial" if held else "approve", excluded=held, lines=lines)
    if approving:
        some = tuple(sorted({n for line in approving for n in line.numbers} - set(held)))
        return Approval(decision="partial", only=some, lines=lines)
    if any(not line.numbers for line in refusing):
        return Approval(decision="reject", lines=lines)
    refused = tuple(sorted({n for line in refusing for n in line.numbers}))
    return Approval(decision="reject" if refused else None, only=refused, lines=lines)
