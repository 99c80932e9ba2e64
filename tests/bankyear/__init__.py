"""A year of one firm's bank life, told by notices and statements in any order, again, late, and through crashes: is
every movement counted exactly once? `python -m tests.bankyear --seeds 1-20`.

`cast` and `life` draw what truly happened, `notices` and `files` how banks tell of it, `post` when, `year` plays it
through the live path, `person` answers what the program asks, and `judge` compares the books with the truth.
"""
