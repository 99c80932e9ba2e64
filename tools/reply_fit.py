"""Fit the weights: a logistic model on the soft maximum of a text's sentences, and a choice among the days named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tools.reply_examples import LEARNT, Example

# How hard weights are pulled to nothing, how long is looked for better ones, and how often a mark must have been seen.
PULL = 0.01
CHOICE_PULL = 0.5
STEPS = 200
LEAST_SEEN = 2
START = -2.5

Marks = dict[str, int]


def places(bags: Sequence[Sequence[frozenset[str]]], least: int = LEAST_SEEN) -> Marks:
    """A place for each mark that stands in enough texts."""
    seen = Counter(mark for text in bags for mark in frozenset().union(*text))
    return {mark: at for at, mark in enumerate(sorted(mark for mark, times in seen.items() if times >= least))}


def table(bags: Sequence[Sequence[frozenset[str]]], known: Marks, *, scaled: bool) -> tuple[csr_matrix, np.ndarray]:
    """All sentences as rows of marks, and where each text begins."""
    ends, columns, values, begins = [0], [], [], []
    for text in bags:
        begins.append(len(ends) - 1)
        for bag in text:
            row = sorted(known[mark] for mark in bag if mark in known)
            columns += row
            values += [max(1, len(bag)) ** -0.5 if scaled else 1.0] * len(row)
            ends.append(len(columns))
    shape = (len(ends) - 1, len(known))
    return csr_matrix((np.array(values), columns, ends), shape=shape), np.array(begins)


def soft_maximum(scores: np.ndarray, begins: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The soft maximum of each text, each row's share in it, and how many rows each text has."""
    top = np.maximum.reduceat(scores, begins, axis=0)
    count = np.diff(np.append(begins, len(scores)))
    powers = np.exp(scores - np.repeat(top, count, axis=0))
    total = np.add.reduceat(powers, begins, axis=0)
    return top + np.log(total), powers / np.repeat(total, count, axis=0), count


def fit(data: Sequence[Example], weight: np.ndarray) -> tuple[Marks, np.ndarray, np.ndarray]:
    """The marks, their weights for each intent and the base of each intent. `weight`: what each text counts."""
    known = places([one.bags for one in data])
    rows, begins = table([one.bags for one in data], known, scaled=True)
    told = np.array([[one.labels.get(intent, False) for intent in LEARNT] for one in data], dtype=float)
    asked = np.array([[intent in one.labels for intent in LEARNT] for one in data]) * weight[:, None]
    back = rows.T.tocsr()
    size, intents = len(known), len(LEARNT)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, base = flat[: size * intents].reshape(size, intents), flat[size * intents :]
        score, share, count = soft_maximum(rows @ weights + base, begins)
        error = asked * (1 / (1 + np.exp(-score)) - told)
        slope = np.repeat(error, count, axis=0) * share
        value = (asked * (np.logaddexp(0, score) - told * score)).sum() + PULL / 2 * (weights * weights).sum()
        return value, np.concatenate([(back @ slope + PULL * weights).ravel(), slope.sum(0)])

    start = np.concatenate([np.zeros(size * intents), np.full(intents, START)])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 8}).x
    return known, best[: size * intents].reshape(size, intents), best[size * intents :]


def scores(data: Sequence[Example], known: Marks, weights: np.ndarray, base: np.ndarray) -> np.ndarray:
    """The log-odds of each intent for each text."""
    rows, begins = table([one.bags for one in data], known, scaled=True)
    return soft_maximum(rows @ weights + base, begins)[0]


def fit_choice(texts: Sequence[Sequence[frozenset[str]]], right: Sequence[Sequence[bool]]) -> tuple[Marks, np.ndarray]:
    """Weights by which the right one of the things a text names is chosen."""
    kept = [(text, told) for text, told in zip(texts, right, strict=True) if any(told) and not all(told)]
    known = places([text for text, _ in kept])
    rows, begins = table([text for text, _ in kept], known, scaled=False)
    gold = np.array([one for _, told in kept for one in told], dtype=float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        score = rows @ weights
        total, share, count = soft_maximum(score, begins)
        good = np.where(gold > 0, score, -1e9)
        right_total, right_share, _ = soft_maximum(good, begins)
        value = (total - right_total).sum() + CHOICE_PULL / 2 * weights @ weights
        return value, rows.T @ (share - right_share) + CHOICE_PULL * weights

    best = minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return known, best
