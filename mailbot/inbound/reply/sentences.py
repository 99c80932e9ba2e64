"""A text as sentences, each with its folded twin of the same length."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailbot.inbound.reply.folding import fold
from mailbot.inbound.reply.months import MONTHS

MAX_TEXT = 20_000
MAX_SENTENCES = 300
MAX_SENTENCE = 1_500
# A line this short was ended by its writer, not by a mail program's wrapping.
SHORT_LINE = 56
_END = re.compile(r"([.!?…]+[\"»)']?)(?=\s+|$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s('])(?:m|mm|mme|mlle|mr|me|dr|st|ste|art|n|no|nr|ref|tel|p|pp|etc|cf|env|nov|dec|janv|fev|sept|"
    r"oct|juil|ex|inc|ltd|co|av|bd|vs|ca|bzw|z|b|u|a|usw|abs|str|sr|sra|sig|dott|d|approx)\.$",
    re.I,
)
_BULLET = re.compile(r"^\s*(?:[-*•–—]|\d{1,2}[.)]|[a-z]\))\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with single blanks. `question`: it ends with a question mark."""

    text: str
    folded: str
    question: bool


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text`, in order."""
    out: list[Sentence] = []
    for block in _blocks(text[:MAX_TEXT]):
        for piece in _pieces(block):
            clean = " ".join(piece.split())[:MAX_SENTENCE]
            if clean and len(out) < MAX_SENTENCES:
                out.append(Sentence(clean, fold(clean), clean.rstrip("\"'») ").endswith("?")))
    return out


def _blocks(text: str) -> list[str]:
    """Runs of wrapped lines joined; a short line, a blank line or a bullet ends a run."""
    blocks: list[str] = []
    open_run = False
    for line in text.splitlines():
        if not line.strip():
            open_run = False
            continue
        if open_run and not _BULLET.match(line):
            blocks[-1] += " " + line.strip()
        else:
            blocks.append(line.strip())
        open_run = len(line.rstrip()) >= SHORT_LINE or line.rstrip().endswith((",", ":"))
    return blocks


def _goes_on(rest: str) -> bool:
    """ "1. Dezember", "nr 5. et": a number with a point inside a sentence."""
    word = fold(rest.strip()[:12]).partition(" ")[0].strip(".,")
    return rest.strip()[:1].islower() or word in MONTHS


def _pieces(block: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    for found in _END.finditer(block):
        head = block[max(0, found.start() - 12) : found.end()]
        if found[1] == "." and _ABBREVIATION.search(head):
            continue
        if found[1] == "." and block[found.start() - 1 : found.start()].isdecimal() and _goes_on(block[found.end() :]):
            continue
        pieces.append(block[start : found.end()])
        start = found.end()
    pieces.append(block[start:])
    return pieces
