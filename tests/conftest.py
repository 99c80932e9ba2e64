"""Fixtures for all tests."""

import gc

pytest_plugins = ["tests.servers.fixtures"]

# Thousands of small firms are made and dropped in one process; looking for cycles all the time costs a tenth of it.
gc.set_threshold(100_000, 20, 20)
