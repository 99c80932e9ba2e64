"""Many letters at once: by as many processes as there are cores, a few letters at a time, in the order asked.

A process is started afresh (the program has threads, which a fork would tear apart), makes its own press and draws. One
that dies costs time only: what it had in hand is drawn here. Few letters are drawn here too, for a process takes a
second to start.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from mailbot.core.errors import InputError
from mailbot.outbound.letter_pdf import LetterPress

# From so many pages on other processes are worth their start; each gets so many at a time, and so many times more wait.
WORTH_IT = 24
_AT_A_TIME, _WAITING = 8, 2
# Python's collector looks at young objects once there are so many: a letter makes a hundred thousand, and all of them
# are garbage once it is drawn. What the press itself consists of is never looked at.
_PATIENCE = (100_000, 5, 5)


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a page cannot be drawn; errors themselves do not travel well between processes."""

    sentence: str


def cores() -> int:
    """How many processes can draw at the same time here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def print_many(press: Callable[[], LetterPress], pages: Iterable[str], processes: int = 0) -> Iterator[bytes]:
    """The PDF of each page, in order; an empty page gives no bytes.

    Pages are asked for a little ahead of what is taken; `press` only once there is a page. `processes` 0: as many as
    there are cores. Raises InputError in the place of a page that cannot be drawn.
    """
    count = processes or cores()
    begun = iter(pages)
    first = list(islice(begun, WORTH_IT))
    made_of = press().made_of if len(list(filter(None, first))) == WORTH_IT and count > 1 else None
    if made_of is None:
        yield from _here(press, chain(first, begun))
    else:
        yield from _elsewhere(press, made_of, chain(first, begun), count)


def _here(press: Callable[[], LetterPress], pages: Iterable[str]) -> Iterator[bytes]:
    yield from (press().pdf(page) if page else b"" for page in pages)


def _elsewhere(
    press: Callable[[], LetterPress], made_of: tuple[Path | None, Path | None], pages: Iterator[str], count: int
) -> Iterator[bytes]:
    waiting: deque[tuple[list[str], Future[list[bytes | _Fault]] | None]] = deque()
    # `spawn` names itself: a fork would copy locks that other threads hold.
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin, initargs=made_of)
    try:
        while some := list(islice(pages, _AT_A_TIME)):
            waiting.append((some, _handed(pool, some)))
            if len(waiting) > count * _WAITING:
                yield from _drawn(press, *waiting.popleft())
        while waiting:
            yield from _drawn(press, *waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _handed(pool: ProcessPoolExecutor, pages: list[str]) -> Future[list[bytes | _Fault]] | None:
    try:
        return pool.submit(_draw, pages)
    except BrokenExecutor:
        return None


def _drawn(
    press: Callable[[], LetterPress], pages: list[str], future: Future[list[bytes | _Fault]] | None
) -> Iterator[bytes]:
    try:
        results = future.result() if future else None
    except BrokenExecutor:
        results = None
    if results is None:
        yield from _here(press, pages)
        return
    for result in results:
        if isinstance(result, _Fault):
            raise InputError(result.sentence)
        yield result


# ---- in the other process ----

_presses: list[LetterPress] = []


def _begin(overrides: Path | None, logo: Path | None) -> None:
    """Make this process's press. It ends with the process that started it, and leaves the keyboard to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _presses[:] = [LetterPress(overrides, logo)]
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_PATIENCE)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _draw(pages: list[str]) -> list[bytes | _Fault]:
    return [_one(page) if page else b"" for page in pages]


def _one(page: str) -> bytes | _Fault:
    try:
        return _presses[0].pdf(page)
    except InputError as error:
        return _Fault(str(error))
