"""What a message means for the books."""
