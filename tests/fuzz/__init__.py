"""Feeds the readers what no mail program would send: `python -m tests.fuzz --minutes 10`."""
