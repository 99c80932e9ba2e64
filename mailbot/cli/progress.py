"""A bar for long work: on a terminal, on stderr; nothing elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from mailbot.intake.told import Told, quiet


@contextmanager
def progress(*, beside_output: bool = False) -> Iterator[Told]:
    """What the work tells of how far it is, drawn. `beside_output`: the work prints rows meanwhile; on the same
    terminal they show well enough that it goes on, and a bar would stand in their way."""
    console = Console(stderr=True)
    if not console.is_terminal or (beside_output and Console().is_terminal):
        yield quiet
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as drawn:
        bars: dict[str, TaskID] = {}

        def told(what: str, done: int, of: int) -> None:
            if what not in bars:
                bars[what] = drawn.add_task(what, total=of)
            drawn.update(bars[what], completed=done, total=of)

        yield told
