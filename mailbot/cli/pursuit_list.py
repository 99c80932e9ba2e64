"""The ways after the last notice as a list: for people way by way, for programs a row per condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mailbot.cli.lists import Row
from mailbot.core.pursuing import pursuit_words as words
from mailbot.core.pursuing.pursuit_case import Proposal, Standing
from mailbot.core.pursuing.pursuit_rules import RULES
from mailbot.tasks.pursuit.pursue import Prospect

COLUMNS = ("client", "way", "open", "amount", "act_by", "standing", "condition", "source", "mark")


def told(found: Iterable[Prospect], language: str) -> Iterator[str]:
    """For people, line by line: each client, each way, what is shown, missing, to be checked, or closes it."""
    colon = " :" if language == "fr" else ":"
    for one in found:
        yield f"{one.client.code}  {one.client.name}"
        for way in one.ways:
            mark = "+" if way.open else "-"
            by = f", {way.act_by}" if way.act_by and way.open else ""
            yield f"  {mark} {words.way(way.way, language)}{f' ({way.amount}{by})' if way.open else ''}"
            for item in way.findings:
                cited = words.source(item, language)
                said = f"{words.standing(item.standing, language)}{colon} {words.sentence(item, language)}"
                yield f"      {said}{f' [{cited}]' if cited else ''}"
        if not one.ways:
            yield "  -"


def rows_of(found: Iterable[Prospect], language: str) -> Iterator[Row]:
    """For programs: a row per condition, with its source and how surely that was read."""
    for one in found:
        for way in one.ways:
            yield from _way_rows(one, way, language)


def _way_rows(one: Prospect, way: Proposal, language: str) -> Iterator[Row]:
    for item in way.findings:
        yield {
            "client": one.client.code, "way": way.way.value, "open": way.open, "amount": way.amount,
            "act_by": way.act_by, "standing": Standing(item.standing).value,
            "condition": words.sentence(item, language), "source": RULES[item.key].source,
            "mark": RULES[item.key].mark.value,
        }  # fmt: skip
