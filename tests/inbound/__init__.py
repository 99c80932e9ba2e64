"""The room that reads: bytes in, one understood message out."""
