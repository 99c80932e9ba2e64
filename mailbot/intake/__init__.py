"""Files from outside to rows: pure functions from bytes to rows and row errors."""
