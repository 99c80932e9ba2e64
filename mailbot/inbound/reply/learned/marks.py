"""What is seen of a sentence before it is weighed: its words, its ideas in their order, its turns of phrase."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from mailbot.inbound.reply.amounts import amounts
from mailbot.inbound.reply.dates import days
from mailbot.inbound.reply.learned.phrases import phrases_in
from mailbot.inbound.reply.learned.vocabulary import ideas_of
from mailbot.inbound.reply.references import without_references
from mailbot.inbound.reply.sentences import Sentence
from mailbot.inbound.reply.words.idioms import without_idioms

_TOKEN = re.compile(r"[a-z]+'?|@|\d+|[<>$#]")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_CLAUSE = re.compile(
    r"[;:,()]| - |\b(?:mais|par contre|en revanche|toutefois|cependant|donc|car|et (?:je|nous|on|vous|il|elle)|but|"
    r"however|and (?:i|we|you|it)|aber|und (?:ich|wir)|pero|ma|maar)\b"
)
_PHRASE_TOKEN = re.compile(r"[a-z]+|\d+|[?!€$%]")
MAX_PHRASE_TOKENS = 200
_SIGNS = frozenset("<>@#$")
MAX_TOKENS = 120
STEM = 6
SHORT = 4


def marks(sentence: Sentence, today: date | None) -> frozenset[str]:
    """The marks of one sentence; what is the same for 12 June and 4 September is one mark."""
    folded = _plain(sentence, today)
    out: set[str] = set()
    tokens = _TOKEN.findall(folded)[:MAX_TOKENS]
    stems = [token[:STEM] for token in tokens]
    out.update("w:" + stem for stem in stems)
    out.update(f"b:{one} {two}" for one, two in pairwise(["^", *stems, "?" if sentence.question else "$"]))
    if len(tokens) <= SHORT:
        out.add("short")
    seen: set[str] = set()
    for clause in _CLAUSE.split(folded):
        seen |= _of_clause(clause, out)
    if sentence.question:
        out.add("?")
        out.update("?" + idea for idea in seen)
    _of_phrases(sentence.folded, out)
    return frozenset(out)


def _of_phrases(folded: str, out: set[str]) -> None:
    """Add the turns of phrase, in their order and which stand together."""
    row = [idea for _, idea in sorted(phrases_in(_PHRASE_TOKEN.findall(folded)[:MAX_PHRASE_TOKENS]))]
    ordered = sorted(set(row))
    out.update("h:" + idea for idea in ordered)
    out.update(f"hn:{one} {two}" for one, two in pairwise(row) if one != two)
    for at, one in enumerate(ordered):
        out.update(f"hp:{one} {two}" for two in ordered[at + 1 :])


def _of_clause(clause: str, out: set[str]) -> set[str]:
    """Add the marks of a clause to `out`; gives its ideas."""
    row: list[str] = []
    plain: set[str] = set()
    for word in _TOKEN.findall(clause)[:MAX_TOKENS]:
        told = (word,) if word in _SIGNS else ideas_of(word.rstrip("'"))
        for idea in told:
            plain.add(idea.partition(".")[0])
        out.update("i:" + idea for idea in told)
        row.extend(told[:1])
    plain |= {idea for idea in row if "." in idea}
    out.update("i:" + idea for idea in plain)
    out.update(f"n:{one} {two}" for one, two in pairwise(row))
    ordered = sorted(plain)
    for at, one in enumerate(ordered):
        out.update(f"p:{one} {two}" for two in ordered[at + 1 :])
    return plain


def _plain(sentence: Sentence, today: date | None) -> str:
    """The folded sentence with days as < (gone by) or > (to come), money as $, bills as #, addresses as @."""
    text = without_references(sentence.text)
    folded = list(without_idioms(sentence.folded))
    for at, ch in enumerate(text):
        if ch == " " and sentence.text[at] != " ":
            folded[at] = "#" if at == 0 or text[at - 1] != " " or sentence.text[at - 1] == " " else " "
    for found in _ADDRESS.finditer(sentence.folded):
        _put(folded, found.start(), found.end(), "@")
    for amount in amounts(text):
        _put(folded, amount.start, amount.end, "$")
    if today is not None:
        for day in days(text, today, nearest=True):
            _put(folded, day.start, day.end, ">" if day.date >= today else "<")
    return "".join(folded)


def _put(folded: list[str], start: int, end: int, sign: str) -> None:
    folded[start:end] = [" ", sign, *" " * (end - start - 2)] if end - start > 1 else [sign]
