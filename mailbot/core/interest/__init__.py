"""Late-payment interest: regimes as data, dated rates, segments, fixed sums, and the annex that shows it all.

Begin at `annex.annex`: a debt, a regime (`regimes.regime`), rates and a day in; every figure needed to recompute the
claim out. A rate that is not known is refused, never guessed.
"""
