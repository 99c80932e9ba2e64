"""What holds the ladder back: disputes, promises, instalment plans, quotes, what was done by hand."""
