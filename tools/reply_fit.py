"""Fit the weights: marks speak for intents straight and by way of ideas learnt with them; a text says what its
loudest sentence says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from mailbot.inbound.reply.learned.judge import HIDDEN
from tools.reply_examples import LEARNT, Example

# How often a mark must have been seen, and which share of marks, and of ideas, is covered up at each look, so that
# none leans on one of its neighbours alone.
LEAST_SEEN = 2
COVERED = 0.2
IDEAS_COVERED = 0.5
# Looks at every text, texts at one time, first steps of the straight weights and of the others.
LOOKS = 10
AT_A_TIME = 64
STRAIGHT_STEP = 0.03
STEP = 0.003
START = -2.5
# Adam: how much is kept of slopes and of their squares (Kingma and Ba, 2015).
KEEP, KEEP_SQUARES, TINY = 0.9, 0.999, 1e-8
# Chance has a number, and so gives the same weights each time.
CHANCE = 20261122

Marks = dict[str, int]


@dataclass
class Learnt:
    """`marks` by place: for each its weights for the intents, then for the hidden ideas; `mixing`: what each idea says
    of each intent; `base`: of each intent."""

    known: Marks
    marks: np.ndarray
    mixing: np.ndarray
    base: np.ndarray

    def parts(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All that is learnt."""
        return self.marks, self.mixing, self.base


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


def fit(data: Sequence[Example], weight: np.ndarray) -> Learnt:
    """What is learnt from these texts. `weight`: what each counts."""
    learner = _Learner(data, weight)
    for share_done, texts in learner.looks():
        learner.learn(texts, 1 - share_done)
    return learner.learnt


class _Learner:
    """Texts, what is learnt of them so far, and how it moved."""

    def __init__(self, data: Sequence[Example], weight: np.ndarray) -> None:
        known = places([one.bags for one in data])
        rows, self._begins = table([one.bags for one in data], known, scaled=True)
        self._rows = rows.astype(np.float32)
        self._count = np.diff(np.append(self._begins, self._rows.shape[0]))
        self._told = np.array([[one.labels.get(intent, False) for intent in LEARNT] for one in data], dtype=np.float32)
        asked = np.array([[intent in one.labels for intent in LEARNT] for one in data], dtype=np.float32)
        self._asked = asked * weight[:, None].astype(np.float32)
        self._chance = np.random.default_rng(CHANCE)
        marks = np.zeros((len(known), len(LEARNT) + HIDDEN), dtype=np.float32)
        marks[:, len(LEARNT) :] = self._chance.normal(0, 0.05, (len(known), HIDDEN))
        far = HIDDEN**-0.5
        mixing = self._chance.uniform(-far, far, (HIDDEN, len(LEARNT))).astype(np.float32)
        self.learnt = Learnt(known, marks, mixing, np.full(len(LEARNT), START, dtype=np.float32))
        self._slopes = [np.zeros_like(part) for part in self.learnt.parts()]
        self._squares = [np.zeros_like(part) for part in self.learnt.parts()]
        self._steps = [np.full(part.shape[-1], STEP, dtype=np.float32) for part in self.learnt.parts()]
        self._steps[0][: len(LEARNT)] = STRAIGHT_STEP
        self._moves = 0

    def looks(self) -> Iterator[tuple[float, np.ndarray]]:
        """All texts some at a time, several times over in another order; with the share of the way that is done."""
        for look in range(LOOKS):
            order = self._chance.permutation(len(self._begins))
            for first in range(0, len(order), AT_A_TIME):
                yield look / LOOKS, order[first : first + AT_A_TIME]

    def learn(self, texts: np.ndarray, pace: float) -> None:
        """Move all weights a little, down the slope of these texts' loss."""
        count = self._count[texts]
        begins = np.concatenate([[0], np.cumsum(count)[:-1]])
        of_texts = [np.arange(self._begins[one], self._begins[one] + self._count[one]) for one in texts]
        rows = self._rows[np.concatenate(of_texts)]
        rows.data *= self._left_open(rows.data.shape, COVERED)
        seen = rows @ self.learnt.marks
        open_ideas = self._left_open((rows.shape[0], HIDDEN), IDEAS_COVERED)
        ideas = np.maximum(seen[:, len(LEARNT) :], 0) * open_ideas
        score, share, _ = soft_maximum(seen[:, : len(LEARNT)] + ideas @ self.learnt.mixing + self.learnt.base, begins)
        error = self._asked[texts] * (1 / (1 + np.exp(-score)) - self._told[texts]) / AT_A_TIME
        slope = np.repeat(error, count, axis=0) * share
        back = (slope @ self.learnt.mixing.T) * open_ideas * (seen[:, len(LEARNT) :] > 0)
        self._move((rows.T @ np.hstack([slope, back]), ideas.T @ slope, slope.sum(0)), pace)

    def _left_open(self, shape: tuple[int, ...], covered: float) -> np.ndarray:
        """0 for what is covered up, and for the others so much more that the sum is the same."""
        return (self._chance.random(shape, dtype=np.float32) >= covered).astype(np.float32) / (1 - covered)

    def _move(self, slopes: Sequence[np.ndarray], pace: float) -> None:
        self._moves += 1
        for part, slope, mean, squares, step in zip(
            self.learnt.parts(), slopes, self._slopes, self._squares, self._steps, strict=True
        ):
            mean += (1 - KEEP) * (slope - mean)
            squares += (1 - KEEP_SQUARES) * (slope * slope - squares)
            root = np.sqrt(squares / (1 - KEEP_SQUARES**self._moves)) + TINY
            part -= pace * step * mean / (1 - KEEP**self._moves) / root


def scores(data: Sequence[Example], learnt: Learnt) -> np.ndarray:
    """The log-odds of each intent for each text."""
    rows, begins = table([one.bags for one in data], learnt.known, scaled=True)
    seen = rows @ learnt.marks
    ideas = np.maximum(seen[:, len(LEARNT) :], 0)
    return soft_maximum(seen[:, : len(LEARNT)] + ideas @ learnt.mixing + learnt.base, begins)[0]
