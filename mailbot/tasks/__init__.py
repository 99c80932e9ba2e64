"""Use cases, one a file: gather, decide, apply. Called by the scheduler, the shell and the admin."""
