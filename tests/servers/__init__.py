"""Real servers and mail programs that tests start for themselves: no service, free ports, nothing survives the run."""
