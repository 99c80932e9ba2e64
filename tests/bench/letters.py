"""Letters: pages drawn by our press, against bare WeasyPrint in as many processes on the same pages.

The bare loop does what a careful script does: fonts and style sheet read once in each process, eight pages at a time,
the same way of starting processes. It makes the same kind of document, tagged PDF/A-3.
"""

from __future__ import annotations

import resource
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from time import process_time

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from mailbot.config.shipped import shipped
from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.print_many import cores, print_many
from mailbot.outbound.templates import Texts
from tests.outbound.samples import a_line, some_facts

_COUNT, _AT_A_TIME = 120, 8
_spent: dict[str, list[float]] = {"ours": [], "bare": []}


@cache
def pages(count: int = _COUNT) -> tuple[str, ...]:
    """So many letters, each of another client about another sum."""
    texts = Texts()
    facts = (some_facts(2, a_line(total=f"{1000 + n}.56"), name=f"Client {n} SARL") for n in range(count))
    return tuple(texts.letter(one) for one in facts)


@cache
def _press() -> LetterPress:
    return LetterPress()


_kept: list[tuple[FontConfiguration, CSS, str]] = []


def _begin() -> None:
    fonts = FontConfiguration()
    folder = shipped("templates", "letter")
    _kept.append((fonts, CSS(filename=str(folder / "letter.css"), font_config=fonts), folder.as_uri() + "/"))


def _draw(some: tuple[str, ...]) -> list[bytes]:
    fonts, sheet, base = _kept[0]
    return [
        bytes(
            HTML(string=page, base_url=base).write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/a-3a")
        )
        for page in some
    ]


def ours() -> int:
    """From pages to bytes."""
    begun = _cpu()
    done = sum(bool(pdf) for pdf in print_many(_press, pages()))
    _spent["ours"].append(_cpu() - begun)
    return done


def bare(count: int = _COUNT) -> int:
    """From pages to bytes."""
    begun, all_pages = _cpu(), pages(count)
    chunks = [all_pages[at : at + _AT_A_TIME] for at in range(0, count, _AT_A_TIME)]
    with ProcessPoolExecutor(cores(), mp_context=get_context("spawn"), initializer=_begin) as pool:
        done = sum(bool(pdf) for some in pool.map(_draw, chunks) for pdf in some)
    _spent["bare"].append(_cpu() - begun)
    return done


def story() -> str:
    """Seconds of processor per letter, which a busy machine does not blur, and the most memory of one process."""
    ours_, bare_ = (min(_spent[who]) / _COUNT * 1000 for who in ("ours", "bare"))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return (
        f"{cores()} processes; {ours_:.0f} ms of processor per letter against {bare_:.0f} ({bare_ / ours_:.2f}); "
        f"a process takes {peak} MB at most"
    )


def _cpu() -> float:
    """Seconds of processor of this process and of those that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + ended.ru_utime + ended.ru_stime
