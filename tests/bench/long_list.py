"""The list of late invoices of a firm with a million of them, against the same page with a thousand: 1.00 is no slower,
0.50 twice as slow. And how long the slowest of many such pages takes for twenty people at once (`p95`)."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import unescape
from pathlib import Path
from re import search
from time import perf_counter

from flask import Flask
from flask.testing import FlaskClient

from admin import create_app
from mailbot.clock import FixedClock
from mailbot.tasks.desk.office import Office
from mailbot.tasks.people.sign_in import sign_in_link
from tests.bench.firm import NOW, large
from tests.firm import PARTNER

_COUNT = 10
_PEOPLE, _EACH = 20, 5


@cache
def _site(invoices: int) -> tuple[Office, Flask]:
    folder = Path(tempfile.mkdtemp()) / "firm"
    office = large(folder, clients=invoices // 10, due=invoices // 10, sleeping=invoices - invoices // 10)
    app = create_app(office, FixedClock(NOW))
    app.config["WTF_CSRF_ENABLED"] = False
    return office, app


@cache
def _visitor(invoices: int, person: int = 0) -> FlaskClient:
    office, app = _site(invoices)
    visitor = app.test_client()
    visitor.environ_base["REMOTE_ADDR"] = f"10.0.0.{person}"
    visitor.post("/login/" + sign_in_link(office, PARTNER, NOW).rpartition("/login/")[2])
    return visitor


def _walk(visitor: FlaskClient, pages: int) -> int:
    """From the first page on to the next ones."""
    path = "/invoices"
    for _ in range(pages):
        answer = visitor.get(path)
        following = search(r'href="([^"]*)" rel="next"', answer.text)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        path = unescape(following[1]) if following else "/invoices"
    return pages


def ours() -> int:
    """A million invoices."""
    return _walk(_visitor(1_000_000), _COUNT)


def bare() -> int:
    """A thousand."""
    return _walk(_visitor(1_000), _COUNT)


def crowds() -> str:
    """Twenty people leaf through the list at once, on this machine: the p95 of a page with a thousand invoices against
    the p95 with a million; 1.00 is no slower."""
    few, many = _p95(1_000), _p95(1_000_000)
    said = f"{1000 * many:,.0f} ms a page of a million, {1000 * few:,.0f} ms of a thousand"
    return f"p95={few / many:.2f}  ({_PEOPLE} people at once: {said})"


def _p95(invoices: int) -> float:
    """Seconds within which 95 of 100 pages are there, while twenty people ask for them."""
    people = [_visitor(invoices, person) for person in range(_PEOPLE)]
    for visitor in people[:2]:
        _walk(visitor, 1)  # nobody measures the first page after a start

    def read(visitor: FlaskClient) -> list[float]:
        times = []
        for _ in range(_EACH):
            start = perf_counter()
            _walk(visitor, 1)
            times.append(perf_counter() - start)
        return times

    with ThreadPoolExecutor(_PEOPLE) as pool:
        times = sorted(time for some in pool.map(read, people) for time in some)
    return times[int(len(times) * 0.95)]
