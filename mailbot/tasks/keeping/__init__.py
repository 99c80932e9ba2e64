"""The books kept safe and clean: backup, restore, checks, what the night does."""
