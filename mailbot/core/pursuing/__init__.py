"""What may follow the last notice, and what proves the debt."""
