"""Books whose writer may be killed, just before a commit or just after it, and where others write meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from mailbot.demo.simulation.faults import Faults, Killed
from mailbot.store.session import Books


class FaultyBooks(Books):
    """The same database as `books`; `meanwhile` is what people do while the program is at work."""

    def __init__(self, books: Books, faults: Faults, meanwhile: Callable[[], None]) -> None:
        super().__init__(books.engine)
        self._faults = faults
        self._meanwhile = meanwhile

    @contextmanager
    def write(self, *, durable: bool = False) -> Iterator[Session]:
        """As ever, unless the process dies: before the commit nothing of it remains, after it everything does."""
        if self._faults.happens("meanwhile"):
            self._meanwhile()
        dies = self._faults.happens("kill_at_commit")
        late = dies and self._faults.rng.random() < 0.5
        with super().write(durable=durable) as session:
            yield session
            if dies and not late:
                raise Killed
        if late:
            raise Killed
