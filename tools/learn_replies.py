"""Learn the weights of `mailbot/inbound/reply/learned/weights.json` from the labelled replies of the tests.

    python -m tools.learn_replies          # learns from everything, writes the weights
    python -m tools.learn_replies --apart  # learns without a fifth of the authors, measures on those, five times

Fitting wants numpy and scipy (the `dev` extra); reading replies does not. Its chance is a fixed number: the same texts
give the same weights. The thresholds are those at which the replies of authors left out are read best.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence

import click
import numpy as np

from mailbot.core.reading.understood import STOPS
from mailbot.inbound.reply.learned import judge
from mailbot.inbound.reply.learned.choice import days_named, sums_named
from tools.reply_choice_fit import fit_choice
from tools.reply_examples import LEARNT, Example, examples
from tools.reply_fit import Learnt, Marks, fit, scores

# The older tables are written to a list of sentences, whole mails are what is read in the end.
COUNTS = {"own": 4.0, "mails": 2.0, "plain": 2.0, "fr": 2.0, "en": 2.0, "others": 2.0, "traps": 2.0}
STOP_PLACES = [place for place, intent in enumerate(LEARNT) if intent in STOPS]
# By how much a threshold is lowered below the best F1 for what stops the reminders: to miss one is the worse error.
STOP_CARE = 0.3
# The authors are left out in so many parts.
PARTS = 5
GRID = np.arange(-3.0, 2.0, 0.1)
NONE = frozenset({"none"})


def weight_of(data: Sequence[Example]) -> np.ndarray:
    """What each text counts."""
    return np.array([COUNTS.get(one.author, 1.0) for one in data])


def told(data: Sequence[Example]) -> np.ndarray:
    """1 where an intent holds, 0 where it does not, -1 where it is left open."""
    return np.array([[int(one.labels.get(intent, -1)) for intent in LEARNT] for one in data])


def left_out(data: Sequence[Example]) -> tuple[list[Example], np.ndarray]:
    """The log-odds of every reply, learnt without its author (and the few others that are left out with him)."""
    authors = sorted({one.author for one in data if one.by_author})
    measured: list[Example] = []
    found = []
    for part in range(PARTS):
        away = set(authors[part::PARTS])
        kept = [one for one in data if one.author not in away]
        held = [one for one in data if one.author in away]
        found.append(scores(held, fit(kept, weight_of(kept))))
        measured += held
        click.echo(f"{', '.join(sorted(away))} left out", err=True)
    return measured, np.vstack(found)


def f1(said: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """F1 of each intent; what is left open is neither right nor wrong."""
    right = (said & (truth == 1)).sum(0)
    wrong = (said & (truth == 0)).sum(0) + (~said & (truth == 1)).sum(0)
    return 2 * right / np.maximum(1, 2 * right + wrong)


def thresholds(found: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """For each intent the log-odds with the best F1, lower for what stops the reminders."""
    best = GRID[np.array([f1(found > least, truth) for least in GRID]).argmax(0)]
    best[STOP_PLACES] -= STOP_CARE
    return best


def choices(data: Sequence[Example]) -> tuple[Marks, np.ndarray, Marks, np.ndarray]:
    """The weights for the promised day, and for the promised amount."""
    days, sums = [], []
    for one in data:
        if one.heard.today is None or (not one.days and one.amounts is None):
            continue
        named = days_named(one.heard.said, one.heard.today)
        right = [day.date in one.days for day in named]
        if any(right):
            days.append(([day.marks for day in named], right))
        chosen = named[right.index(True)] if any(right) else None
        paid = sums_named(one.heard.said, chosen)
        fits = [one.amounts is not None and value.amount in one.amounts for value in paid]
        if paid and (any(fits) or not one.amounts):
            sums.append(([value.marks for value in paid] + [NONE], [*fits, not any(fits)]))
    return (*fit_choice(*zip(*days, strict=True)), *fit_choice(*zip(*sums, strict=True)))


def as_text(data: Sequence[Example], least: np.ndarray) -> str:
    """The weights learnt from everything, as a file."""
    learnt = fit(data, weight_of(data))
    days, day_weights, sums, sum_weights = choices(data)
    row = {
        "intents": [str(intent) for intent in LEARNT],
        "base": _hundredths(learnt.base),
        "least": _hundredths(least),
        "no_sum": round(sum_weights[sums["none"]] * judge.UNIT),
        "days": _whole(days, day_weights),
        "sums": _whole(sums, sum_weights),
        "mixing": [_hundredths(idea) for idea in learnt.mixing],
        **_rows(learnt),
    }
    return json.dumps(row, separators=(",", ":"))


def _hundredths(values: np.ndarray) -> list[int]:
    return [round(float(one) * judge.UNIT) for one in values]


def _rows(learnt: Learnt) -> dict[str, object]:
    """The weights of marks as bytes around the middle: the strongest takes the whole way."""
    straight, ideas = learnt.marks[:, : len(LEARNT)], learnt.marks[:, len(LEARNT) :]
    steps = [float(np.abs(part).max()) / (judge.MIDDLE - 1) for part in (straight, ideas)]
    whole = np.hstack([np.rint(part / step) for part, step in zip((straight, ideas), steps, strict=True)])
    return {
        "step": steps[0],
        "idea_step": steps[1],
        "marks": "\n".join(learnt.known),
        "rows": b64encode((whole + judge.MIDDLE).astype(np.uint8).tobytes()).decode(),
    }


def _whole(known: Marks, weights: np.ndarray) -> dict[str, int]:
    rounded = {mark: round(weights[at] * judge.UNIT) for mark, at in known.items()}
    return {mark: weight for mark, weight in rounded.items() if weight and mark != "none"}


def report(measured: Sequence[Example], found: np.ndarray) -> None:
    """Tell how the replies of authors left out are read, thresholds taken from the other authors."""
    truth = told(measured)
    authors = np.array([one.author for one in measured])
    said = np.zeros(found.shape, dtype=bool)
    for author in sorted(set(authors)):
        own, others = authors == author, authors != author
        said[own] = found[own] > thresholds(found[others], truth[others])
        click.echo(f"{author:24} macro-F1 {f1(said[own], truth[own]).mean():.3f}")
    for intent, value in zip(LEARNT, f1(said, truth), strict=True):
        click.echo(f"{intent:24} F1 {value:.3f}")
    stops, spoke = truth[:, STOP_PLACES], said[:, STOP_PLACES]
    asks = (stops == 1).any(1)
    click.echo(
        f"macro-F1 {f1(said, truth).mean():.3f}  exact {((truth == -1) | (said == (truth == 1))).all(1).mean():.3f}"
    )
    click.echo(
        f"stops missed {1 - spoke[asks].any(1).mean():.3f}  false {(spoke & (stops == 0))[~asks].any(1).mean():.3f}"
    )


@click.command()
@click.option("--apart", is_flag=True, help="Measure on authors left out; write nothing.")
def main(*, apart: bool) -> None:
    """Learn from everything and write the weights, or measure."""
    data = list(examples())
    measured, found = left_out(data)
    report(measured, found)
    if not apart:
        text = as_text(data, thresholds(found, told(measured)))
        judge.FILE.write_text(text + "\n", encoding="utf-8")
        click.echo(f"{len(data)} texts, {len(text)} bytes")


if __name__ == "__main__":
    main()
