"""After the last notice: requests, exhibits, the evidence file."""
