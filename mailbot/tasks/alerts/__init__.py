"""What people are told once, and when it is over."""
