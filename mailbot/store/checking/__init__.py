"""Every invariant as a question to the books."""
