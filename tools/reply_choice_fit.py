"""Fit the weights by which the promised day, or amount, is chosen among those that a text names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from tools.reply_fit import Marks, places, soft_maximum, table

# How hard weights are pulled to nothing.
PULL = 0.5


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
        value = (total - right_total).sum() + PULL / 2 * weights @ weights
        return value, rows.T @ (share - right_share) + PULL * weights

    best = minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return known, best
