"""Which reminder is due, for whom, at which level, and what says no."""
