"""The pure core: policy, books, understanding. No I/O, no clock, no environment, no randomness.

Everything here is a frozen value or a function from values to values. `now` and `today`
are arguments. Import only the standard library and value libraries.
"""
