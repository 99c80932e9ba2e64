"""Account statements that come attached: one format, one file."""
