"""Payments taken in, placed, taken back, given up; their entries."""
