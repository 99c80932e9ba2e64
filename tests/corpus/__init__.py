"""Real and realistic messages, and how well they are read."""
