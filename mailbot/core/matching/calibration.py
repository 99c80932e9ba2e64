"""What a score means: how often, of a hundred payments like this one, the proposal is right.

Measured on generated seasons of payments (`python -m tests.credits.calibrate`; other seeds than those of the published
figures), one estimate per ground of an automatic match, one per range of the share that the best way has among all ways
where a gate is shut."""

from __future__ import annotations

_BY_GROUND = {
    "rf": 0.9992, "number+amount": 0.9999, "number+payer": 0.9999, "short+payer+amount": 0.9998, "code+amount": 0.9992,
    "near+payer+amount": 0.9998, "near+amount": 0.9900, "list+payer+sum": 0.9949, "account+sum": 0.9988,
    "payer+sum": 0.9993,
}  # fmt: skip
# (least share of the best way, how often it was right although a gate was shut)
_BY_SHARE = ((0.0, 0.04), (0.05, 0.06), (0.3, 0.26), (0.6, 0.83), (0.8, 0.88), (0.9, 0.92), (0.96, 0.96), (0.999, 0.98))


def calibrated(ground: str, share: float) -> float:
    """0-1: the measured frequency of right proposals. `ground` is empty where a gate is shut; `share` is that of the
    best way among all (softmax of the weights)."""
    if ground:
        return _BY_GROUND[ground]
    return max(right for least, right in _BY_SHARE if least <= share)
