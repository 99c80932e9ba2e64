"""The first line of a FEC: where its columns stand."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.core.errors import InputError

_NEEDED = (
    "journalcode", "ecriturenum", "ecrituredate", "comptenum", "comptelib", "compauxnum", "compauxlib", "pieceref",
    "piecedate", "ecriturelib", "ecriturelet",
)  # fmt: skip
# The amount in another currency and which one, where a file has them.
FOREIGN = ("montantdevise", "idevise")
_PAIRS = (("debit", "credit"), ("montant", "sens"))


@dataclass(frozen=True, slots=True)
class FecColumns:
    """Where the columns stand, and what is between them."""

    mark: str
    count: int
    at: dict[str, int]
    signed: bool

    @staticmethod
    def of(header: str, name: str) -> FecColumns:
        """Read the first line. Raises InputError when a column that is needed is missing."""
        mark = "\t" if header.count("\t") >= header.count("|") else "|"
        names = [cell.strip().strip('"').lower() for cell in header.rstrip("\n").split(mark)]
        at = {column: position for position, column in enumerate(names)}
        pair = next((pair for pair in _PAIRS if set(pair) <= at.keys()), None)
        missing = [column for column in _NEEDED if column not in at]
        if missing or pair is None:
            lacks = ", ".join(missing or ["debit and credit (or montant and sens)"])
            raise InputError(f"{name}:1: this FEC lacks {lacks}; export it with the columns of article A47 A-1.")
        return FecColumns(mark, len(names), at, pair == _PAIRS[1])
