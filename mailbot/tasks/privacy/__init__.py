"""What the law gives clients about themselves: all that is on file, and its erasure."""
