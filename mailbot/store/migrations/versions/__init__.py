"""One file per change of the schema, named for what it does."""
