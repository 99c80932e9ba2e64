"""Speed, measured against the bare limit of the same machine in the same run: `make bench`."""
