"""Replies kept apart: written without knowledge of the code, never read while it was made, measured as totals only."""
