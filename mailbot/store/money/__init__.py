"""Payments, what they were put on, entries and penalties."""
