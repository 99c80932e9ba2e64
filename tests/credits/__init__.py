"""Credits on a bank account and what they pay: a second invented firm, written apart from `tests.season`.

Every case of paying is written in several ways, labels are cut where banks cut them, whatever is lost by it, and names
come in pairs that resemble each other. `python -m tests.credits` measures; tests use other seeds than tuning did.
"""
