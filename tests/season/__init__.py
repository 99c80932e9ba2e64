"""A season of payments: an invented firm's ledger, what its bank then shows, and what is right, at any size."""
