"""What is on file about one client, where they stand, and its erasure."""
