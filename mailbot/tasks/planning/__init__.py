"""What is due for whom today: standings, verdicts, proposals."""
