"""Many letters at once: the same bytes in the same order, whoever draws them and whoever dies on the way."""

import os
import signal
from itertools import count

import pytest

from mailbot.core.errors import InputError
from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.print_many import WORTH_IT, cores, print_many


def pages(how_many: int) -> list[str]:
    return [f"<html lang=fr><p>Lettre {number}" for number in range(how_many)]


def never() -> LetterPress:
    raise AssertionError("no press is needed")


def test_letters_drawn_elsewhere_are_those_drawn_here(press):
    asked = pages(WORTH_IT + 9)
    asked[3] = ""
    drawn = list(print_many(lambda: press, asked, processes=2))
    assert drawn == [press.pdf(page) if page else b"" for page in asked]


@pytest.mark.parametrize("asked", [[], ["", ""], [""] * (WORTH_IT + 5)])
def test_mails_without_a_letter_need_no_press(asked):
    assert list(print_many(never, asked)) == [b""] * len(asked)


def test_few_letters_are_drawn_in_this_process(press):
    alone = LetterPress()
    alone.made_of = None
    assert list(print_many(lambda: alone, pages(2), processes=2)) == [press.pdf(page) for page in pages(2)]


def test_pages_are_asked_for_only_a_little_ahead(press):
    asked = count()
    drawn = print_many(lambda: press, (f"<p>{next(asked)}" for _ in range(500)), processes=2)
    next(drawn)
    drawn.close()
    assert next(asked) <= WORTH_IT + 5 * 8 + 1


def test_a_page_that_cannot_be_drawn_is_said_in_its_place_and_those_before_it_are_there(press):
    asked = pages(WORTH_IT + 4)
    asked[10] = '<img src="https://tracker.example/pixel.png">'
    drawn = print_many(lambda: press, asked, processes=2)
    assert len([next(drawn) for _ in range(10)]) == 10
    with pytest.raises(InputError, match=r"tracker\.example"):
        next(drawn)


def test_what_a_dead_process_had_in_hand_is_drawn_here(press):
    """The system ends a process that takes too much memory: nothing is lost but time."""
    asked = pages(WORTH_IT + 30)
    drawn = print_many(lambda: press, asked, processes=2)
    first = next(drawn)
    for child in _children():
        os.kill(child, signal.SIGKILL)
    assert [first, *drawn] == [press.pdf(page) for page in asked]
    assert cores() >= 1


def _children() -> list[int]:
    """The drawing processes of this one; another test's server may be a child too, and is none of ours."""
    with open(f"/proc/{os.getpid()}/task/{os.getpid()}/children", encoding="ascii") as file:
        keys = [int(key) for key in file.read().split()]
    return [key for key in keys if b"spawn_main" in _command(key)]


def _command(key: int) -> bytes:
    with open(f"/proc/{key}/cmdline", "rb") as file:
        return file.read()


def test_no_process_stays_behind(press):
    list(print_many(lambda: press, pages(WORTH_IT), processes=2))
    assert _children() == []
