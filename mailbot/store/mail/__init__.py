"""What came in, what it did, and what people made of it."""
