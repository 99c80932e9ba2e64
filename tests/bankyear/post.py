"""When which bank tells of what: notices soon, again or never; statements every week, overlapping, late, again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tests.bankyear import notices
from tests.bankyear.cast import Account
from tests.bankyear.files import Extract, written
from tests.bankyear.life import FIRST_DAY, Life, Line
from tests.bankyear.notices import Way
from tests.firm import PARIS


@dataclass(frozen=True, slots=True)
class Paper:
    """A mail, or (with a name) a file that a person takes in."""

    content: bytes
    name: str = ""


def timetable(life: Life, seed: int, days: int) -> dict[date, list[Paper]]:
    """Day → what comes on it, in the order in which it comes."""
    rng = Random(f"{seed}:post")
    found: dict[date, list[Paper]] = defaultdict(list)
    for line in life.lines:
        for day, paper in _notices(life, line, rng):
            found[day].append(paper)
    for account in life.accounts:
        for day, paper in _statements(life, account, days, rng):
            found[day].append(paper)
    for papers in found.values():
        rng.shuffle(papers)
    return found


def _notices(life: Life, line: Line, rng: Random) -> Iterator[tuple[date, Paper]]:
    """Most credits are told of by mail within two days; some again, by the same mail or another one."""
    if line.kind in ("batch", "debit") and rng.random() < 0.6 or line.kind == "credit" and rng.random() < 0.2:
        return
    when = _at(line.on, rng.choice((0, 0, 0, 1, 2)), rng)
    way = _way(rng)
    yield when.date(), Paper(_notice(life, line, way, when))
    if rng.random() < 0.12:
        again = when + timedelta(days=rng.randrange(4), minutes=7)
        same = rng.random() < 0.5
        other = Way(layout=way.layout, dated=way.dated, proved=way.proved, message_id=_id(rng))
        raw = _notice(life, line, way if same else other, when)
        # A server may show the very same mail twice; its trace lines differ then.
        yield again.date(), Paper((b"X-Seen: again\n" if rng.random() < 0.5 else b"") + raw)


def _notice(life: Life, line: Line, way: Way, when: datetime) -> bytes:
    if line.kind == "online":
        return notices.online(line, way, when)
    account = next(one for one in life.accounts if one.iban == line.account)
    return notices.payout(line, way, when) if line.kind == "payout" else notices.of_line(line, account, way, when)


def _way(rng: Random) -> Way:
    return Way(
        layout=rng.choice(("letter", "table")), dated=rng.random() < 0.85, proved=rng.random() < 0.97,
        message_id=_id(rng),
    )  # fmt: skip


def _id(rng: Random) -> str:
    return f"{rng.getrandbits(64):016x}"


def _at(day: date, later: int, rng: Random) -> datetime:
    minutes = rng.randrange(8 * 60, 11 * 60)
    return datetime.combine(day + timedelta(days=later), time(), tzinfo=PARIS) + timedelta(minutes=minutes)


def _statements(life: Life, account: Account, days: int, rng: Random) -> Iterator[tuple[date, Paper]]:
    """Every Monday the week before, and more of the past than that; one in ten comes weeks late, one in seven again."""
    lines = [line for line in life.lines if line.account == account.iban]
    end = FIRST_DAY + timedelta(days=days + 20)
    monday = FIRST_DAY + timedelta(days=7)
    while monday <= end:
        first = max(FIRST_DAY, monday - timedelta(days=7 + rng.choice((0, 0, 3, 7, 14))))
        extract = _extract(account, lines, first, monday - timedelta(days=1))
        form, late = rng.choice(account.forms), rng.random() < 0.1
        for wait in [rng.randrange(10, 25) if late else rng.randrange(4)] + [9] * (rng.random() < 0.15):
            yield monday + timedelta(days=wait), _paper(extract, form, rng, monday + timedelta(days=wait))
        monday += timedelta(days=7)


def _extract(account: Account, lines: list[Line], first: date, last: date) -> Extract:
    before = sum(line.minor for line in lines if line.on < first)
    within = tuple(line for line in lines if first <= line.on <= last)
    return Extract(account=account, first=first, last=last, lines=within, opening=100_000_00 + before)


def _paper(extract: Extract, form: str, rng: Random, day: date) -> Paper:
    """Taken in by a person, or brought by the bank's mail."""
    name, content = written(extract, form)
    if rng.random() < 0.6:
        return Paper(content, name)
    when = _at(day, 0, rng)
    way = Way(layout="letter", dated=True, proved=True, message_id=_id(rng))
    return Paper(notices.with_statement(extract.account, [(name, content)], way, when))
