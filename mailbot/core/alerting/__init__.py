"""What is told to whom, once, and in which words."""
