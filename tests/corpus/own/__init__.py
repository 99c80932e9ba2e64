"""Messages of an invented firm, with what a person would understand of them."""
