"""What goes out: facts, texts, letters and bytes."""
