"""What goes out: facts, texts, letters, MIME, and the transports that hand them over."""
